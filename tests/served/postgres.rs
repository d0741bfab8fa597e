//! A database of the test's own on the PostgreSQL that all tests share, or a server of its own.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use sqlx::{Connection, Executor, PgConnection};

use super::server::{free_port, until};

/// An empty database; `url` leads to it.
pub struct Database {
    admin: String,
    name: String,
    pub url: String,
}

impl Database {
    /// Makes it, where there is a PostgreSQL.
    pub async fn create(what: &str) -> Option<Self> {
        let Ok(admin) = std::env::var("TEST_POSTGRES_URL") else {
            println!("PostgreSQL is skipped: TEST_POSTGRES_URL is not set");
            return None;
        };
        let name = format!("{what}_{}", std::process::id());
        let url = format!("{}/{name}", admin.rsplit_once('/').unwrap().0);
        let database = Self { admin, name, url };
        database.command("create database").await;
        Some(database)
    }

    pub async fn drop(self) {
        self.command("drop database").await;
    }

    async fn command(&self, what: &str) {
        let mut admin = PgConnection::connect(&self.admin).await.unwrap();
        let force = if what.starts_with("drop") { " with (force)" } else { "" };
        admin.execute(sqlx::AssertSqlSafe(format!("{what} {}{force}", self.name))).await.unwrap();
    }
}

/// Where its server is: host and port.
pub fn address(url: &str) -> String {
    url.rsplit_once('@').unwrap().1.split_once('/').unwrap().0.to_owned()
}

/// A server of the test's own, which it may stop and start: `script/postgres` makes it.
pub struct OwnServer {
    /// It ends, and its files go, when it has nothing left to read.
    keeper: Child,
    pub url: String,
    data: PathBuf,
}

impl OwnServer {
    /// Starts it; `url` leads to an empty database of this name. Nothing where the tests were given no PostgreSQL.
    pub async fn start(name: &str) -> Option<Self> {
        Self::make(name, false).await
    }

    /// The same; whenever it falls it is started again.
    pub async fn kept(name: &str) -> Option<Self> {
        Self::make(name, true).await
    }

    async fn make(name: &str, kept: bool) -> Option<Self> {
        if std::env::var("TEST_POSTGRES_URL").is_err() {
            println!("PostgreSQL is skipped: TEST_POSTGRES_URL is not set");
            return None;
        }
        let mut keeper = Command::new("script/postgres")
            .args(["sh", "-c", "echo \"$TEST_POSTGRES_URL\"; exec cat"])
            .env("KEEP", if kept { "1" } else { "" })
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut url = String::new();
        BufReader::new(keeper.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let url = url.trim().to_owned();
        let mut db = PgConnection::connect(&url).await.unwrap();
        let data: String = sqlx::query_scalar("show data_directory").fetch_one(&mut db).await.unwrap();
        db.execute(sqlx::AssertSqlSafe(format!("create database {name}"))).await.unwrap();
        let url = format!("{}/{name}", url.rsplit_once('/').unwrap().0);
        Some(Self { keeper, url, data: data.into() })
    }

    /// SIGKILL.
    pub fn kill(&self) {
        let pid = self.process().file_name().unwrap().to_owned();
        assert!(Command::new("kill").arg("-KILL").arg(pid).status().unwrap().success());
    }

    pub fn port(&self) -> u16 {
        port(&self.url)
    }

    fn process(&self) -> PathBuf {
        let told = std::fs::read_to_string(self.data.join("postmaster.pid")).unwrap();
        Path::new("/proc").join(told.lines().next().unwrap())
    }

    /// Its program and what it was started with.
    fn words(&self) -> Vec<String> {
        let words = std::fs::read_to_string(self.process().join("cmdline")).unwrap();
        words.split_terminator('\0').map(str::to_owned).collect()
    }

    /// A command in its folder, by its user: PostgreSQL refuses to run as root.
    fn command(&self, program: &str) -> Command {
        let status = std::fs::read_to_string(self.process().join("status")).unwrap();
        let id = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.split_whitespace().next().unwrap().parse::<u32>().unwrap()
        };
        let mut command = Command::new(program);
        command.current_dir(self.data.parent().unwrap()).stdout(Stdio::null()).stderr(Stdio::null());
        command.gid(id("Gid:")).uid(id("Uid:"));
        command
    }

    /// Stops it; answers what starts it again.
    pub async fn stop(&self) -> Command {
        let words = self.words();
        let mut again = self.command(&words[0]);
        again.args(&words[1..]);
        let process = self.process();
        let pid = process.file_name().unwrap();
        assert!(Command::new("kill").arg("-INT").arg(pid).status().unwrap().success());
        let file = self.data.join("postmaster.pid");
        until(async || !file.exists()).await;
        again
    }

    /// A second server that follows this one, word by word.
    pub async fn standby(&self) -> Standby {
        let words = self.words();
        let programs = Path::new(&words[0]).parent().unwrap();
        let data = self.data.with_file_name("standby");
        let copied = self
            .command(programs.join("pg_basebackup").to_str().unwrap())
            .args(["--write-recovery-conf", "--checkpoint=fast", "--dbname", &self.url, "--pgdata"])
            .arg(&data)
            .status()
            .unwrap();
        assert!(copied.success());
        let port = free_port();
        let (old_data, old_port) = (self.data.to_str().unwrap(), self.port().to_string());
        let own = words[1..].iter().map(|word| match word.as_str() {
            word if word == old_data => data.to_str().unwrap().to_owned(),
            word if word == old_port => port.to_string(),
            word => word.to_owned(),
        });
        let child = self.command(&words[0]).args(own).spawn().unwrap();
        let url = self.url.replace(&address(&self.url), &format!("127.0.0.1:{port}"));
        let standby = Standby { child, url };
        until(async || PgConnection::connect(&standby.url).await.is_ok()).await;
        standby
    }
}

impl Drop for OwnServer {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// A server that follows another; it lives in the other's folder, and must go first.
pub struct Standby {
    child: Child,
    pub url: String,
}

impl Standby {
    pub fn port(&self) -> u16 {
        port(&self.url)
    }
}

impl Drop for Standby {
    fn drop(&mut self) {
        // At once, but with its workers.
        let _ = Command::new("kill").args(["-QUIT", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

fn port(url: &str) -> u16 {
    address(url).rsplit_once(':').unwrap().1.parse().unwrap()
}
