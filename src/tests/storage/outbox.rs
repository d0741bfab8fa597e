//! The outbox: a message is claimed by one worker, and comes back where that one fails.

use std::collections::BTreeSet;

use time::Duration;

use crate::store::{CLAIM_LIFE, Channel, Ended};
use crate::tests::app::on_both_engines;

#[tokio::test]
async fn two_workers_never_claim_the_same() {
    on_both_engines(async |app| {
        for number in 10..40 {
            app.ask(&[("mobile", &format!("06399800{number}"))]).await;
        }
        let now = app.clock.now();
        let claim = || app.db.claim_messages(Channel::Sms, now);
        let (one, two) = tokio::join!(claim(), claim());
        let (one, two) = (one.unwrap(), two.unwrap());
        let both: BTreeSet<_> = one.iter().chain(&two).map(|due| due.id).collect();
        assert_eq!((both.len(), one.len() + two.len()), (30, 30));
        assert!(one.len() <= 20 && two.len() <= 20);
        assert!(claim().await.unwrap().is_empty());
        assert_eq!(
            app.db.claim_messages(Channel::Email, now).await.unwrap().len(),
            20,
            "mail waits for its own"
        );
    })
    .await;
}

#[tokio::test]
async fn what_a_dead_worker_held_is_claimed_again() {
    on_both_engines(async |app| {
        app.ask(&[]).await;
        let claim = async || app.db.claim_messages(Channel::Sms, app.clock.now()).await.unwrap();
        assert_eq!(claim().await.len(), 1);
        app.pass(CLAIM_LIFE - Duration::seconds(1));
        assert!(claim().await.is_empty());
        app.pass(Duration::seconds(1));
        let again = claim().await;
        assert!(again.len() == 1 && again[0].attempts == 2);
        app.pass(Duration::days(1));
        assert_eq!(claim().await.len(), 1);
        app.pass(-Duration::days(1));
        assert_eq!(claim().await.len(), 1, "claimed by a clock that stood a day ahead");
    })
    .await;
}

#[tokio::test]
async fn what_has_left_keeps_no_word_of_it() {
    on_both_engines(async |app| {
        app.ask(&[]).await;
        let mut due = app.db.claim_messages(Channel::Sms, app.clock.now()).await.unwrap();
        due.extend(app.db.claim_messages(Channel::Email, app.clock.now()).await.unwrap());
        let later = app.clock.now() + Duration::minutes(5);
        let put_off = Ended::PutOff { due: later, error: "no answer in time".to_owned() };
        let ended = [(due[0].id, put_off), (due[1].id, Ended::Sent)];
        app.db.note_messages(&ended, app.clock.now()).await.unwrap();
        assert_eq!(app.db.messages_waiting().await.unwrap(), 1);
        let sql = "select count(*) from message where body = '' and recipient = '' and subject = ''";
        let emptied: i64 = crate::store::reading!(&app.db, pool => {
            sqlx::query_scalar(sql).fetch_one(pool).await.unwrap()
        });
        assert_eq!(emptied, 1);
        assert!(app.db.claim_messages(Channel::Sms, app.clock.now()).await.unwrap().is_empty());
        let put_off = app.db.claim_messages(Channel::Sms, later).await.unwrap();
        assert_eq!((put_off.len(), put_off[0].id), (1, due[0].id));
    })
    .await;
}
