//! Whoever tries addresses or telephones learns nothing: one that is known here and one that is not get the same answer, in the
//! same time. `TRIES` says how many of each; the times are printed, since they are the machine's too, and judged where there are enough.

use std::time::{Duration, Instant};

use reqwest::Client;

use super::people::{form, mobile, send};
use super::publisher::link_for;
use super::server::{Server, client, free_port, times};

const KNOWN: &str = "zoe.connue@example.org";
/// Tries from which the median says more of the site than of the machine.
const ENOUGH: usize = 1_000;
/// The difference that nobody tells from far away.
const ALIKE: Duration = Duration::from_millis(2);
/// What is done behind the answer is over by then.
const BEHIND: Duration = Duration::from_millis(10);
const PASSWORD: &str = "quatre vélos bleus à Lens";

/// What tries an address at one of the doors of the desk.
fn at_the_door<'a>(email: &'a str, password: &'a str) -> [(&'a str, &'a str); 3] {
    [("email", email), ("mot_de_passe", password), ("suite", "/espace")]
}

/// An answer, but for the first field, which it repeats, and what differs each time.
async fn answer(http: &Client, url: &str, path: &str, fields: &[(&str, &str)]) -> (u16, String, Duration) {
    let begun = Instant::now();
    let answer = http.post(format!("{url}{path}")).header("origin", url).form(fields).send().await.unwrap();
    let (status, mut headers) = (answer.status().as_u16(), answer.headers().clone());
    let body = answer.text().await.unwrap();
    let took = begun.elapsed();
    for changing in ["date", "x-request-id"] {
        headers.remove(changing);
    }
    let said = format!("{headers:?}\n{body}").replace(fields[0].1, "…");
    // A nonce is in the header and on each script: 22 letters of base64 or more.
    let nonce = said.split_once("'nonce-").map(|(_, rest)| rest.split('\'').next().unwrap().to_owned());
    (status, nonce.map_or(said.clone(), |nonce| said.replace(&nonce, "…")), took)
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_with_an_account_is_answered_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/test.db", folder.path().display());
    let (server, _) = Server::start(folder.path(), &database, free_port()).await;
    let (http, url) = (client(), server.url.as_str());
    let link = link_for(&http, KNOWN, folder.path(), url).await;
    let chosen = [("nouveau", PASSWORD)];
    let entered = http.post(format!("{url}{link}")).header("origin", url).form(&chosen).send().await.unwrap();
    assert_eq!(entered.status(), 303, "{}", entered.text().await.unwrap());

    let tries = times("TRIES", 20);
    for (path, what) in [("/connexion/mot-de-passe", "a wrong password"), ("/connexion", "a link by mail")] {
        let mut took = [Vec::new(), Vec::new()];
        for n in 0..tries {
            // As long as the other, and never twice the same.
            let unknown = format!("zoe.{n:06}@example.org");
            assert_eq!(unknown.len(), KNOWN.len());
            let known = answer(&http, url, path, &at_the_door(KNOWN, "pas le bon du tout")).await;
            let unknown = answer(&http, url, path, &at_the_door(&unknown, "pas le bon du tout")).await;
            assert_eq!((known.0, &known.1), (unknown.0, &unknown.1), "{what}");
            took[0].push(known.2);
            took[1].push(unknown.2);
        }
        judge(what, took);
    }
    // The right one is let in: the answers above were not those of a door that is shut for all.
    assert_eq!(answer(&http, url, "/connexion/mot-de-passe", &at_the_door(KNOWN, PASSWORD)).await.0, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_telephone_that_has_asked_is_answered_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/test.db", folder.path().display());
    let (server, _) = Server::start(folder.path(), &database, free_port()).await;
    let (http, url) = (client(), server.url.as_str());
    for _ in 0..3 {
        assert!(send(&http, url, &form(&http, url, 1).await.unwrap()).await);
    }
    let mut took = [Vec::new(), Vec::new()];
    for n in 0..times("TRIES", 20) {
        let numbers = [mobile(1), mobile(1_000 + n as u32)];
        let mut said = Vec::new();
        // Now the one first, now the other: what is written behind an answer slows the next.
        let order = if n % 2 == 0 { [0, 1] } else { [1, 0] };
        for at in order {
            let (status, text, time) =
                answer(&http, url, "/suivi/code-perdu", &[("mobile", &numbers[at])]).await;
            took[at].push(time);
            said.push((status, text));
            tokio::time::sleep(BEHIND).await;
        }
        assert_eq!(said[0], said[1]);
        assert_eq!(said[0].0, 303);
    }
    judge("a lost code", took);
}

/// Prints both medians, and judges them where there are enough.
fn judge(what: &str, mut took: [Vec<Duration>; 2]) {
    let tries = took[0].len();
    let [known, unknown] = took.each_mut().map(|times| median(times));
    let apart = known.abs_diff(unknown);
    println!("| {what} | {tries} | {known:.2?} | {unknown:.2?} | {apart:.2?} |");
    assert!(tries < ENOUGH || apart <= ALIKE, "{what}: {known:.2?} {unknown:.2?}");
}
