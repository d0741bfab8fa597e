//! The disk is full, or can only be read, while people ask: they read on, what they type stays theirs, and once there is room again
//! it is taken, without anybody restarting anything. `FULL_DISKS` says how often. Both need Linux and a right: to mount in a
//! namespace of one's own, and to forbid that a file be written. What has no such right is skipped, and says so.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use super::people::{Fields, Held, READ, all_sent, execute, form, hidden, id_of, post, send};
use super::server::{Server, client, free_port, times, until, verb};

/// A disk that holds the demonstration and some requests.
const SMALL: &str = "mount -t tmpfs -o size=32m tmpfs \"$0\" && exec \"$@\"";
/// Who ask while nothing can be written.
const REFUSED: usize = 3;

/// Runs a command with a small disk of its own in place of a folder.
fn on_small_disk(folder: &Path, command: &Command) -> Command {
    let mut there = Command::new("unshare");
    there.args(["--map-root-user", "--mount", "sh", "-c", SMALL]).arg(folder);
    there.arg(command.get_program()).args(command.get_args()).env_clear();
    there.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    there.env("PATH", std::env::var_os("PATH").unwrap()).stdout(Stdio::null()).stderr(Stdio::null());
    there
}

/// Takes all the room of a disk, as long as it lives.
struct Filler(PathBuf);

impl Filler {
    fn of(disk: &Path) -> Self {
        let path = disk.join("filler");
        let mut file = File::create(&path).unwrap();
        while file.write_all(&[0; 4096]).is_ok() {}
        Self(path)
    }
}

impl Drop for Filler {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Forbids even to those who have it open that a file be written, or allows it again.
fn forbid(files: &[PathBuf], forbidden: bool) -> bool {
    let mut change = Command::new("chattr");
    change.arg(if forbidden { "+i" } else { "-i" }).args(files).stderr(Stdio::null());
    change.status().is_ok_and(|status| status.success())
}

/// Files that nobody may write as long as it lives.
struct Forbidden(Vec<PathBuf>);

impl Forbidden {
    fn of(files: Vec<PathBuf>) -> Self {
        assert!(forbid(&files, true));
        Self(files)
    }

    /// Whether this machine can do so.
    fn is_possible(folder: &Path) -> bool {
        let path = folder.join("probe");
        let mut open = OpenOptions::new().create(true).append(true).open(&path).unwrap();
        let refused = forbid(std::slice::from_ref(&path), true) && open.write(b"-").is_err();
        forbid(&[path], false);
        refused
    }
}

impl Drop for Forbidden {
    fn drop(&mut self) {
        forbid(&self.0, false);
    }
}

/// People, and what they were told.
#[derive(Default)]
struct People {
    next: AtomicU32,
    acknowledged: Vec<String>,
    refused: usize,
}

impl People {
    /// Somebody asks; the form as it came back where it was refused.
    async fn ask(&mut self, url: &str) -> Option<Fields> {
        let http = client();
        let mut typed = form(&http, url, self.next.fetch_add(1, Ordering::SeqCst)).await.unwrap();
        typed.push(("message".to_owned(), "Je suis libre le matin, et j’ai \"le temps\".".to_owned()));
        let answer = post(&http, url, &typed).send().await.unwrap();
        if answer.status() == 303 {
            self.acknowledged.push(id_of(&typed));
            return None;
        }
        assert_eq!(answer.status(), 503);
        let page = answer.text().await.unwrap();
        assert!(page.contains("Rien n’est perdu"), "{page}");
        let kept = hidden(&page);
        // When the form was opened is told anew.
        for (name, value) in typed.iter().filter(|(name, _)| name != "ouverte") {
            assert!(is_kept(&page, &kept, name, value), "{name} was typed, and is kept: {page}");
        }
        self.refused += 1;
        Some(typed)
    }

