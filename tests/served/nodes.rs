//! Two nodes on one PostgreSQL: what is shown or hidden on one is so on the other within a second, and a session that one opens or
//! ends is opened or ended on both. `PUBLISHED` says how often an offer is shown and hidden.

use std::time::{Duration, Instant};

use rand::Rng;
use reqwest::Client;

use super::postgres::Database;
use super::publisher::Publisher;
use super::server::{SOON, Server, client, free_port, is_release, times};

/// Whether a node finds an offer.
async fn finds(http: &Client, url: &str, id: &str) -> bool {
    let answer = http.get(format!("{url}/api/v1/services?size=1000")).send().await.unwrap();
    let answer: serde_json::Value = answer.json().await.unwrap();
    answer["items"].as_array().unwrap().iter().any(|item| item["id"] == id)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_node_is_told_the_other_knows() {
    let Some(database) = Database::create("nodes").await else { return };
    let folder = tempfile::tempdir().unwrap();
    let (one, _) = Server::start(folder.path(), &database.url, free_port()).await;
    let (other, _) = Server::start(folder.path(), &database.url, free_port()).await;
    let http = client();
    let publisher = Publisher::sign_in(folder.path(), &database.url, &one.url).await;
    assert!(publisher.is_let_in(&http, &other.url).await, "signed in on one, she is on the other");

    // A build for tests may take its time: the second is asked of a release, in the long form.
    let within = if is_release() { Duration::from_secs(1) } else { SOON };
    let mut took = Vec::new();
    for round in 0..times("PUBLISHED", 5) {
        let (here, there) = if round % 2 == 0 { (&one.url, &other.url) } else { (&other.url, &one.url) };
        for shown in [true, false] {
            // At any moment between two looks of the other.
            tokio::time::sleep(Duration::from_millis(rand::rng().random_range(0..1000))).await;
            let id = publisher.show(&http, here, shown).await;
            let told = Instant::now();
            while finds(&http, there, id).await != shown {
                assert!(told.elapsed() < within, "shown: {shown}, and not so on the other after {within:?}");
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            took.push(told.elapsed());
        }
    }
    publisher.leave(&http, &one.url).await;
    for node in [&one, &other] {
        assert!(!publisher.is_let_in(&http, &node.url).await, "ended on one, her session is on the other");
    }
    took.sort();
    println!(
        "| an offer, PostgreSQL | {} | {} ms | {} ms |",
        took.len(),
        took[took.len() / 2].as_millis(),
        took[took.len() - 1].as_millis()
    );
    drop((one, other));
    database.drop().await;
}
