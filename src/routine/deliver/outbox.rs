//! The outbox as files: where no mail server is set, a newcomer reads here what both sides receive.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use time::OffsetDateTime;
use time::macros::format_description;

use super::safe_name;
use crate::store::Due;

/// The folder of messages that were written instead of sent.
#[derive(Debug, Clone)]
pub struct Outbox {
    folder: PathBuf,
    terminal: fn(&str),
}

impl Outbox {
    /// The outbox of a folder; it is made when the first message comes.
    pub fn new(folder: PathBuf, terminal: fn(&str)) -> Self {
        Self { folder, terminal }
    }

    /// Writes a message as a file that only its owner reads, and tells the terminal of it. A message has one
    /// name, whenever it is written: a repeat replaces the same file.
    pub async fn write(
        &self,
        due: &Due,
        ending: &str,
        now: OffsetDateTime,
        content: Vec<u8>,
    ) -> io::Result<()> {
        let path = self.folder.join(format!("{}.{ending}", file_stem(due, now)));
        let (folder, target) = (self.folder.clone(), path.clone());
        tokio::task::spawn_blocking(move || write_whole(&folder, &target, &content))
            .await
            .map_err(io::Error::other)??;
        (self.terminal)(&announcement(due, &path));
        Ok(())
    }
}

/// Speaks to whoever started the server: the terminal is the demonstration's mailbox.
pub fn to_stdout(line: &str) {
    // A terminal that is gone is no reason to stop delivering.
    let _ = writeln!(io::stdout(), "{line}");
}

/// The moment at which the message was written, which its id holds, then its key.
fn file_stem(due: &Due, now: OffsetDateTime) -> String {
    let written = due.id.get_timestamp().and_then(|stamp| i64::try_from(stamp.to_unix().0).ok());
    let written =
        written.and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok()).unwrap_or(now);
    let moment = written.format(format_description!("[year][month][day]T[hour][minute][second]Z"));
    format!("{}-{}", moment.unwrap_or_default(), safe_name(&due.key))
}

fn write_whole(folder: &Path, target: &Path, content: &[u8]) -> io::Result<()> {
    let mut maker = std::fs::DirBuilder::new();
    let mut options = std::fs::OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        maker.mode(0o700);
        options.mode(0o600);
    }
    maker.recursive(true).create(folder)?;
    let draft = target.with_extension("tmp");
    // A draft that a crash left behind could have other rights.
    match std::fs::remove_file(&draft) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = options.write(true).create_new(true).open(&draft)?;
    file.write_all(content)
        .and_then(|()| file.sync_all())
        .and_then(|()| std::fs::rename(&draft, target))
        .inspect_err(|_| {
            // On a full disk, half a message takes no room.
            let _ = std::fs::remove_file(&draft);
        })
}

/// One line for the terminal: what came, and the link to follow, or else the file to read.
fn announcement(due: &Due, path: &Path) -> String {
    let subject: String = due.subject.chars().filter(|c| !c.is_control()).collect();
    let what = if due.channel == "sms" { "SMS".to_owned() } else { format!("e-mail « {subject} »") };
    match first_link(&due.body) {
        Some(link) => format!("✉ {what} : {link}"),
        None => format!("✉ {what} : {}", path.display()),
    }
}

/// The first http link of a text, without the punctuation of its sentence.
fn first_link(text: &str) -> Option<&str> {
    let start = ["https://", "http://"].iter().filter_map(|scheme| text.find(scheme)).min()?;
    let link =
        text[start..].split(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c)).next()?;
    Some(link.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;
    use crate::store::new_id;

    const NOW: OffsetDateTime = datetime!(2026-11-22 06:15:00 UTC);

    fn due(key: &str, channel: &str, body: &str) -> Due {
        let (key, channel, body) = (key.to_owned(), channel.to_owned(), body.to_owned());
        let (recipient, subject) = ("+33639980012".to_owned(), "Une demande\u{1b}[2J".to_owned());
        Due { id: new_id(NOW), key, channel, recipient, subject, body, attempts: 1 }
    }

    #[test]
    fn the_terminal_gets_the_link_and_nobodys_address() {
        let path = Path::new("data/outbox/x.eml");
        let mail =
            due("k", "email", "Répondez : https://premier-pas.example/reponse/abc.\nMerci (http://autre).");
        let sms = due("k", "sms", "Suivi (http://127.0.0.1:3000/suivi/xyz)");
        let bare = due("k", "sms", "Bonjour");
        assert_eq!(
            announcement(&mail, path),
            "✉ e-mail « Une demande[2J » : https://premier-pas.example/reponse/abc"
        );
        assert_eq!(announcement(&sms, path), "✉ SMS : http://127.0.0.1:3000/suivi/xyz");
        assert_eq!(announcement(&bare, path), "✉ SMS : data/outbox/x.eml");
    }

    #[test]
    fn a_name_is_safe_and_stays_the_same() {
        let later = NOW + time::Duration::days(2);
        assert_eq!(file_stem(&due("a-1", "sms", ""), later), "20261122T061500Z-a-1");
        let odd = Due { id: Uuid::from_u128(7), ..due("../../é/x", "sms", "") };
        let stem = file_stem(&odd, NOW);
        assert!(
            stem.starts_with("20261122T061500Z-------") && stem.is_ascii() && !stem.contains(['.', '/']),
            "{stem}"
        );
        assert_ne!(safe_name("a/b"), safe_name("a:b"), "two keys, two names");
        assert!(safe_name(&"é".repeat(5000)).len() < 120);
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn only_its_owner_reads_it_and_a_repeat_is_the_same_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let outbox = Outbox::new(folder.path().join("a/outbox"), |_| {});
        let message = due("k", "sms", "Bonjour");
        for _ in 0..2 {
            outbox.write(&message, "txt", NOW, b"Bonjour".to_vec()).await.unwrap();
        }
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let found: Vec<_> =
            std::fs::read_dir(&outbox.folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((mode(&outbox.folder), mode(&found[0])), (0o700, 0o600));
    }
}
