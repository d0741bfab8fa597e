//! Forms of which half is sent, and nothing after it.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Longer than the server lets anybody be silent.
const PATIENCE: Duration = Duration::from_secs(90);
/// Bytes that are said to come; half of them do.
const BODY: usize = 2_000;

/// How one ended: after how long, and what was answered; nothing where the line was just cut.
type Ended = (Duration, Option<u16>);

/// So many forms, each waiting for the rest of it.
pub struct Half(JoinSet<Option<Ended>>);

impl Half {
    /// Sends the headers and half of the body of so many forms.
    pub async fn send(address: SocketAddr, count: usize) -> Result<Self> {
        let half = format!(
            "POST /suivi HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\ncontent-type: \
             application/x-www-form-urlencoded\r\ncontent-length: {BODY}\r\n\r\n{}",
            "a".repeat(BODY / 2)
        );
        let mut waiting = JoinSet::new();
        for _ in 0..count {
            let mut stream = TcpStream::connect(address).await.context("a connection for half a form")?;
            stream.write_all(half.as_bytes()).await?;
            let begun = Instant::now();
            waiting.spawn(async move {
                let mut first = [0; 12];
                let read = tokio::time::timeout(PATIENCE, stream.read_exact(&mut first)).await.ok()?;
                let status = read.ok().and_then(|_| std::str::from_utf8(&first[9..]).ok()?.parse().ok());
                Some((begun.elapsed(), status))
            });
        }
        Ok(Self(waiting))
    }

    /// Waits until each has ended; says how.
    pub async fn told(self) -> String {
        let all = self.0.join_all().await;
        let mut ended: Vec<Ended> = all.iter().copied().flatten().collect();
        ended.sort_unstable();
        let answered = ended.iter().filter(|(_, status)| *status == Some(408)).count();
        let (Some((first, _)), Some((last, _))) = (ended.first(), ended.last()) else {
            return format!("{} halves of forms were waited for without an end.", all.len());
        };
        format!(
            "{} halves of forms: {answered} answered 408, {} cut, {} without an end; the first after {:.1} s, the last after {:.1} s.",
            all.len(),
            ended.len() - answered,
            all.len() - ended.len(),
            first.as_secs_f64(),
            last.as_secs_f64(),
        )
    }
}
