//! PostgreSQL is stopped while people use the site, and started again: they read on, what they type stays theirs, and nobody has
//! to restart anything. Skipped without `TEST_POSTGRES_URL`; the server that it stops is one of its own.

#![allow(clippy::unwrap_used, reason = "a test from its first line to its last")]

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::{Client, Response};
use sqlx::{Connection, Executor, PgConnection};

const OFFER: &str = "coworking-lens";
/// Nothing that must come takes longer.
const SOON: Duration = Duration::from_secs(60);

/// A PostgreSQL that `script/postgres` made.
struct Postgres {
    /// It ends, and its files go, when it has nothing left to read.
    keeper: Child,
    url: String,
    data: PathBuf,
}

impl Postgres {
    async fn start() -> Self {
        let mut keeper = Command::new("script/postgres")
            .args(["sh", "-c", "echo \"$TEST_POSTGRES_URL\"; exec cat"])
            .env_remove("KEEP")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut url = String::new();
        BufReader::new(keeper.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let url = url.trim().to_owned();
        let mut db = PgConnection::connect(&url).await.unwrap();
        let data: String = sqlx::query_scalar("show data_directory").fetch_one(&mut db).await.unwrap();
        db.execute("create database lost").await.unwrap();
        let url = format!("{}/lost", url.rsplit_once('/').unwrap().0);
        Self { keeper, url, data: data.into() }
    }

    fn process(&self) -> String {
        let told = std::fs::read_to_string(self.data.join("postmaster.pid")).unwrap();
        told.lines().next().unwrap().to_owned()
    }

    /// Stops it; answers how it was started.
    async fn stop(&self) -> Command {
        let process = self.process();
        let about = Path::new("/proc").join(&process);
        let words = std::fs::read_to_string(about.join("cmdline")).unwrap();
        let mut words = words.split_terminator('\0');
        let status = std::fs::read_to_string(about.join("status")).unwrap();
        let id = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.split_whitespace().next().unwrap().parse::<u32>().unwrap()
        };
        let mut command = Command::new(words.next().unwrap());
        command.args(words).current_dir(self.data.parent().unwrap());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        // PostgreSQL refuses to run as root.
        command.gid(id("Gid:")).uid(id("Uid:"));
        assert!(Command::new("kill").args(["-INT", &process]).status().unwrap().success());
        let file = self.data.join("postmaster.pid");
        until(async || !file.exists()).await;
        command
    }
}

/// Waits until it holds.
async fn until(holds: impl AsyncFn() -> bool) {
    let begun = Instant::now();
    while !holds().await {
        assert!(begun.elapsed() < SOON, "it never came");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Ends a process, and takes what it leaves.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn fields(html: &str) -> Vec<(String, String)> {
    let inputs = html.split("<input").skip(1).filter_map(|input| input.split('>').next());
    let value = |input: &str, name: &str| {
        Some(input.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0.to_owned())
    };
    inputs
        .filter(|input| input.contains("type=\"hidden\""))
        .filter_map(|input| Some((value(input, "name")?, value(input, "value").unwrap_or_default())))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn people_read_on_and_nothing_typed_is_lost() {
    if std::env::var("TEST_POSTGRES_URL").is_err() {
        println!("PostgreSQL is skipped: TEST_POSTGRES_URL is not set");
        return;
    }
    let mut postgres = Postgres::start().await;
    let folder = tempfile::tempdir().unwrap();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}");
    let server = Command::new(env!("CARGO_BIN_EXE_premier-pas"))
        .arg("serve")
        .env_clear()
        .env("DATABASE_URL", &postgres.url)
        .env("DATA_DIR", folder.path())
        .env("LEPTOS_SITE_ADDR", format!("127.0.0.1:{port}"))
        .env("LIMITS", "off")
        .env("RUST_LOG", "off")
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut server = Ended(server);
    let http = Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(SOON).build().unwrap();
    let get = async |path: &str| -> Response { http.get(format!("{url}{path}")).send().await.unwrap() };
    let ready = async || match http.get(format!("{url}/readyz")).send().await {
        Ok(answer) => (answer.status().as_u16(), answer.text().await.unwrap_or_default()),
        Err(_) => (0, String::new()),
    };
    until(async || ready().await.0 == 200).await;
    let form = format!("/offres/{OFFER}/demande");
    let mut typed = fields(&get(&form).await.text().await.unwrap());
    typed.extend(
        [("prenom", "Zoé"), ("mobile", "06 39 98 00 12"), ("accord", "oui"), ("message", "Le matin, svp")]
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    let post = async |fields: &[(String, String)]| {
        http.post(format!("{url}{form}")).header("origin", &url).form(fields).send().await.unwrap()
    };

    let mut again = postgres.stop().await;
    until(async || ready().await == (503, "database".to_owned())).await;
    assert_eq!(get("/offres?lieu=62498").await.status(), 200);
    for path in [format!("/offres/{OFFER}"), "/structures/coop-connexion".to_owned()] {
        let page = get(&path).await;
        assert_eq!(page.status(), 200, "{path}");
        assert!(page.text().await.unwrap().contains("Notre service a un problème"), "{path}");
    }
    assert_eq!(get("/api/v1/services?size=1").await.status(), 200);
    let kept = post(&typed).await;
    assert_eq!((kept.status().as_u16(), kept.headers().contains_key("retry-after")), (503, true));
    let kept = fields(&kept.text().await.unwrap());
    for field in &typed {
        assert!(kept.contains(field), "{field:?} was typed, and is kept: {kept:?}");
    }

    let mut restarted = again.spawn().unwrap();
    until(async || ready().await.0 == 200).await;
    assert!(server.0.try_wait().unwrap().is_none(), "nobody restarted it");
    for _ in 0..2 {
        let sent = post(&kept).await;
        assert_eq!(sent.status(), 303);
        assert!(sent.headers()["location"].to_str().unwrap().contains("envoyee=1"));
    }
    let mut db = PgConnection::connect(&postgres.url).await.unwrap();
    let requests: i64 = sqlx::query_scalar("select count(*) from referral").fetch_one(&mut db).await.unwrap();
    assert_eq!(requests, 1);
    drop((db, server));
    drop(postgres.keeper.stdin.take());
    postgres.keeper.wait().unwrap();
    restarted.wait().unwrap();
}
