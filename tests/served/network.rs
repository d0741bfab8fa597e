//! A network that loses, cuts, doubles, delays and overtakes: whoever presses until she is told "sent" has asked exactly once.
//! `NETWORK_PEOPLE` says how many meet what chance brings, `CUT_EVERY` after how many bytes what is said is cut, one after the other.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::StreamExt;
use rand::Rng;
use tokio::io::{AsyncReadExt, AsyncWriteExt, Result};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

use super::people::{Held, form, id_of, send};
use super::proxy::Proxy;
use super::server::{Server, client, free_port, times, until};

/// Who press at the same time.
const CROWD: usize = 16;
/// No request and no answer has more bytes.
const LONGEST: usize = 2_048;

/// What becomes of one press.
#[derive(Debug, Clone, Copy)]
enum Fate {
    /// The server answers, and nobody hears it.
    LostAnswer,
    /// So many bytes of the request arrive.
    CutRequest(usize),
    /// So many bytes of the answer arrive.
    CutAnswer(usize),
    /// It arrives twice at once; the later answer is heard.
    Doubled,
    /// She hears nothing, and it arrives after so many milliseconds, perhaps behind her next press.
    Late(u64),
    /// She hears nothing, and it arrives once she was told "sent" by another press.
    Overtaken,
    /// 50 kbit/s, 75 ms each way.
    Slow,
}

impl Fate {
    fn random() -> Self {
        let mut rng = rand::rng();
        match rng.random_range(0..12) {
            0..3 => Self::LostAnswer,
            3..5 => Self::CutRequest(rng.random_range(0..LONGEST)),
            5..7 => Self::CutAnswer(rng.random_range(0..LONGEST)),
            7..9 => Self::Doubled,
            9 => Self::Overtaken,
            10 => Self::Late(rng.random_range(0..400)),
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

/// Carries one press; `told` ends once she was told "sent".
async fn carry(
    mut browser: TcpStream,
    server: u16,
    fate: Option<Fate>,
    told: CancellationToken,
) -> Result<()> {
    let request = request(&mut browser).await?;
    match fate {
        None => browser.write_all(&answer(server, &request).await?).await,
        Some(Fate::LostAnswer) => answer(server, &request).await.map(|_| ()),
        Some(Fate::CutRequest(bytes)) => {
            let mut stream = TcpStream::connect(("127.0.0.1", server)).await?;
            stream.write_all(&request[..bytes.min(request.len())]).await
        }
        Some(Fate::CutAnswer(bytes)) => {
            let answer = answer(server, &request).await?;
            browser.write_all(&answer[..bytes.min(answer.len())]).await
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
        Some(Fate::Overtaken) => {
            drop(browser);
            told.cancelled().await;
            answer(server, &request).await.map(|_| ())
        }
        Some(Fate::Slow) => {
            tokio::time::sleep(Duration::from_millis(75)).await;
            let mut stream = TcpStream::connect(("127.0.0.1", server)).await?;
            trickle(&request, &mut stream).await?;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).await?;
            tokio::time::sleep(Duration::from_millis(75)).await;
            trickle(&answer, &mut browser).await
        }
    }
}

/// Writes at 50 kbit/s.
async fn trickle(bytes: &[u8], to: &mut TcpStream) -> Result<()> {
    for piece in bytes.chunks(313) {
        to.write_all(piece).await?;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

/// A server, what became of the presses on their way to it, and who asked.
struct Network {
    server: Server,
    port: u16,
    database: String,
    under_way: Arc<AtomicUsize>,
    _folder: tempfile::TempDir,
}

impl Network {
    async fn start() -> Self {
        let (folder, port) = (tempfile::tempdir().unwrap(), free_port());
        let database = format!("sqlite://{}/test.db", folder.path().display());
        let (server, _) = Server::start(folder.path(), &database, port).await;
        Self { server, port, database, under_way: Arc::default(), _folder: folder }
    }

    /// One who presses until she is told, each press with its fate, those after them with none; answers the form, and how often
    /// she pressed.
    async fn ask(&self, person: usize, fates: Vec<Fate>) -> (String, usize) {
        // Each press is a connection of its own, so that each has its fate.
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(10))
            .pool_max_idle_per_host(0)
            .default_headers([(reqwest::header::CONNECTION, "close".parse().unwrap())].into_iter().collect())
            .build()
            .unwrap();
        let fields = form(&client(), &self.server.url, u32::try_from(person).unwrap()).await.unwrap();
        let (misfortunes, told, port) = (fates.len(), CancellationToken::new(), self.port);
        let (fates, under_way, heard) =
            (Mutex::new(VecDeque::from(fates)), self.under_way.clone(), told.clone());
        let network = Proxy::start(move |browser| {
            let (fate, under_way, told) =
                (fates.lock().unwrap().pop_front(), under_way.clone(), heard.clone());
            under_way.fetch_add(1, Ordering::SeqCst);
            async move {
                let carried = carry(browser, port, fate, told).await;
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
        told.cancel();
        (id_of(&fields), pressed)
    }

    /// Everybody presses until she is told; then each has asked exactly once.
    async fn ask_all(self, what: &str, fates: impl Iterator<Item = Vec<Fate>>) {
        let asked: Vec<(String, usize)> = futures::stream::iter(fates.enumerate())
            .map(|(person, fates)| self.ask(person, fates))
            .buffer_unordered(CROWD)
            .collect()
            .await;
        until(async || self.under_way.load(Ordering::SeqCst) == 0).await;
        let held = Held::read(&self.database).await;
        held.assert_once(asked.iter().map(|(form, _)| form));
        let people = asked.len();
        assert_eq!(held.forms.len(), people);
        let pressed: usize = asked.iter().map(|(_, pressed)| pressed).sum();
        assert!(pressed > people, "nothing ever failed");
        println!("| {what}, SQLite | {} | {people} | {pressed} | 0 | 0 |", pressed - people);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn however_the_network_fails_one_asks_exactly_once() {
    let by_chance = || (0..rand::rng().random_range(1..=5)).map(|_| Fate::random()).collect();
    let fates = std::iter::repeat_with(by_chance).take(times("NETWORK_PEOPLE", 200));
    Network::start().await.ask_all("the network fails", fates).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wherever_what_is_said_is_cut_one_asks_exactly_once() {
    let cuts = || (0..=LONGEST).step_by(times("CUT_EVERY", 128));
    let fates = cuts().map(|at| vec![Fate::CutRequest(at)]).chain(cuts().map(|at| vec![Fate::CutAnswer(at)]));
    Network::start().await.ask_all("what is said is cut, byte by byte", fates).await;
}

/// No answer to the first presses, one to five; presses that overtake others; a line from far away.
#[tokio::test(flavor = "multi_thread")]
async fn every_misfortune_in_a_row_is_one_request() {
    let mut fates: Vec<Vec<Fate>> = (1..=5).map(|tries| vec![Fate::LostAnswer; tries]).collect();
    fates.extend((1..=3).map(|overtaken| vec![Fate::Overtaken; overtaken]));
    fates.push(vec![Fate::Overtaken, Fate::LostAnswer, Fate::Overtaken, Fate::Slow]);
    fates.extend((0..4).map(|n| vec![Fate::Late(n * 20), Fate::Overtaken, Fate::Slow]));
    fates.push(vec![Fate::Slow]);
    Network::start()
        .await
        .ask_all("answers are lost in a row, presses overtake each other", fates.into_iter())
        .await;
}
