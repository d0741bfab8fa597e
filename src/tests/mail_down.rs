//! The mail server and the provider of SMS are away for a day, and people go on: everything waits, and leaves once they are back, at
//! most five minutes later, to each in the order of writing and once.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration as Wait;

use axum::http::HeaderMap;
use axum::routing::post;
use time::Duration;
use tokio::net::TcpListener;

use super::app::{TestApp, on_both_engines};
use crate::routine::deliver::faults::{Mood, serve};
use crate::routine::deliver::mail::SmtpUrl;
use crate::routine::deliver::sms::{Provider, ProviderUrl, Sender};
use crate::routine::deliver::{Courier, Routes, deliver_due};

/// The keys of messages by recipient, each in order.
type ByRecipient = BTreeMap<String, Vec<String>>;

/// An address of this machine at which nobody listens yet.
fn nobodys() -> SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// The provider of SMS: the number and the key of each that reached it.
async fn provider(address: SocketAddr) -> Arc<Mutex<Vec<(String, String)>>> {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let notes = seen.clone();
    let take = async move |headers: HeaderMap, axum::Json(sms): axum::Json<serde_json::Value>| {
        let key = headers["idempotency-key"].to_str().unwrap().to_owned();
        notes.lock().unwrap().push((sms["to"].as_str().unwrap().to_owned(), key));
    };
    let listener = TcpListener::bind(address).await.unwrap();
    tokio::spawn(async move {
        axum::serve(listener, axum::Router::new().route("/sms", post(take))).await.unwrap();
    });
    seen
}

/// What an id bears of a long key: its beginning.
const BORNE: usize = 60;

fn by_recipient(messages: impl IntoIterator<Item = (String, String)>) -> ByRecipient {
    let mut all = ByRecipient::new();
    for (recipient, mut key) in messages {
        key.truncate(BORNE);
        all.entry(recipient).or_default().push(key);
    }
    all
}

/// Whom a mail goes to, and the key in its id.
fn read(mail: &str) -> (String, String) {
    let line = |name: &str| mail.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim();
    let key = line("Message-ID: <").split_once('@').unwrap().0;
    (line("To: ").trim_matches(['<', '>']).to_owned(), key.to_owned())
}

/// A day on which somebody asks each hour and is answered soon after, while nothing can leave.
async fn a_day(app: &TestApp, courier: &Courier) {
    for hour in 0..24 {
        let (mobile, email) = (format!("06 39 98 00 {hour:02}"), format!("personne-{hour}@example.org"));
        let asked = app.ask(&[("mobile", &mobile), ("email", &email)]).await;
        for minute in 0..12 {
            app.pass(Duration::minutes(5));
            assert_eq!(deliver_due(&app.db, courier, &app.clock).await.unwrap(), 0);
            if minute == 3 && hour % 3 == 0 {
                app.reply(&asked, &[("reponse", "non"), ("motif", "full")]).await.location();
            }
        }
        app.tick().await;
    }
}

#[tokio::test]
async fn what_waited_for_a_day_leaves_in_the_order_of_writing_and_once() {
    on_both_engines(async |app| {
        let (mail, sms) = (nobodys(), nobodys());
        let routes = Routes {
            smtp: Some(SmtpUrl::parse(&format!("smtp://{mail}")).unwrap()),
            silence: Wait::from_secs(5),
            sms: Some(Provider {
                url: ProviderUrl::parse(&format!("http://{sms}/sms")).unwrap(),
                token: "jeton".to_owned(),
                sender: Sender::parse("PremierPas").unwrap(),
            }),
            terminal: |_| {},
            ..app.app.config.routes()
        };
        let courier = Courier::new(routes).unwrap();
        a_day(app, &courier).await;

        let waiting = app.db.unsent().await.unwrap();
        let of = |channel: &str| {
            let own = waiting.iter().filter(|due| due.channel == channel);
            by_recipient(own.map(|due| (due.recipient.clone(), due.key.clone())))
        };
        let (mails, texts) = (of("email"), of("sms"));
        assert!(mails.len() == 25 && mails.values().any(|keys| keys.len() >= 24), "{mails:?}");
        assert!(waiting.len() > 24 * 3);
        assert!(waiting.iter().all(|due| due.attempts <= 1), "no message knocks in vain all day");

        let taken = serve(TcpListener::bind(mail).await.unwrap(), &[Mood::Takes]);
        let texted = provider(sms).await;
        app.pass(Duration::minutes(5));
        assert_eq!(deliver_due(&app.db, &courier, &app.clock).await.unwrap(), waiting.len());
        app.pass(Duration::days(2));
        assert_eq!(deliver_due(&app.db, &courier, &app.clock).await.unwrap(), 0, "nothing twice");
        let taken = taken.lock().unwrap().clone();
        assert_eq!(by_recipient(taken.iter().map(|mail| read(mail))), mails);
        assert_eq!(by_recipient(texted.lock().unwrap().clone()), texts);
    })
    .await;
}

/// A clock that stood ahead when a message was written keeps it from nobody once it is set back.
#[tokio::test]
async fn what_was_written_a_day_ahead_leaves_once_the_clock_is_right() {
    on_both_engines(async |app| {
        app.pass(Duration::days(1));
        app.ask(&[]).await;
        app.pass(-Duration::days(1));
        assert_eq!(app.deliver().await, 2);
        assert_eq!(app.deliver().await, 0);
    })
    .await;
}
