//! The connection to PostgreSQL is cut in the middle of a commit, before the word arrives or before its answer does: who was told
//! nothing presses again, and has asked exactly once. `CUT_COMMITS` says how many are cut.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt, Result};
use tokio::net::TcpStream;

use super::people::{Held, form, id_of, send};
use super::postgres::{Database, address};
use super::proxy::Proxy;
use super::server::{Server, client, free_port, times};

const WRITERS: usize = 8;
/// What a client says to end a transaction, and the zero that ends its sentence.
const COMMIT: &[u8] = b"COMMIT\0";

/// What the network does to commits.
#[derive(Default)]
struct Cutting {
    active: AtomicBool,
    seen: AtomicUsize,
    cuts: AtomicUsize,
}

async fn carry(mut node: TcpStream, postgres: String, cutting: Arc<Cutting>) -> Result<()> {
    let mut server = TcpStream::connect(postgres).await?;
    let (mut said, mut answered) = (vec![0; 65_536], vec![0; 65_536]);
    loop {
        tokio::select! {
            length = node.read(&mut said) => {
                let said = &said[..length?];
                if said.is_empty() {
                    return Ok(());
                }
                let commits = said.windows(COMMIT.len()).any(|words| words == COMMIT);
                // One in four, and of these every other one arrives.
                let turn = if commits { cutting.seen.fetch_add(1, Ordering::SeqCst) % 8 } else { 7 };
                if turn < 2 && cutting.active.load(Ordering::SeqCst) {
                    cutting.cuts.fetch_add(1, Ordering::SeqCst);
                    if turn == 0 {
                        server.write_all(said).await?;
                        // It is done once it is answered, which nobody hears.
                        let _ = server.read(&mut answered).await?;
                    }
                    return Ok(());
                }
                server.write_all(said).await?;
            }
            length = server.read(&mut answered) => match length? {
                0 => return Ok(()),
                length => node.write_all(&answered[..length]).await?,
            },
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_is_cut_is_neither_lost_nor_doubled() {
    let Some(database) = Database::create("cut_commit").await else { return };
    let (folder, cutting) = (tempfile::tempdir().unwrap(), Arc::new(Cutting::default()));
    let network = {
        let (postgres, cutting) = (address(&database.url), cutting.clone());
        Proxy::start(move |node| carry(node, postgres.clone(), cutting.clone())).await
    };
    let through = database.url.replace(&address(&database.url), &format!("127.0.0.1:{}", network.port));
    let (server, _) = Server::start(folder.path(), &through, free_port()).await;

    let (people, cuts) = (AtomicU32::new(1), times("CUT_COMMITS", 25));
    cutting.active.store(true, Ordering::SeqCst);
    let write = async || {
        let (http, mut asked) = (client(), Vec::new());
        while cutting.cuts.load(Ordering::SeqCst) < cuts {
            let person = people.fetch_add(1, Ordering::SeqCst);
            // A page that could not be read is opened again.
            let Some(fields) = form(&http, &server.url, person).await else { continue };
            let mut pressed = 1;
            while !send(&http, &server.url, &fields).await {
                pressed += 1;
                assert!(pressed < 50, "it is never acknowledged");
            }
            asked.push((id_of(&fields), pressed));
        }
        asked
    };
    let asked: Vec<(String, usize)> =
        futures::future::join_all((0..WRITERS).map(|_| write())).await.into_iter().flatten().collect();
    let held = Held::read(&database.url).await;
    held.assert_once(asked.iter().map(|(form, _)| form));
    assert_eq!(held.forms.len(), asked.len());
    let pressed: usize = asked.iter().map(|(_, pressed)| pressed).sum();
    assert!(pressed > asked.len(), "no cut was ever felt");
    println!(
        "| the connection is cut at a commit, PostgreSQL | {} | {} | {pressed} | 0 | 0 |",
        cutting.cuts.load(Ordering::SeqCst),
        asked.len()
    );
    server.kill();
    database.drop().await;
}
