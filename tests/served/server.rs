//! A server of the test's own, and its folder.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::{Client, redirect::Policy};

/// What the README promises of SIGTERM.
pub const DRAINED: Duration = Duration::from_secs(10);
/// Nothing that must come takes longer.
pub const SOON: Duration = Duration::from_secs(120);

/// A server that ends with its test.
pub struct Server {
    child: Child,
    pub url: String,
}

impl Server {
    /// Starts it; answers it once it is ready, and how long that took.
    pub async fn start(folder: &Path, database: &str, port: u16) -> (Self, Duration) {
        Self::start_with(folder, database, port, &[]).await
    }

    /// The same, with more variables.
    pub async fn start_with(
        folder: &Path,
        database: &str,
        port: u16,
        variables: &[(&str, &str)],
    ) -> (Self, Duration) {
        Self::start_by(|| verb(folder, database, &["serve"]), port, variables).await
    }

    /// The same, by a command that becomes the server.
    pub async fn start_by(
        command: impl Fn() -> Command,
        port: u16,
        variables: &[(&str, &str)],
    ) -> (Self, Duration) {
        let address = format!("127.0.0.1:{port}");
        let begun = Instant::now();
        let spawn = || {
            command()
                .env("LEPTOS_SITE_ADDR", &address)
                .env("LIMITS", "off")
                .envs(variables.iter().copied())
                .spawn()
                .unwrap()
        };
        let mut server = Self { child: spawn(), url: format!("http://{address}") };
        let ready = format!("{}/readyz", server.url);
        let http = client();
        while !http.get(&ready).send().await.is_ok_and(|answer| answer.status() == 200) {
            assert!(begun.elapsed() < SOON, "the server is not ready");
            // A supervisor starts again what the missing database ended.
            if server.ended() {
                server.child = spawn();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        (server, begun.elapsed())
    }

    /// A path of this machine as the server sees it, which may have disks of its own.
    pub fn sees(&self, path: &Path) -> PathBuf {
        Path::new(&format!("/proc/{}/root", self.child.id())).join(path.strip_prefix("/").unwrap())
    }

    /// Whether it ended by itself.
    pub fn ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// SIGKILL.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends a signal to it, such as `STOP`.
    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    /// SIGTERM, and how long it took to end in peace; it must within the time.
    pub async fn stop(self, within: Duration) -> Duration {
        self.signal("TERM");
        self.end(within).await
    }

    /// The same, where the signal was sent already.
    pub async fn end(mut self, within: Duration) -> Duration {
        let begun = Instant::now();
        loop {
            if let Some(ended) = self.child.try_wait().unwrap() {
                assert!(ended.success(), "{ended}");
                return begun.elapsed();
            }
            assert!(begun.elapsed() < within, "SIGTERM drains within {within:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether it is the program that people run, not the one that was just built for tests.
pub fn is_release() -> bool {
    std::env::var("PREMIER_PAS").is_ok()
}

/// The program with a verb, over a folder and a database; what it says is not heard.
pub fn verb(folder: &Path, database: &str, words: &[&str]) -> Command {
    let program =
        std::env::var("PREMIER_PAS").unwrap_or_else(|_| env!("CARGO_BIN_EXE_premier-pas").to_owned());
    let mut command = Command::new(program);
    command.args(words).env_clear().env("DATABASE_URL", database).env("DATA_DIR", folder);
    command.env("RUST_LOG", "off").stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Does it, beside what goes on; it must end well.
pub async fn done(verb: Command) {
    let ended = tokio::process::Command::from(verb).output().await.unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
}

pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A browser that goes nowhere by itself.
pub fn client() -> Client {
    Client::builder().redirect(Policy::none()).timeout(Duration::from_secs(10)).build().unwrap()
}

/// Waits until it holds.
pub async fn until(holds: impl AsyncFn() -> bool) {
    let begun = Instant::now();
    while !holds().await {
        assert!(begun.elapsed() < SOON, "it never came");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// How often a test does its work: what the variable says.
pub fn times(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).ok().and_then(|times| times.parse().ok()).unwrap_or(otherwise)
}
