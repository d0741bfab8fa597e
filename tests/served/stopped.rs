//! SIGTERM without a proxy: whatever was written to the server before the signal is answered, even what it had not read yet; what
//! was acknowledged is there once after the next start. `STOPS` says how often it is stopped.

use std::io::{Error, ErrorKind, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use rand::Rng;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use super::people::{Fields, Held, OFFER, READ, filled, id_of, post, send};
use super::server::{DRAINED, SOON, Server, client, free_port, times};

const CLIENTS: usize = 8;

/// What a server answers.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

/// A browser that knows when what it says has left it.
struct Browser {
    address: String,
    /// Whether it keeps its connection for the next request.
    keeps: bool,
    line: Option<BufReader<TcpStream>>,
    /// When each request was written, and whether it was answered.
    said: Vec<(Instant, bool)>,
}

impl Browser {
    /// Says it, and hears the answer; nothing where none came.
    async fn exchange(&mut self, request: &str, body: &str) -> Option<Answer> {
        if self.line.is_none() {
            self.line = Some(BufReader::new(TcpStream::connect(&self.address).await.ok()?));
        }
        let line = self.line.as_mut().unwrap();
        let close = if self.keeps { "" } else { "connection: close\r\n" };
        let (address, length) = (&self.address, body.len());
        let written = format!(
            "{request} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\naccept: text/html\r\n{close}\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        line.write_all(written.as_bytes()).await.ok()?;
        let written = Instant::now();
        let heard = tokio::time::timeout(SOON, hear(line)).await;
        // An answer or the end: silence is neither.
        let answer = heard.unwrap().ok();
        self.said.push((written, answer.is_some()));
        if answer.as_ref().is_none_or(|answer| answer.head.contains("connection: close")) {
            self.line = None;
        }
        answer
    }
}

/// One whole answer.
async fn hear(line: &mut BufReader<TcpStream>) -> Result<Answer> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if line.read_line(&mut head).await? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
    }
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let length = head.lines().find_map(|field| field.strip_prefix("content-length: "));
    let mut body = Vec::new();
    if let Some(length) = length {
        body.resize(length.parse().unwrap(), 0);
        line.read_exact(&mut body).await?;
    } else {
        assert!(head.contains("transfer-encoding: chunked"), "{head}");
        let mut chunk = vec![0];
        while !chunk.is_empty() {
            let mut length = String::new();
            line.read_line(&mut length).await?;
            // Its end is missing: the rest of the answer never came.
            let length = usize::from_str_radix(length.trim_end(), 16).map_err(Error::other)?;
            chunk.resize(length + 2, 0);
            line.read_exact(&mut chunk).await?;
            chunk.truncate(length);
            body.extend_from_slice(&chunk);
        }
    }
    Ok(Answer { status, head, body: String::from_utf8(body).unwrap() })
}

/// What people hold in their hands after a stop.
#[derive(Default)]
struct Ledger {
    said: Vec<(Instant, bool)>,
    pages: usize,
    acknowledged: Vec<String>,
    /// Forms that left without an answer.
    unanswered: Vec<Fields>,
}

/// Reads and asks until no answer comes.
async fn browse(url: String, keeps: bool, people: Arc<AtomicU32>) -> Ledger {
    let (address, http) = (url.strip_prefix("http://").unwrap().to_owned(), client());
    let mut browser = Browser { address, keeps, line: None, said: Vec::new() };
    let mut ledger = Ledger::default();
    'open: loop {
        for path in READ {
            let Some(page) = browser.exchange(&format!("GET {path}"), "").await else { break 'open };
            assert_eq!(page.status, 200, "{path}");
            ledger.pages += 1;
        }
        let Some(page) = browser.exchange(&format!("GET {OFFER}/demande"), "").await else { break };
        assert_eq!(page.status, 200, "{}", page.body);
        let fields = filled(&page.body, people.fetch_add(1, Ordering::SeqCst));
        let request = post(&http, &url, &fields).build().unwrap();
        let body = String::from_utf8(request.body().unwrap().as_bytes().unwrap().to_vec()).unwrap();
        let Some(sent) = browser.exchange(&format!("POST {OFFER}/demande"), &body).await else {
            ledger.unanswered.push(fields);
            break;
        };
        assert_eq!(sent.status, 303, "{}", sent.body);
        assert!(sent.head.contains("?envoyee=1\r\n"), "{}", sent.head);
        ledger.acknowledged.push(id_of(&fields));
    }
    ledger.said = browser.said;
    ledger
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_before_sigterm_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/test.db", folder.path().display());
    let (port, people, stops) = (free_port(), Arc::new(AtomicU32::new(1)), times("STOPS", 5));
    let (mut pages, mut acknowledged, mut longest) = (0, Vec::new(), Duration::ZERO);
    let (mut server, _) = Server::start(folder.path(), &database, port).await;
    for stop in 0..stops {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| tokio::spawn(browse(server.url.clone(), client % 2 == 0, people.clone())))
            .collect();
        tokio::time::sleep(Duration::from_millis(rand::rng().random_range(100..600))).await;
        // Every other time on a machine that has no time: what is written meanwhile lies unread when the signal comes.
        let is_frozen = stop % 2 == 0;
        if is_frozen {
            server.signal("STOP");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let signalled = Instant::now();
        server.signal("TERM");
        if is_frozen {
            server.signal("CONT");
        }
        longest = longest.max(server.end(DRAINED).await);
        let mut unanswered = Vec::new();
        for client in clients {
            let ledger = client.await.unwrap();
            let cut =
                ledger.said.iter().filter(|(written, answered)| written < &signalled && !answered).count();
            assert_eq!(cut, 0, "written before the signal, and not answered; frozen: {is_frozen}");
            pages += ledger.pages;
            acknowledged.extend(ledger.acknowledged);
            unanswered.extend(ledger.unanswered);
        }
        server = Server::start(folder.path(), &database, port).await.0;
        for fields in unanswered {
            assert!(send(&client(), &server.url, &fields).await, "pressed again, it is sent");
            acknowledged.push(id_of(&fields));
        }
        if stop % 10 == 9 || stop + 1 == stops {
            Held::read(&database).await.assert_once(&acknowledged);
        }
    }
    server.kill();
    assert!(pages > stops && acknowledged.len() > stops, "{pages} pages, {} requests", acknowledged.len());
    println!(
        "| one node without a proxy, SQLite | {stops} | {pages} | {} | 0 | 0 | {} ms |",
        acknowledged.len(),
        longest.as_millis()
    );
}
