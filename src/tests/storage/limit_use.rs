//! Limits that nodes share: some at once, then one by one, and no more however many try at the same time.

use std::time::Duration;

use crate::tests::app::on_both_engines;

const EACH: Duration = Duration::from_secs(30);
const AHEAD: Duration = Duration::from_secs(60);

#[tokio::test]
async fn some_at_once_then_one_by_one() {
    on_both_engines(async |app| {
        let count = async |key: &str| app.db.count_use(key, EACH, AHEAD, app.clock.now()).await.unwrap();
        for _ in 0..3 {
            assert_eq!(count("a").await, None);
        }
        assert_eq!(count("a").await, Some(EACH));
        assert_eq!(count("b").await, None, "another key");
        app.pass(time::Duration::seconds(29));
        assert_eq!(count("a").await, Some(Duration::from_secs(1)), "what was refused did not count");
        app.pass(time::Duration::seconds(1));
        assert_eq!(count("a").await, None);
        assert_eq!(count("a").await, Some(EACH));

        app.pass(time::Duration::seconds(31));
        app.db.sweep_uses(app.clock.now()).await.unwrap();
        assert_eq!(app.count("limit_use").await, 1, "b counts for nothing any more");
        assert_eq!(count("b").await, None);
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_went_back_shuts_nobody_out() {
    on_both_engines(async |app| {
        let count = async || app.db.count_use("a", EACH, AHEAD, app.clock.now()).await.unwrap();
        for _ in 0..3 {
            assert_eq!(count().await, None);
        }
        app.pass(time::Duration::seconds(-40));
        assert!(count().await.is_some(), "clocks of two nodes may differ");
        app.pass(time::Duration::days(-1));
        for _ in 0..3 {
            assert_eq!(count().await, None);
        }
        assert_eq!(count().await, Some(EACH));
    })
    .await;
}

#[tokio::test]
async fn many_at_once_are_as_many_as_one_after_the_other() {
    on_both_engines(async |app| {
        let other = app.beside().await;
        let tries = (0..20).map(|n| {
            let db = if n % 2 == 0 { &app.db } else { &other.db };
            db.count_use("a", EACH, AHEAD, app.clock.now())
        });
        let counted = futures::future::join_all(tries).await;
        assert_eq!(counted.iter().filter(|one| matches!(one, Ok(None))).count(), 3);
    })
    .await;
}