    /// Whatever is broken, as long as it lives, they read on, and nothing is lost.
    async fn live_through<Broken>(&mut self, server: &mut Server, broken: Broken) {
        let (http, url) = (client(), server.url.clone());
        let get = async |path: &str| {
            let answer = http.get(format!("{url}{path}")).send().await.unwrap();
            (answer.status().as_u16(), answer.text().await.unwrap())
        };
        let mut kept = Vec::new();
        for _ in 0..500 {
            kept.extend(self.ask(&url).await);
            if kept.len() == REFUSED {
                break;
            }
        }
        assert_eq!(kept.len(), REFUSED, "it is never felt");
        for path in READ.into_iter().chain(["/structures/coop-connexion", "/healthz"]) {
            assert_eq!(get(path).await.0, 200, "{path}");
        }
        until(async || get("/readyz").await == (503, "writing".to_owned())).await;

        drop(broken);
        for fields in kept {
            for _ in 0..2 {
                assert!(send(&http, &url, &fields).await, "one press, and it is taken");
            }
            self.acknowledged.push(id_of(&fields));
        }
        until(async || get("/readyz").await.0 == 200).await;
        assert!(self.ask(&url).await.is_none());
        assert!(!server.ended(), "nobody restarted it");
    }

    /// All that was acknowledged is there once, and every message leaves once.
    async fn assert_told_the_truth(&self, what: &str, times: usize, folder: &Path) {
        let database = format!("sqlite://{}/test.db", folder.display());
        let held = Held::read(&database).await;
        held.assert_once(&self.acknowledged);
        assert_eq!(held.forms.len(), self.acknowledged.len());
        // As if the time had passed after which what could not leave is tried again.
        let again = "update message set claimed_until = null, due_at = created_at where sent_at is null";
        execute(&database, again).await;
        let (server, _) = Server::start(folder, &database, free_port()).await;
        all_sent(&database).await;
        held.assert_sent(folder);
        server.kill();
        let asked = self.acknowledged.len();
        println!("| {what}, SQLite | {times} | {asked} | {} | 0 | 0 |", asked + self.refused);
    }
}

/// Whether the page holds what was typed: hidden, or in the field itself.
fn is_kept(page: &str, kept: &Fields, name: &str, value: &str) -> bool {
    let quoted = value.replace('"', "&quot;");
    let shown = [format!("value=\"{quoted}\""), format!(">{value}<"), format!(">{quoted}<")];
    kept.iter().any(|(one, text)| one == name && (text == value || *text == quoted))
        || (page.contains(&format!("name=\"{name}\"")) && shown.iter().any(|shown| page.contains(shown)))
}

/// Copies files, and what is in folders, but for what nobody had finished.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else if path.extension().is_none_or(|end| end != "tmp") {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_refuses_what_it_cannot_keep_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    if !on_small_disk(folder.path(), &Command::new("true")).status().is_ok_and(|status| status.success()) {
        eprintln!("no disk is filled: nothing may be mounted here");
        return;
    }
    let database = format!("sqlite://{}/test.db", folder.path().display());
    let serve = || on_small_disk(folder.path(), &verb(folder.path(), &database, &["serve"]));
    let (mut server, _) = Server::start_by(serve, free_port(), &[]).await;
    let (disk, mut people, times) = (server.sees(folder.path()), People::default(), times("FULL_DISKS", 2));
    for _ in 0..times {
        people.live_through(&mut server, Filler::of(&disk)).await;
    }
    // The disk goes with the server, but for who has it open.
    let open = File::open(&disk).unwrap();
    server.kill();
    let kept = tempfile::tempdir().unwrap();
    copy(Path::new(&format!("/proc/self/fd/{}", open.as_raw_fd())), kept.path());
    people.assert_told_the_truth("the disk is full", times, kept.path()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_can_only_be_read_is_read_on() {
    let folder = tempfile::tempdir().unwrap();
    if !Forbidden::is_possible(folder.path()) {
        eprintln!("no file is forbidden to be written: chattr +i does nothing here");
        return;
    }
    let database = format!("sqlite://{}/test.db", folder.path().display());
    let (mut server, _) = Server::start(folder.path(), &database, free_port()).await;
    let (mut people, times) = (People::default(), times("FULL_DISKS", 2));
    let forbid = || Forbidden::of(["test.db", "test.db-wal"].map(|name| folder.path().join(name)).to_vec());
    for _ in 0..times {
        people.live_through(&mut server, forbid()).await;
    }
    server.kill();
    // Started on what can only be read, too.
    let forbidden = forbid();
    let (mut server, _) = Server::start(folder.path(), &database, free_port()).await;
    people.live_through(&mut server, forbidden).await;
    server.kill();
    people.assert_told_the_truth("the database can only be read", times, folder.path()).await;
}
