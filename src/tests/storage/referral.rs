//! A request moves from the state that was read, or not at all; its events are in order.

use crate::domain::id::Code;
use crate::domain::referral::Action;
use crate::store::{Actor, Referral, StoreError, Told};
use crate::tests::app::{TestApp, on_both_engines};

async fn sent(app: &TestApp) -> Referral {
    let asked = app.ask(&[]).await;
    app.db.referral_by_code(&Code::parse(&asked.code).unwrap()).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_move_from_a_stale_state_is_refused_whole() {
    on_both_engines(async |app| {
        let read = sent(app).await;
        let (db, now) = (&app.db, app.clock.now());
        let call = Action::Call { note: None };
        let yes = Action::Accept { note: None };
        db.move_referral(&read, &call, Actor::Structure, Told::default(), now).await.unwrap();
        let before = app.counts().await;
        let late = db.move_referral(&read, &yes, Actor::Structure, Told::default(), now).await;
        assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
        assert_eq!(app.counts().await, before);
        assert_eq!(db.referral(read.id).await.unwrap().unwrap().state, "contact_attempted");
    })
    .await;
}

#[tokio::test]
async fn of_two_moves_at_once_one_wins() {
    on_both_engines(async |app| {
        let read = sent(app).await;
        let (db, now) = (&app.db, app.clock.now());
        let (call, withdraw) = (Action::Call { note: None }, Action::Withdraw);
        let (one, two) = tokio::join!(
            db.move_referral(&read, &call, Actor::Structure, Told::default(), now),
            db.move_referral(&read, &withdraw, Actor::Person, Told::default(), now),
        );
        assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
        assert_eq!(app.count("referral_event").await, 2);
    })
    .await;
}

#[tokio::test]
async fn events_are_appended_in_order() {
    on_both_engines(async |app| {
        let mut read = sent(app).await;
        let mut expected = vec!["sent".to_owned()];
        for action in [
            Action::Call { note: None },
            Action::Accept { note: None },
            Action::Call { note: None },
            Action::Withdraw,
        ] {
            app.pass(time::Duration::minutes(1));
            let now = app.clock.now();
            let to =
                app.db.move_referral(&read, &action, Actor::Structure, Told::default(), now).await.unwrap();
            expected.push(to.code().to_owned());
            read = app.db.referral(read.id).await.unwrap().unwrap();
        }
        let timeline = app.db.timeline(read.id).await.unwrap();
        assert!(timeline.windows(2).all(|pair| pair[0].at < pair[1].at));
        assert_eq!(timeline.into_iter().map(|step| step.to_state).collect::<Vec<_>>(), expected);
        assert_eq!(read.first_answered_at.unwrap() - read.sent_at, time::Duration::minutes(1));
        let ended = app
            .db
            .move_referral(&read, &Action::Withdraw, Actor::Person, Told::default(), app.clock.now())
            .await;
        assert!(matches!(ended, Err(StoreError::Conflict)));
    })
    .await;
}
