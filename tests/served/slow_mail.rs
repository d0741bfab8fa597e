//! A mail server that takes its time for each word: the letter leaves once. `MAIL_SECONDS` says how many seconds it takes.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Result};
use tokio::net::TcpStream;

use super::people::{all_sent, form, send};
use super::proxy::Proxy;
use super::server::{Server, client, free_port, times};

/// One dialogue; the mails that were taken go to `taken`.
async fn talk(stream: TcpStream, late: Duration, taken: Arc<Mutex<Vec<String>>>) -> Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let (mut mail, mut in_mail, mut answer) = (String::new(), false, Some("220 here"));
    loop {
        if let Some(answer) = answer.take() {
            tokio::time::sleep(late).await;
            write.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
        let Some(line) = lines.next_line().await? else { return Ok(()) };
        answer = match line.as_str() {
            "." if in_mail => {
                in_mail = false;
                taken.lock().unwrap().push(std::mem::take(&mut mail));
                Some("250 taken")
            }
            _ if in_mail => {
                mail.push_str(&line);
                mail.push('\n');
                None
            }
            "DATA" => {
                in_mail = true;
                Some("354 go on")
            }
            _ => Some("250 ok"),
        };
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_leaves_once_however_slow_its_way_is() {
    let (folder, taken) = (tempfile::tempdir().unwrap(), Arc::<Mutex<Vec<String>>>::default());
    let seconds = times("MAIL_SECONDS", 1);
    let late = Duration::from_secs(seconds as u64);
    let server = {
        let taken = Arc::clone(&taken);
        Proxy::start(move |stream| talk(stream, late, taken.clone())).await
    };
    let database = format!("sqlite://{}/test.db", folder.path().display());
    let smtp = format!("smtp://127.0.0.1:{}", server.port);
    let variables = [("SMTP_URL", smtp.as_str())];
    let (site, _) = Server::start_with(folder.path(), &database, free_port(), &variables).await;
    let typed = form(&client(), &site.url, 1).await.unwrap();
    assert!(send(&client(), &site.url, &typed).await);
    all_sent(&database).await;
    // Whoever had given up on it would have come again by now.
    tokio::time::sleep(2 * late).await;
    let taken: Vec<String> = std::mem::take(&mut taken.lock().unwrap());
    assert_eq!(taken.len(), 1, "{taken:?}");
    println!("| a mail server takes {seconds} s for each word | 1 | 1 | 1 | 0 | 0 |");
}
