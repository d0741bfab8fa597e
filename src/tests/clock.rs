//! The clock jumps, a day back or ahead, and summer ends: nothing is lost, nothing is sent or done twice, and nobody stands before
//! a shut door.

use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::app::{OFFER, TestApp, on_both_engines};
use crate::domain::membership::Role;
use crate::domain::referral::Deed;

/// No message stands there twice.
async fn assert_single(app: &TestApp) {
    let twice = "(select key from message group by key having count(*) > 1) twice";
    assert_eq!(app.count(twice).await, 0);
}

#[tokio::test]
async fn a_clock_that_jumps_back_loses_nothing_and_sends_nothing_twice() {
    on_both_engines(async |app| {
        let before = app.ask(&[]).await;
        app.pass(-Duration::days(1));
        let after = app.ask(&[("prenom", "Ali"), ("mobile", "06 39 98 00 77")]).await;
        for asked in [&before, &after] {
            let page = app.get(&asked.person).await;
            assert_eq!(page.status, 200, "{}", page.text());
        }
        assert_eq!(app.reply(&before, &[("reponse", "non"), ("motif", "full")]).await.status, 303);
        while app.deliver().await > 0 {}
        app.pass(Duration::days(1) + Duration::minutes(1));
        while app.deliver().await > 0 {}
        assert_eq!(app.count("message where sent_at is null").await, 0, "all have left in the end");
        assert_single(app).await;
        assert_eq!(app.count("referral").await, 2);
    })
    .await;
}

/// A day ahead and back again: what was promised is not told twice, and the work of a node is not held for a day.
#[tokio::test]
async fn deadlines_are_met_once_by_a_clock_that_jumps_ahead_and_back() {
    on_both_engines(async |app| {
        app.ask(&[]).await;
        app.live(2).await;
        app.pass(Duration::days(1));
        assert_eq!(app.tick().await, [Deed::Remind], "a day early");
        let now = app.clock.now();
        assert!(
            app.db
                .take_lease("deadlines", "a node that falls", now + Duration::minutes(5), now)
                .await
                .unwrap()
        );
        app.pass(-Duration::days(1));
        let done: Vec<Deed> = app.live(40).await.into_iter().map(|(deed, _)| deed).collect();
        assert_eq!(done, [Deed::Tell, Deed::Propose, Deed::End], "each once, in its order");
        while app.deliver().await > 0 {}
        assert_eq!(app.count("message where sent_at is null").await, 0);
        assert_single(app).await;
    })
    .await;
}

#[tokio::test]
async fn sessions_end_by_a_jump_ahead_and_go_on_after_one_back() {
    on_both_engines(async |app| {
        let desk = "/espace/coop-connexion";
        let zoe = app.member("coop-connexion", Role::Admin).await;
        app.pass(-Duration::days(1));
        assert_eq!(app.page_as(&zoe, desk).await.status, 200, "set back, nobody is sent away");
        app.pass(Duration::hours(9));
        assert_eq!(app.page_as(&zoe, desk).await.status, 303, "unused since then, it ends all the same");
        let zoe = app.member("coop-connexion", Role::Publisher).await;
        app.pass(Duration::days(1));
        assert_eq!(app.page_as(&zoe, desk).await.status, 303);
        let again = app.sign_in(&zoe.email).await;
        assert_eq!(app.page_as(&again, desk).await.status, 200);
    })
    .await;
}

/// With the limits of production, which look at the time of a form and count.
#[tokio::test]
async fn a_form_opened_before_the_jump_is_sent_after_it() {
    for app in [Some(TestApp::limited().await), TestApp::limited_on_postgres().await].into_iter().flatten() {
        let path = format!("/offres/{OFFER}/demande");
        for (n, jump) in
            [Duration::days(1), -Duration::days(1), -Duration::days(1), Duration::days(1)].iter().enumerate()
        {
            let page = app.get(&path).await;
            let (form, opened) = (page.form_id(), page.hidden("ouverte"));
            let mobile = format!("06 39 98 00 {n:02}");
            let fields = TestApp::filled(&form, &[("ouverte", &opened), ("mobile", &mobile)]);
            app.pass(*jump);
            for _ in 0..2 {
                app.post(&path, &fields).await.location();
            }
        }
        assert_eq!(app.count("referral").await, 4);
        assert_single(&app).await;
        app.close().await;
    }
}

/// On the last Sunday of October 2027 the hour from two to three comes twice; on that of March 2028 there is none.
#[tokio::test]
async fn a_deadline_falls_at_nine_whatever_happened_to_the_hour() {
    on_both_engines(async |app| {
        for (sent, due) in [
            // All Saints' is no working day.
            (datetime!(2027-10-28 08:00 UTC), datetime!(2027-11-03 08:00 UTC)),
            (datetime!(2028-03-23 09:00 UTC), datetime!(2028-03-28 07:00 UTC)),
        ] {
            app.pass(sent - app.clock.now());
            app.tick().await;
            let mobile = format!("06 39 98 00 {:02}", sent.day());
            app.ask(&[("mobile", &mobile)]).await;
            let mut reminded: Option<OffsetDateTime> = None;
            while app.clock.now() < due + Duration::hours(2) {
                app.pass(Duration::minutes(15));
                app.deliver().await;
                if app.tick().await.contains(&Deed::Remind) {
                    assert!(reminded.replace(app.clock.now()).is_none(), "twice");
                }
            }
            assert_eq!(reminded, Some(due));
        }
        assert_single(app).await;
    })
    .await;
}
