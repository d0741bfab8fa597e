//! A request moves from the state that was read, or not at all; its events are in order.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

use crate::domain::calendar::Calendar;
use crate::domain::field::Sentence;
use crate::domain::id::Code;
use crate::domain::referral::{Action, Actor, Deed, Exit, Reason, State, replay};
use crate::store::{Referral, StoreError, Told, reading};
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

/// Every action, and every role: most of what is tried is not allowed.
fn try_something(chance: &mut ChaCha8Rng) -> (Action, Actor) {
    let all = [
        Action::Read,
        Action::Call { note: None },
        Action::Meet {
            at: time::macros::datetime!(2026-12-04 14:30),
            place: Sentence::parse("Lens").unwrap().unwrap(),
            note: None,
        },
        Action::Wait { rank: Some(2), note: None },
        Action::Accept { note: None },
        Action::Decline { reason: Reason::Full, note: None },
        Action::Start,
        Action::Complete { exit: Exit::Job },
        Action::Called,
        Action::NoNews,
        Action::Join { session: None },
        Action::Join { session: Some(time::macros::date!(2027 - 01 - 11)) },
        Action::Stay,
        Action::Found,
        Action::Withdraw,
    ];
    let clock = Deed::ALL.into_iter().map(Action::Clock);
    let all: Vec<Action> = all.into_iter().chain(clock).collect();
    (all[chance.random_range(0..all.len())].clone(), Actor::ALL[chance.random_range(0..Actor::ALL.len())])
}

/// One hand: tries again and again; answers the keys of the messages that went with a move.
async fn hand(app: &TestApp, id: Uuid, seed: u64) -> Vec<String> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let mut written = Vec::new();
    for n in 0..60 {
        let read = app.db.referral(id).await.unwrap().unwrap();
        let (action, by) = try_something(&mut chance);
        let key = format!("hand-{seed}-{n}");
        let messages = read.to_person(&key, &crate::domain::letter::answered(State::Read, "https://a"));
        // Whoever presses twice sends the same message twice.
        let twice = [messages.clone(), messages].concat();
        let told = Told { messages: &twice, ..Told::default() };
        match app.db.move_referral(&read, &action, by, Calendar::MAINLAND, told, app.clock.now()).await {
            Ok(_) => written.push(format!("{key}-sms")),
            Err(StoreError::Conflict) => {}
            Err(other) => panic!("{action:?} by {by:?}: {other}"),
        }
    }
    written
}

#[tokio::test]
async fn many_hands_at_once_move_it_only_as_the_table_allows() {
    on_both_engines(async |app| {
        for story in 0..6 {
            let mobile = format!("06 39 98 01 0{story}");
            let asked = app.ask(&[("mobile", mobile.as_str())]).await;
            let id = app.db.referral_by_code(&Code::parse(&asked.code).unwrap()).await.unwrap().unwrap().id;
            let hands = (0..5).map(|one| hand(app, id, story * 10 + one));
            let written = futures::future::join_all(hands).await.concat();

            let now = app.db.referral(id).await.unwrap().unwrap();
            let events = app.db.events(id).await.unwrap();
            let steps: Vec<_> = events.iter().map(|event| event.read().unwrap()).collect();
            assert_eq!(replay(steps.iter().map(|(step, by, _)| (*step, *by))), Some(now.state().unwrap()));
            assert_eq!(
                events.len(),
                written.len() + 1,
                "no event without its move, no move without its event"
            );
            assert_eq!(i64::try_from(events.len()).unwrap(), now.events);
            let sql = "select key from message where referral_id = $1 and key like 'hand-%' order by key";
            let mut keys: Vec<String> =
                reading!(&app.db, pool => sqlx::query_scalar(sql).bind(id).fetch_all(pool).await.unwrap());
            if now.state().unwrap() == State::Withdrawn {
                // What had not left yet does not leave any more.
                assert!(keys.len() == 1 && written.contains(&keys[0]), "{keys:?}");
            } else {
                keys.sort();
                let mut written = written;
                written.sort();
                assert_eq!(keys, written, "each message once");
            }
        }
    })
    .await;
}
