//! Whoever tries addresses learns nothing: an address that has an account and one that has none get the same answer, in the same
//! time. `TRIES` says how many of each; the times are printed, since they are the machine's too, and judged where there are enough.

use std::time::{Duration, Instant};

use reqwest::Client;

use super::publisher::link_for;
use super::server::{Server, client, free_port, times};

const KNOWN: &str = "zoe.connue@example.org";
/// Tries from which the median says more of the site than of the machine.
const ENOUGH: usize = 1_000;
/// The difference that nobody tells from far away.
const ALIKE: Duration = Duration::from_millis(2);
const PASSWORD: &str = "quatre vélos bleus à Lens";

/// An answer, but for the address that it repeats and what differs each time.
async fn answer(
    http: &Client,
    url: &str,
    path: &str,
    email: &str,
    password: &str,
) -> (u16, String, Duration) {
    let fields = [("email", email), ("mot_de_passe", password), ("suite", "/espace")];
    let begun = Instant::now();
    let answer = http.post(format!("{url}{path}")).header("origin", url).form(&fields).send().await.unwrap();
    let (status, mut headers) = (answer.status().as_u16(), answer.headers().clone());
    let body = answer.text().await.unwrap();
    let took = begun.elapsed();
    for changing in ["date", "x-request-id"] {
        headers.remove(changing);
    }
    let said = format!("{headers:?}\n{body}").replace(email, "…");
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
            let known = answer(&http, url, path, KNOWN, "pas le bon du tout").await;
            let unknown = answer(&http, url, path, &unknown, "pas le bon du tout").await;
            assert_eq!((known.0, &known.1), (unknown.0, &unknown.1), "{what}");
            took[0].push(known.2);
            took[1].push(unknown.2);
        }
        let [known, unknown] = took.each_mut().map(|times| median(times));
        let apart = known.abs_diff(unknown);
        println!("| {what} | {tries} | {known:.2?} | {unknown:.2?} | {apart:.2?} |");
        assert!(tries < ENOUGH || apart <= ALIKE, "{what}: {known:.2?} {unknown:.2?}");
    }
    // The right one is let in: the answers above were not those of a door that is shut for all.
    assert_eq!(answer(&http, url, "/connexion/mot-de-passe", KNOWN, PASSWORD).await.0, 303);
}
