//! The outbox from end to end: from a row to a file, a server, or another try.

use std::path::Path;
use std::sync::{Arc, Mutex};

use time::macros::datetime;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};

use super::*;
use crate::routine::fixture::{database, files, message, message_row, outbox_routes, referral};
use crate::store::{Channel, NewMessage};

const NOW: OffsetDateTime = datetime!(2026-11-22 06:15:00 UTC);

fn clock() -> Clock {
    Clock::new(|| NOW)
}

fn courier(folder: &Path, smtp: Option<&str>) -> Courier {
    let smtp = smtp.map(|url| mail::SmtpUrl::parse(url).unwrap());
    Courier::new(Routes { smtp, ..outbox_routes(folder) }).unwrap()
}

#[tokio::test]
async fn without_a_server_mail_and_sms_become_files_and_the_table_forgets_the_text() {
    let (folder, db) = database().await;
    let mail = message(&db, "m-1", "email", "contact@example.org", NOW).await;
    message(&db, "s-1", "sms", "+33639980012", NOW).await;
    message(&db, "later", "sms", "+33639980012", NOW + Duration::seconds(1)).await;
    assert_eq!(deliver_due(&db, &courier(folder.path(), None), &clock()).await.unwrap(), 2);

    let files = files(folder.path());
    let names: Vec<_> = files.iter().map(|file| file.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["20261122T061500Z-m-1.eml", "20261122T061500Z-s-1.txt"]);
    assert!(std::fs::read_to_string(&files[1]).unwrap().contains("https://premier-pas.example/reponse/abc"));
    assert_eq!(message_row(&db, mail).await, (1, NOW, Some(NOW), None));
    assert!(db.claim_messages(Channel::Sms, NOW).await.unwrap().is_empty());
    assert_eq!(db.messages_waiting().await.unwrap(), 1);
}

#[tokio::test]
async fn more_than_one_claim_is_delivered_in_one_go() {
    let (folder, db) = database().await;
    for number in 0..45 {
        message(&db, &format!("m-{number}"), "sms", "+33639980012", NOW).await;
    }
    assert_eq!(deliver_due(&db, &courier(folder.path(), None), &clock()).await.unwrap(), 45);
    assert_eq!(files(folder.path()).len(), 45);
}

#[tokio::test]
async fn the_same_key_is_written_and_delivered_once() {
    let (folder, db) = database().await;
    let id = referral(&db, 1, "sent", NOW).await;
    let new = |subject: &str| NewMessage {
        key: "same".to_owned(),
        channel: Channel::Email,
        recipient: "contact@example.org".to_owned(),
        subject: subject.to_owned(),
        body: "Bonjour".to_owned(),
    };
    db.write_messages(id, &[], &[new("un"), new("deux")], NOW).await.unwrap();
    db.write_messages(id, &[], &[new("trois")], NOW).await.unwrap();
    assert_eq!(deliver_due(&db, &courier(folder.path(), None), &clock()).await.unwrap(), 1);
    db.write_messages(id, &[], &[new("quatre")], NOW).await.unwrap();
    assert_eq!(deliver_due(&db, &courier(folder.path(), None), &clock()).await.unwrap(), 0);
    assert_eq!(files(folder.path()).len(), 1);
}

#[tokio::test]
async fn what_is_refused_is_put_off_each_time_for_longer() {
    let (folder, db) = database().await;
    let (url, _) = mail_server("450 later").await;
    let courier = courier(folder.path(), Some(&url));
    let id = message(&db, "m-1", "email", "contact@example.org", NOW).await;
    let sms = message(&db, "s-1", "sms", "+33639980012", NOW).await;

    assert_eq!(deliver_due(&db, &courier, &clock()).await.unwrap(), 1, "the SMS does not wait for the mail");
    assert_eq!(message_row(&db, sms).await.2, Some(NOW));
    let again = NOW + Duration::minutes(1);
    assert_eq!(message_row(&db, id).await, (1, again, None, Some("refused with status 450".to_owned())));

    assert_eq!(deliver_due(&db, &courier, &clock()).await.unwrap(), 0, "not before its time");
    deliver_due(&db, &courier, &Clock::new(move || again)).await.unwrap();
    let (attempts, due, ..) = message_row(&db, id).await;
    assert_eq!((attempts, due), (2, again + Duration::minutes(2)));
    assert!(files(folder.path()).iter().all(|file| file.extension().unwrap() == "txt"));
}

#[test]
fn waiting_doubles_from_a_minute_to_a_day() {
    let minutes: Vec<i64> = (1..=13).map(|attempts| backoff(attempts).whole_minutes()).collect();
    assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, 1440]);
    assert_eq!((backoff(0), backoff(i64::MAX)), (Duration::minutes(1), Duration::days(1)));
}

/// A mail server that answers `verdict` to each recipient, and the mails that it took.
async fn mail_server(verdict: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let taken = Arc::new(Mutex::new(Vec::new()));
    let notes = taken.clone();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (read, mut write) = stream.into_split();
            let mut lines = BufReader::new(read).lines();
            let _ = write.write_all(b"220 here\r\n").await;
            let (mut mail, mut in_mail) = (String::new(), false);
            while let Ok(Some(line)) = lines.next_line().await {
                let answer = match line.as_str() {
                    "." if in_mail => {
                        in_mail = false;
                        notes.lock().unwrap().push(std::mem::take(&mut mail));
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
                    line if line.starts_with("RCPT") => verdict,
                    _ => "250 ok",
                };
                let _ = write.write_all(format!("{answer}\r\n").as_bytes()).await;
            }
        }
    });
    (url, taken)
}

#[tokio::test]
async fn a_mail_server_gets_it_with_a_stable_id() {
    let (folder, db) = database().await;
    let (url, taken) = mail_server("250 ok").await;
    message(&db, "m-1", "email", "contact@example.org", NOW).await;
    assert_eq!(deliver_due(&db, &courier(folder.path(), Some(&url)), &clock()).await.unwrap(), 1);
    let taken = taken.lock().unwrap();
    assert_eq!(taken.len(), 1);
    assert!(taken[0].contains("Message-ID: <m-1@premier-pas.example>\n"), "{}", taken[0]);
    assert!(files(folder.path()).is_empty());
}

#[tokio::test]
async fn the_words_of_a_refusal_are_not_kept() {
    let (folder, db) = database().await;
    let (url, _) = mail_server("550 <contact@example.org> is not here").await;
    let id = message(&db, "m-1", "email", "contact@example.org", NOW).await;
    assert_eq!(deliver_due(&db, &courier(folder.path(), Some(&url)), &clock()).await.unwrap(), 0);
    assert_eq!(message_row(&db, id).await.3.as_deref(), Some("refused with status 550"));
}

#[tokio::test]
async fn told_to_stop_it_gives_back_what_it_had_claimed() {
    let (folder, db) = database().await;
    let id = message(&db, "m-1", "sms", "+33639980012", NOW).await;
    let cancel = CancellationToken::new();
    let claimed = db.claim_messages(Channel::Sms, NOW).await.unwrap();
    cancel.cancel();
    let courier = courier(folder.path(), None);
    let ended = deliver(&courier, &clock(), &cancel, Instant::now(), &claimed[0]).await;
    assert!(matches!(ended, Ended::PutOff { due, .. } if due == NOW), "{ended:?}");
    db.note_messages(&[(id, ended)], NOW).await.unwrap();
    assert_eq!(message_row(&db, id).await.2, None);
    assert_eq!(deliver_due(&db, &courier, &clock()).await.unwrap(), 1, "at once, by whoever comes next");
}
