//! A network that loses, cuts, doubles, delays and overtakes: whoever presses until she is told "sent" has asked exactly once.
//! `NETWORK_PEOPLE` says how many do.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::StreamExt;
use rand::Rng;
use tokio::io::{AsyncReadExt, AsyncWriteExt, Result};
use tokio::net::TcpStream;

use super::people::{Held, form, id_of, send};
use super::proxy::Proxy;
use super::server::{Server, client, free_port, times, until};

/// Who press at the same time.
const CROWD: usize = 16;

/// What becomes of one press.
#[derive(Debug, Clone, Copy)]
enum Fate {
    /// The server answers, and nobody hears it.
    LostAnswer,
    /// This part of the request arrives, in thousandths.
    CutRequest(usize),
    /// This part of the answer arrives, in thousandths.
    CutAnswer(usize),
    /// It arrives twice at once; the later answer is heard.
    Doubled,
    /// She hears nothing, and it arrives after so many milliseconds, perhaps behind her next press.
    Late(u64),
    /// 50 kbit/s, 75 ms each way.
    Slow,
}

impl Fate {
    fn random() -> Self {
        let mut rng = rand::rng();
        match rng.random_range(0..12) {
            0..3 => Self::LostAnswer,
            3..5 => Self::CutRequest(rng.random_range(0..1000)),
            5..7 => Self::CutAnswer(rng.random_range(0..1000)),
            7..9 => Self::Doubled,
            9..11 => Self::Late(rng.random_range(0..400)),
            _ => Self::Slow,
        }
    }
}

/// Everything that a browser sends.
async fn request(browser: &mut TcpStream) -> Result<Vec<u8>> {
    let mut request = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&request).to_lowercase();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
            if body.len() >= length.map_or(0, |length| length.trim().parse().unwrap()) {
                return Ok(request);
            }
        }
        if browser.read_buf(&mut request).await? == 0 {
            return Ok(request);
        }
    }
}

/// What the server answers to it.
async fn answer(server: u16, request: &[u8]) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect(("127.0.0.1", server)).await?;
    stream.write_all(request).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}

async fn carry(mut browser: TcpStream, server: u16, fate: Option<Fate>) -> Result<()> {
    let request = request(&mut browser).await?;
    match fate {
        None => browser.write_all(&answer(server, &request).await?).await,
        Some(Fate::LostAnswer) => answer(server, &request).await.map(|_| ()),
        Some(Fate::CutRequest(part)) => {
            let mut stream = TcpStream::connect(("127.0.0.1", server)).await?;
            stream.write_all(&request[..request.len() * part / 1000]).await
        }
        Some(Fate::CutAnswer(part)) => {
            let answer = answer(server, &request).await?;
            browser.write_all(&answer[..answer.len() * part / 1000]).await
        }
        Some(Fate::Doubled) => {
            let (one, other) = tokio::join!(answer(server, &request), answer(server, &request));
            browser.write_all(&one.and(other)?).await
        }
        Some(Fate::Late(after)) => {
            drop(browser);
            tokio::time::sleep(Duration::from_millis(after)).await;
            answer(server, &request).await.map(|_| ())
        }
        Some(Fate::Slow) => {
            tokio::time::sleep(Duration::from_millis(75)).await;
            let mut stream = TcpStream::connect(("127.0.0.1", server)).await?;
            for piece in request.chunks(313) {
                stream.write_all(piece).await?;
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).await?;
            tokio::time::sleep(Duration::from_millis(75)).await;
            browser.write_all(&answer).await
        }
    }
}

/// One who presses until she is told; answers the form, and how often she pressed.
async fn ask(server: &Server, port: u16, person: u32, under_way: Arc<AtomicUsize>) -> (String, usize) {
    // Each press is a connection of its own, so that each has its fate.
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(10))
        .pool_max_idle_per_host(0)
        .default_headers([(reqwest::header::CONNECTION, "close".parse().unwrap())].into_iter().collect())
        .build()
        .unwrap();
    let fields = form(&client(), &server.url, person).await.unwrap();
    let misfortunes = rand::rng().random_range(1..=5);
    let fates: Mutex<VecDeque<Fate>> = Mutex::new((0..misfortunes).map(|_| Fate::random()).collect());
    let network = Proxy::start(move |browser| {
        let (fate, under_way) = (fates.lock().unwrap().pop_front(), under_way.clone());
        under_way.fetch_add(1, Ordering::SeqCst);
        async move {
            let carried = carry(browser, port, fate).await;
            under_way.fetch_sub(1, Ordering::SeqCst);
            carried
        }
    })
    .await;
    let url = format!("http://127.0.0.1:{}", network.port);
    let mut pressed = 1;
    while !send(&http, &url, &fields).await {
        pressed += 1;
        assert!(pressed <= misfortunes + 1, "the network carried it, and it was not acknowledged");
    }
    (id_of(&fields), pressed)
}

#[tokio::test(flavor = "multi_thread")]
async fn however_the_network_fails_one_asks_exactly_once() {
    let (folder, port) = (tempfile::tempdir().unwrap(), free_port());
    let database = format!("sqlite://{}/test.db", folder.path().display());
    let (server, _) = Server::start(folder.path(), &database, port).await;
    let people = times("NETWORK_PEOPLE", 200);
    let under_way = Arc::new(AtomicUsize::new(0));
    let asked: Vec<(String, usize)> = futures::stream::iter(0..people)
        .map(|person| ask(&server, port, u32::try_from(person).unwrap(), under_way.clone()))
        .buffer_unordered(CROWD)
        .collect()
        .await;
    until(async || under_way.load(Ordering::SeqCst) == 0).await;
    let held = Held::read(&database).await;
    held.assert_once(asked.iter().map(|(form, _)| form));
    assert_eq!(held.forms.len(), people);
    let pressed: usize = asked.iter().map(|(_, pressed)| pressed).sum();
    assert!(pressed > people, "nothing ever failed");
    println!("| the network fails, SQLite | {} | {people} | {pressed} | 0 | 0 |", pressed - people);
}
