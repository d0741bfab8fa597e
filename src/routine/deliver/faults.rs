//! Mail servers that hang, refuse, or stop half way: nothing is lost, nothing waits for ever, and what may have arrived bears the
//! same id when it comes again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use time::macros::datetime;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::routine::fixture::{database, message, message_row, outbox_routes};

const NOW: OffsetDateTime = datetime!(2026-11-22 06:15:00 UTC);

/// What a mail server does with one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Takes the connection and says nothing.
    Hangs,
    /// Has no time now.
    Refuses,
    /// Takes the mail whole, and goes away before it says so.
    Half,
    /// Says everything late, within what one waits for.
    Slow,
    /// As it should be.
    Takes,
}

/// A server that has these moods one after the other, the last for good; and the mails that reached it.
async fn moody(moods: &[Mood]) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    (format!("smtp://{}", listener.local_addr().unwrap()), serve(listener, moods))
}

/// The same, where it listens already.
pub fn serve(listener: TcpListener, moods: &[Mood]) -> Arc<Mutex<Vec<String>>> {
    let (taken, mut moods) = (Arc::new(Mutex::new(Vec::new())), VecDeque::from(moods.to_vec()));
    let notes = taken.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mood = if moods.len() > 1 { moods.pop_front().unwrap() } else { moods[0] };
            tokio::spawn(talk(stream, mood, notes.clone()));
        }
    });
    taken
}

async fn talk(stream: TcpStream, mood: Mood, notes: Arc<Mutex<Vec<String>>>) {
    let (read, mut write) = stream.into_split();
    if mood == Mood::Hangs {
        return std::future::pending().await;
    }
    let mut lines = BufReader::new(read).lines();
    let _ = write.write_all(b"220 here\r\n").await;
    let (mut mail, mut in_mail) = (String::new(), false);
    while let Ok(Some(line)) = lines.next_line().await {
        let answer = match line.as_str() {
            "." if in_mail => {
                in_mail = false;
                notes.lock().unwrap().push(std::mem::take(&mut mail));
                if mood == Mood::Half {
                    return;
                }
                "250 taken"
            }
            line if in_mail => {
                mail.push_str(line);
                mail.push('\n');
                continue;
            }
            "DATA" => {
                in_mail = true;
                "354 go on"
            }
            line if line.starts_with("MAIL") && mood == Mood::Refuses => "421 too busy",
            _ => "250 ok",
        };
        if mood == Mood::Slow {
            tokio::time::sleep(Wait::from_millis(300)).await;
        }
        let _ = write.write_all(format!("{answer}\r\n").as_bytes()).await;
    }
}

fn id_of(mail: &str) -> &str {
    mail.lines().find(|line| line.starts_with("Message-ID")).unwrap()
}

#[tokio::test]
async fn whatever_the_mail_server_does_the_letter_leaves_in_the_end() {
    let (folder, db) = database().await;
    let moods = [Mood::Hangs, Mood::Refuses, Mood::Half, Mood::Takes];
    let (courier, taken) = courier(folder.path(), &moods).await;
    let id = message(&db, "m-1", "email", "contact@example.org", NOW).await;
    let mut now = NOW;
    for (tries, why) in [(1, "no answer in time"), (2, "refused with status 421"), (3, "no connection")] {
        let clock = Clock::new(move || now);
        assert_eq!(deliver_due(&db, &courier, &clock).await.unwrap(), 0, "it does not hang");
        let (attempts, due, sent, error) = message_row(&db, id).await;
        assert_eq!((attempts, sent, error.as_deref()), (tries, None, Some(why)), "kept, and put off");
        assert!(due > now);
        now = due;
    }
    let clock = Clock::new(move || now);
    assert_eq!(deliver_due(&db, &courier, &clock).await.unwrap(), 1);
    assert_eq!(deliver_due(&db, &courier, &clock).await.unwrap(), 0);
    let taken = taken.lock().unwrap();
    assert_eq!(taken.len(), 2, "once without a receipt, once with");
    assert_eq!(id_of(&taken[0]), id_of(&taken[1]), "a reader shows it once");
}

/// A courier to a server of these moods, which waits for a word a second at most.
async fn courier(folder: &std::path::Path, moods: &[Mood]) -> (Courier, Arc<Mutex<Vec<String>>>) {
    let (url, taken) = moody(moods).await;
    let smtp = mail::SmtpUrl::parse(&url).unwrap();
    (Courier::new(Routes { smtp: Some(smtp), ..outbox_routes(folder) }).unwrap(), taken)
}

#[tokio::test]
async fn a_server_that_takes_its_time_is_waited_for() {
    let (folder, db) = database().await;
    let (courier, taken) = courier(folder.path(), &[Mood::Slow]).await;
    message(&db, "m-1", "email", "contact@example.org", NOW).await;
    assert_eq!(deliver_due(&db, &courier, &Clock::new(|| NOW)).await.unwrap(), 1);
    assert_eq!(
        taken.lock().unwrap().len(),
        1,
        "once, though all its answers together take longer than a second"
    );
    assert!(
        mail::SILENCE >= Wait::from_secs(60) && PATIENCE >= 6 * Wait::from_secs(30),
        "an answer each 30 seconds"
    );
}

/// What a server may have taken is tried ever less often, so that a day of it fills nobody's box.
#[tokio::test]
async fn a_server_that_never_says_what_it_took_is_not_flooded() {
    let (folder, db) = database().await;
    let (courier, taken) = courier(folder.path(), &[Mood::Half]).await;
    let id = message(&db, "m-1", "email", "contact@example.org", NOW).await;
    for minutes in 0..24 * 60 {
        let now = NOW + Duration::minutes(minutes);
        assert_eq!(deliver_due(&db, &courier, &Clock::new(move || now)).await.unwrap(), 0);
    }
    let (_, due, sent, _) = message_row(&db, id).await;
    assert_eq!((sent, due > NOW), (None, true), "it is kept");
    let taken = taken.lock().unwrap();
    assert_eq!(taken.len(), 11);
    assert!(taken.iter().all(|mail| id_of(mail) == id_of(&taken[0])), "a reader shows it once");
}
