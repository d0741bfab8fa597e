//! Each answer of PostgreSQL takes two seconds: people read on, a request is taken or comes back with what was typed, and once the
//! answers are quick again all is as before. What takes how long is printed, and judged where a release is asked. Skipped without
//! `TEST_POSTGRES_URL`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use reqwest::Client;
use tokio::io::{AsyncReadExt, AsyncWriteExt, Result};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::people::{Fields, Held, READ, form, hidden, id_of, post, send};
use super::postgres::{Database, address};
use super::proxy::Proxy;
use super::server::{SOON, Server, client, free_port, is_release, until};

/// How late each answer is.
const LATE: u64 = 2_000;
/// Who ask meanwhile.
const PEOPLE: u32 = 8;
/// A page comes within this time, and a word about a request within the other.
const PAGE: Duration = Duration::from_secs(4);
const WORD: Duration = Duration::from_secs(25);

/// Carries what the node says at once, and what PostgreSQL answers so many milliseconds later, in its order.
async fn carry(node: TcpStream, postgres: String, late: Arc<AtomicU64>) -> Result<()> {
    let (mut answers, mut questions) = TcpStream::connect(postgres).await?.into_split();
    let (mut said, mut heard) = node.into_split();
    let (wait, mut waiting) = mpsc::unbounded_channel::<(Instant, Vec<u8>)>();
    let asks = tokio::io::copy(&mut said, &mut questions);
    let answering = async {
        let mut piece = vec![0; 65_536];
        loop {
            let length = answers.read(&mut piece).await?;
            let due = Instant::now() + Duration::from_millis(late.load(Ordering::SeqCst));
            if length == 0 || wait.send((due, piece[..length].to_vec())).is_err() {
                return Ok::<(), std::io::Error>(());
            }
        }
    };
    let hearing = async {
        while let Some((due, piece)) = waiting.recv().await {
            tokio::time::sleep_until(due.into()).await;
            heard.write_all(&piece).await?;
        }
        Ok::<(), std::io::Error>(())
    };
    tokio::select! {
        asked = asks => asked.map(|_| ()),
        answered = answering => answered,
        told = hearing => told,
    }
}

/// Somebody sends her form; whether it was taken, and how long she waited for a word. What was not taken comes back whole.
async fn ask(http: &Client, url: &str, typed: &Fields) -> (bool, Duration) {
    let begun = Instant::now();
    let answer = post(http, url, typed).send().await.unwrap();
    let (status, page) = (answer.status().as_u16(), answer.text().await.unwrap());
    let took = begun.elapsed();
    if status == 303 {
        return (true, took);
    }
    assert_eq!(status, 503, "{page}");
    let kept = hidden(&page);
    for field in typed {
        assert!(kept.contains(field), "{field:?} was typed, and is kept: {page}");
    }
    (false, took)
}

#[tokio::test(flavor = "multi_thread")]
async fn late_answers_hold_up_nobody_and_lose_nothing() {
    let Some(database) = Database::create("slow").await else { return };
    let (folder, late) = (tempfile::tempdir().unwrap(), Arc::new(AtomicU64::new(0)));
    let network = {
        let (postgres, late) = (address(&database.url), late.clone());
        Proxy::start(move |node| carry(node, postgres.clone(), late.clone())).await
    };
    let through = database.url.replace(&address(&database.url), &format!("127.0.0.1:{}", network.port));
    let (mut server, _) = Server::start(folder.path(), &through, free_port()).await;
    let url = server.url.clone();
    let patient =
        Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(SOON).build().unwrap();
    let mut forms = Vec::new();
    for person in 0..PEOPLE {
        forms.push(form(&patient, &url, person).await.unwrap());
    }
    let read = async |path: &str| {
        let begun = Instant::now();
        let answer = patient.get(format!("{url}{path}")).send().await.unwrap();
        let (status, page) = (answer.status().as_u16(), answer.text().await.unwrap());
        (status, page, begun.elapsed())
    };

    late.store(LATE, Ordering::SeqCst);
    let read_on = async || {
        let mut longest = Duration::ZERO;
        for path in READ.into_iter().chain(["/structures/coop-connexion"]) {
            let (status, _, took) = read(path).await;
            assert_eq!(status, 200, "{path}");
            longest = longest.max(took);
        }
        longest
    };
    // At once, before anybody knows that it is slow; then, while it is known.
    let (first, pages) = tokio::join!(
        futures::future::join_all(forms[..4].iter().map(|typed| ask(&patient, &url, typed))),
        read_on()
    );
    until(async || read("/readyz").await.0 == 503).await;
    let known = read_on().await;
    let second = futures::future::join_all(forms[4..].iter().map(|typed| ask(&patient, &url, typed))).await;
    let own = read("/suivi").await;

    late.store(0, Ordering::SeqCst);
    let quick = Instant::now();
    until(async || read("/readyz").await.0 == 200).await;
    let back = quick.elapsed();
    for typed in &forms {
        for _ in 0..2 {
            assert!(send(&client(), &url, typed).await, "one press, and it is taken");
        }
    }
    assert!(!server.ended(), "nobody restarted it");
    let held = Held::read(&database.url).await;
    held.assert_once(&forms.iter().map(|form| id_of(form)).collect::<Vec<_>>());
    assert_eq!(held.forms.len(), forms.len());
    let word = first.iter().chain(&second).map(|(_, took)| *took).max().unwrap();
    let taken = first.iter().chain(&second).filter(|(taken, _)| *taken).count();
    println!(
        "| answers of PostgreSQL take {LATE} ms: {taken} of {PEOPLE} taken meanwhile; longest page {pages:.2?}, {known:.2?} once it is \
         known; longest word about a request {word:.2?}; as before after {back:.2?} | 1 | {PEOPLE} | {} | 0 | 0 |",
        3 * PEOPLE
    );
    if is_release() {
        assert!(pages <= PAGE && known <= PAGE, "{pages:?} {known:?}");
        assert!(word <= WORD, "{word:?}");
    }
    assert_eq!(own.0, 200, "{}", own.1);
    drop(server);
    database.drop().await;
}
