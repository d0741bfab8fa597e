//! Three nodes on one PostgreSQL behind a real nginx, by the very file of `deploy/`: each is stopped and started again while
//! people read and ask. Nobody sees an error, and every request is there once. Skipped without `TEST_POSTGRES_URL`; `ROLLS` says
//! how often each is, `PREMIER_PAS` which program (the one just built).

#![allow(clippy::unwrap_used, reason = "a test from its first line to its last")]

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use reqwest::{Client, redirect::Policy};
use sqlx::{Connection, Executor, PgConnection};

const NODES: usize = 3;
const OFFER: &str = "/offres/coworking-lens";
const READ: [&str; 4] =
    ["/", "/offres?lieu=62498&rayon=20", OFFER, "/api/v1/search/services?code_commune=62498&size=5"];
/// Nothing that must come takes longer.
const SOON: Duration = Duration::from_secs(120);
/// What the README promises of SIGTERM.
const DRAINED: Duration = Duration::from_secs(10);

/// A process that ends with its test.
struct Ended(Child);

impl Ended {
    fn term(&mut self) {
        let pid = self.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    }
}

impl Drop for Ended {
    fn drop(&mut self) {
        if self.0.try_wait().is_ok_and(|ended| ended.is_none()) {
            // Asked, so that nginx takes its workers with it.
            self.term();
        }
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
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

struct Site {
    program: String,
    database: String,
    folder: tempfile::TempDir,
    http: Client,
    /// What people see.
    url: String,
}

impl Site {
    /// A node, once it answers with everything.
    async fn node(&self, port: u16) -> Ended {
        let child = Command::new(&self.program)
            .arg("serve")
            .env_clear()
            .env("DATABASE_URL", &self.database)
            .env("DATA_DIR", self.folder.path())
            .env("LEPTOS_SITE_ADDR", format!("127.0.0.1:{port}"))
            .env("PUBLIC_URL", &self.url)
            .env("TRUSTED_PROXIES", "127.0.0.1")
            .env("LIMITS", "off")
            .env("RUST_LOG", "off")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let begun = Instant::now();
        let ready = format!("http://127.0.0.1:{port}/readyz");
        while !self.http.get(&ready).send().await.is_ok_and(|answer| answer.status() == 200) {
            assert!(begun.elapsed() < SOON, "the node never came");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ended(child)
    }

    /// Somebody reads until it is over; answers how many pages.
    async fn read(&self, over: &AtomicBool) -> u32 {
        let mut pages = 0;
        while !over.load(Ordering::Relaxed) {
            let path = READ[pages as usize % READ.len()];
            let answer = self.http.get(format!("{}{path}", self.url)).send().await.unwrap();
            assert_eq!(answer.status(), 200, "{path}");
            answer.bytes().await.unwrap();
            pages += 1;
        }
        pages
    }

    /// People ask, one after the other, until it is over; answers how many requests were acknowledged.
    async fn ask(&self, over: &AtomicBool, mobiles: &AtomicU32) -> u32 {
        let (form, mut asked) = (format!("{}{OFFER}/demande", self.url), 0);
        while !over.load(Ordering::Relaxed) {
            let page = self.http.get(&form).send().await.unwrap().text().await.unwrap();
            let number = mobiles.fetch_add(1, Ordering::Relaxed);
            let mut fields = hidden(&page);
            fields.extend([
                ("prenom".to_owned(), "Zoé".to_owned()),
                ("mobile".to_owned(), format!("06{number:08}")),
                ("accord".to_owned(), "oui".to_owned()),
            ]);
            let sent = self.http.post(&form).header("origin", &self.url).form(&fields).send().await.unwrap();
            assert_eq!(sent.status(), 303);
            assert!(sent.headers()["location"].to_str().unwrap().ends_with("?envoyee=1"));
            asked += 1;
        }
        asked
    }
}

fn hidden(html: &str) -> Vec<(String, String)> {
    let value = |input: &str, name: &str| {
        Some(input.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0.to_owned())
    };
    let inputs = html.split("<input").skip(1).filter_map(|input| input.split('>').next());
    inputs
        .filter(|input| input.contains("type=\"hidden\""))
        .filter_map(|input| Some((value(input, "name")?, value(input, "value").unwrap_or_default())))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rolling_restart_loses_no_request_and_shows_no_error() {
    let Ok(postgres) = std::env::var("TEST_POSTGRES_URL") else {
        println!("PostgreSQL is skipped: TEST_POSTGRES_URL is not set");
        return;
    };
    let mut admin = PgConnection::connect(&postgres).await.unwrap();
    let name = format!("rolling_{}", std::process::id());
    admin.execute(sqlx::AssertSqlSafe(format!("create database {name}"))).await.unwrap();
    let (port, ports) = (free_port(), [(); NODES].map(|()| free_port()));
    let rolls: usize = std::env::var("ROLLS").ok().and_then(|rolls| rolls.parse().ok()).unwrap_or(1);
    let built = || env!("CARGO_BIN_EXE_premier-pas").to_owned();
    let site = Site {
        program: std::env::var("PREMIER_PAS").unwrap_or_else(|_| built()),
        database: format!("{}/{name}", postgres.rsplit_once('/').unwrap().0),
        folder: tempfile::tempdir().unwrap(),
        http: Client::builder().redirect(Policy::none()).timeout(SOON).build().unwrap(),
        url: format!("http://127.0.0.1:{port}"),
    };
    let mut nodes = Vec::new();
    for port in ports {
        nodes.push(site.node(port).await);
    }
    let settings = site.folder.path().join("nginx.conf");
    std::fs::write(&settings, proxy_settings(site.folder.path(), port, &ports)).unwrap();
    let proxy = Command::new("script/nginx").args(["-e", "stderr", "-c"]).arg(&settings).spawn().unwrap();
    let proxy = Ended(proxy);
    let begun = Instant::now();
    while !site.http.get(&site.url).send().await.is_ok_and(|answer| answer.status() == 200) {
        assert!(begun.elapsed() < SOON, "nginx never came");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    let (over, mobiles) = (AtomicBool::new(false), AtomicU32::new(0));
    let mut longest = Duration::ZERO;
    let restart = async {
        for at in 0..rolls * NODES {
            let (node, port) = (&mut nodes[at % NODES], ports[at % NODES]);
            let begun = Instant::now();
            node.term();
            let ended = loop {
                if let Some(ended) = node.0.try_wait().unwrap() {
                    break ended;
                }
                assert!(begun.elapsed() < DRAINED, "SIGTERM drains within {DRAINED:?}");
                tokio::time::sleep(Duration::from_millis(20)).await;
            };
            assert!(ended.success(), "{ended}");
            longest = longest.max(begun.elapsed());
            // Some time with a node less.
            tokio::time::sleep(Duration::from_millis(500)).await;
            *node = site.node(port).await;
        }
        over.store(true, Ordering::Relaxed);
    };
    let (_, pages, asked) = tokio::join!(
        restart,
        futures::future::join_all((0..4).map(|_| site.read(&over))),
        futures::future::join_all((0..4).map(|_| site.ask(&over, &mobiles))),
    );
    let (pages, asked): (u32, u32) = (pages.iter().sum(), asked.iter().sum());
    let mut db = PgConnection::connect(&site.database).await.unwrap();
    let kept: i64 = sqlx::query_scalar("select count(*) from referral where apart is null")
        .fetch_one(&mut db)
        .await
        .unwrap();
    assert_eq!(kept, i64::from(asked));
    assert!(asked > 0 && pages > 0);
    println!(
        "| {NODES} nodes behind nginx | {} | {pages} | {asked} | 0 | 0 | {} ms |",
        rolls * NODES,
        longest.as_millis()
    );
    drop((db, proxy, nodes));
    admin.execute(sqlx::AssertSqlSafe(format!("drop database {name} with (force)"))).await.unwrap();
}
