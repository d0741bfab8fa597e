//! A request moves from the state that was read, or not at all; its events are in order.

use crate::domain::calendar::Calendar;
use crate::domain::id::Code;
use crate::domain::referral::{Action, Actor, State, replay};
use crate::store::{Referral, StoreError, Told};
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
        db.move_referral(&read, &call, Actor::Structure, Calendar::MAINLAND, Told::default(), now)
            .await
            .unwrap();
        let before = app.counts().await;
        let late =
            db.move_referral(&read, &yes, Actor::Structure, Calendar::MAINLAND, Told::default(), now).await;
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
            db.move_referral(&read, &call, Actor::Structure, Calendar::MAINLAND, Told::default(), now),
            db.move_referral(&read, &withdraw, Actor::Person, Calendar::MAINLAND, Told::default(), now),
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
        let mut expected = vec![State::Sent];
        for (action, by) in [
            (Action::Read, Actor::Structure),
            (Action::Call { note: None }, Actor::Structure),
            (Action::Accept { note: None }, Actor::Structure),
            (Action::Call { note: None }, Actor::Structure),
            (Action::Withdraw, Actor::Person),
        ] {
            app.pass(time::Duration::minutes(1));
            let now = app.clock.now();
            let to = app.db.move_referral(&read, &action, by, Calendar::MAINLAND, Told::default(), now).await;
            expected.push(to.unwrap());
            read = app.db.referral(read.id).await.unwrap().unwrap();
        }
        let events = app.db.events(read.id).await.unwrap();
        assert!(events.windows(2).all(|pair| pair[0].at < pair[1].at));
        let steps: Vec<_> = events.iter().map(|event| event.read().unwrap()).collect();
        assert_eq!(steps.iter().map(|(.., to)| *to).collect::<Vec<_>>(), expected);
        let said = replay(steps.iter().map(|(step, by, _)| (*step, *by)));
        assert_eq!(said, Some(read.state().unwrap()), "the state is what the events say");
        assert_eq!(read.first_answered_at.unwrap() - read.sent_at, time::Duration::minutes(2));
        let now = app.clock.now();
        let ended = app
            .db
            .move_referral(&read, &Action::Withdraw, Actor::Person, Calendar::MAINLAND, Told::default(), now)
            .await;
        assert!(matches!(ended, Err(StoreError::Conflict)));
    })
    .await;
}
