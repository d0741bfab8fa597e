//! The standby of PostgreSQL is promoted, and the old server goes on, but only to be read: requests are taken again without a
//! restart, and nothing acknowledged is lost. Skipped without `TEST_POSTGRES_URL`; both servers are of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU16, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use sqlx::{Connection, Executor, PgConnection};
use tokio::net::TcpStream;

use super::people::{Fields, Held, form, id_of, send};
use super::postgres::{OwnServer, address};
use super::proxy::Proxy;
use super::server::{Server, client, free_port, is_release, until};

const WRITERS: u32 = 8;
/// Longest time from the promotion until a request is taken again.
const AGAIN_WITHIN: Duration = Duration::from_secs(10);

/// Whether it holds, in the database of the url.
async fn holds(url: &str, question: &'static str) -> bool {
    let mut db = PgConnection::connect(url).await.unwrap();
    sqlx::query_scalar(question).fetch_one(&mut db).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_taken_again_by_the_standby_that_is_promoted() {
    let Some(old) = OwnServer::start("promoted").await else { return };
    let standby = old.standby().await;
    let mut admin = PgConnection::connect(&old.url).await.unwrap();
    admin.execute("alter system set synchronous_standby_names = '*'").await.unwrap();
    admin.execute("select pg_reload_conf()").await.unwrap();
    let in_step = "select exists (select from pg_stat_replication where sync_state = 'sync')";
    until(async || holds(&old.url, in_step).await).await;

    // What finds the server that writes: an address that is moved, or a proxy. What is connected stays where it is.
    let leader = Arc::new(AtomicU16::new(old.port()));
    let network = {
        let leader = leader.clone();
        Proxy::start(move |mut node| {
            let leader = leader.clone();
            async move {
                let mut server = TcpStream::connect(("127.0.0.1", leader.load(Ordering::SeqCst))).await?;
                tokio::io::copy_bidirectional(&mut node, &mut server).await.map(|_| ())
            }
        })
        .await
    };
    let through = old.url.replace(&address(&old.url), &format!("127.0.0.1:{}", network.port));
    let folder = tempfile::tempdir().unwrap();
    let (mut server, _) = Server::start(folder.path(), &through, free_port()).await;

    let (people, over) = (AtomicU32::new(1), AtomicBool::new(false));
    let promoted = std::sync::Mutex::new(None::<Instant>);
    let again = std::sync::Mutex::new(None::<Duration>);
    let write = async || {
        let (http, mut told, mut untold) = (client(), Vec::new(), Vec::<Fields>::new());
        while !over.load(Ordering::SeqCst) {
            let person = people.fetch_add(1, Ordering::SeqCst);
            let Some(fields) = form(&http, &server.url, person).await else { continue };
            let since = *promoted.lock().unwrap();
            if send(&http, &server.url, &fields).await {
                if let Some(since) = since {
                    again.lock().unwrap().get_or_insert_with(|| since.elapsed());
                }
                told.push(id_of(&fields));
            } else {
                untold.push(fields);
            }
        }
        (told, untold)
    };
    let promote = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        admin.execute("alter system set default_transaction_read_only = on").await.unwrap();
        admin.execute("select pg_reload_conf()").await.unwrap();
        let writes = "select not exists (select from pg_stat_activity where backend_xid is not null)";
        for _ in 0..3 {
            until(async || holds(&old.url, writes).await).await;
        }
        let mut new = PgConnection::connect(&standby.url).await.unwrap();
        assert!(sqlx::query_scalar::<_, bool>("select pg_promote()").fetch_one(&mut new).await.unwrap());
        leader.store(standby.port(), Ordering::SeqCst);
        *promoted.lock().unwrap() = Some(Instant::now());
        until(async || again.lock().unwrap().is_some()).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        over.store(true, Ordering::SeqCst);
    };
    let (asked, ()) = tokio::join!(futures::future::join_all((0..WRITERS).map(|_| write())), promote);
    let (mut told, mut pressed_again): (Vec<String>, usize) = (Vec::new(), 0);
    for (acknowledged, unanswered) in asked {
        told.extend(acknowledged);
        pressed_again += unanswered.len();
        for fields in unanswered {
            assert!(send(&client(), &server.url, &fields).await, "pressed again, it is sent");
            told.push(id_of(&fields));
        }
    }
    assert!(!server.ended(), "nobody restarted it");
    Held::read(&standby.url).await.assert_once(&told);
    let again = again.into_inner().unwrap().unwrap();
    // A build for tests, on a machine that does much else, takes its time.
    assert!(!is_release() || again <= AGAIN_WITHIN, "taken again after {again:?}");
    println!(
        "| the standby is promoted, taken again after {} ms, PostgreSQL | 1 | {} | {} | 0 | 0 |",
        again.as_millis(),
        told.len(),
        told.len() + pressed_again
    );
}
