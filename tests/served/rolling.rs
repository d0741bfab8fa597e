//! Three nodes on one PostgreSQL behind a real nginx, by the very file of `deploy/`: each is stopped and started again while
//! people read and ask. Nobody sees an error, and every request is there once. `ROLLS` says how often each is.

use std::path::Path;
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use super::people::{Held, READ, form, id_of, send};
use super::postgres::Database;
use super::server::{DRAINED, Server, client, free_port, times, until};

const NODES: usize = 3;

/// nginx, which ends with its test.
struct Nginx(Child);

impl Drop for Nginx {
    fn drop(&mut self) {
        // Asked, so that it takes its workers with it.
        let _ = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status();
        let _ = self.0.wait();
    }
}

/// The file that the README tells people to take, with other addresses and without the certificate.
fn proxy_settings(folder: &Path, port: u16, nodes: &[u16]) -> String {
    let given = std::fs::read_to_string("deploy/nginx.conf").unwrap();
    let node = given.lines().find(|line| line.trim().starts_with("server 127.0.0.1:3000")).unwrap();
    let all: Vec<String> = nodes.iter().map(|port| node.replace("3000", &port.to_string())).collect();
    let with_addresses = given
        .replace(node, &all.join("\n"))
        .replace("listen 80;", &format!("listen 127.0.0.1:{};", free_port()))
        .replace("listen 443 ssl;", &format!("listen 127.0.0.1:{port};"));
    assert_ne!(with_addresses, given);
    let is_of_certificate = |line: &&str| line.trim().starts_with("ssl_") || line.trim() == "http2 on;";
    let site = with_addresses.lines().filter(|line| !is_of_certificate(line)).collect::<Vec<_>>().join("\n");
    let here = folder.display();
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {here}/{name};"))
        .join("\n");
    format!("pid {here}/pid;\nerror_log {here}/error.log;\nevents {{}}\nhttp {{\n{temporary}\n{site}\n}}\n")
}

/// Somebody reads until it is over; answers how many pages.
async fn read(url: &str, over: &AtomicBool) -> usize {
    let (http, mut pages) = (client(), 0);
    while !over.load(Ordering::Relaxed) {
        let path = READ[pages % READ.len()];
        let answer = http.get(format!("{url}{path}")).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.bytes().await.unwrap();
        pages += 1;
    }
    pages
}

/// People ask, one after the other, until it is over; answers the forms, which were all acknowledged.
async fn ask(url: &str, over: &AtomicBool, people: &AtomicU32) -> Vec<String> {
    let (http, mut asked) = (client(), Vec::new());
    while !over.load(Ordering::Relaxed) {
        let fields = form(&http, url, people.fetch_add(1, Ordering::Relaxed)).await.unwrap();
        assert!(send(&http, url, &fields).await, "an error was seen");
        asked.push(id_of(&fields));
    }
    asked
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rolling_restart_loses_no_request_and_shows_no_error() {
    let Some(database) = Database::create("rolling").await else { return };
    let folder = tempfile::tempdir().unwrap();
    let (port, ports) = (free_port(), [(); NODES].map(|()| free_port()));
    let url = format!("http://127.0.0.1:{port}");
    let node = async |port| {
        let variables = [("PUBLIC_URL", url.as_str()), ("TRUSTED_PROXIES", "127.0.0.1")];
        Server::start_with(folder.path(), &database.url, port, &variables).await.0
    };
    let mut nodes = Vec::new();
    for port in ports {
        nodes.push(Some(node(port).await));
    }
    let settings = folder.path().join("nginx.conf");
    std::fs::write(&settings, proxy_settings(folder.path(), port, &ports)).unwrap();
    let proxy = Command::new("script/nginx").args(["-e", "stderr", "-c"]).arg(&settings).spawn().unwrap();
    let proxy = Nginx(proxy);
    until(async || client().get(&url).send().await.is_ok_and(|answer| answer.status() == 200)).await;

    let (rolls, over, people) = (times("ROLLS", 1), AtomicBool::new(false), AtomicU32::new(0));
    let mut longest = Duration::ZERO;
    let restart = async {
        for at in 0..rolls * NODES {
            let ended = nodes[at % NODES].take().unwrap().stop(DRAINED).await;
            longest = longest.max(ended);
            // Some time with a node less.
            tokio::time::sleep(Duration::from_millis(500)).await;
            nodes[at % NODES] = Some(node(ports[at % NODES]).await);
        }
        over.store(true, Ordering::Relaxed);
    };
    let (_, pages, asked) = tokio::join!(
        restart,
        futures::future::join_all((0..4).map(|_| read(&url, &over))),
        futures::future::join_all((0..4).map(|_| ask(&url, &over, &people))),
    );
    let (pages, asked): (usize, Vec<String>) = (pages.iter().sum(), asked.into_iter().flatten().collect());
    let held = Held::read(&database.url).await;
    held.assert_once(&asked);
    assert_eq!(held.forms.len(), asked.len());
    assert!(!asked.is_empty() && pages > 0);
    println!(
        "| {NODES} nodes behind nginx | {} | {pages} | {} | 0 | 0 | {} ms |",
        rolls * NODES,
        asked.len(),
        longest.as_millis()
    );
    drop((proxy, nodes));
    database.drop().await;
}
