//! Every scheduled job, begun as production begins it: what is due is done without anybody asking.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration as Wait;

use sqlx::AssertSqlSafe;
use time::Duration;
use tokio_util::sync::CancellationToken;

use super::app::{OFFER, TestApp, on_both_engines};
use super::desk::offers::seats::ALLY;
use super::desk::offers::{self, with};
use crate::domain::id::Code;
use crate::domain::membership::Role;
use crate::routine::deliver::{Courier, Routes};
use crate::server::jobs;
use crate::store::reading;

/// It keeps counters in memory small: there is nothing that a person could see of it.
const UNSEEN: &str = "limits";

/// What is due when the jobs begin.
struct Left {
    declined: Code,
    import: String,
    zoe: super::app::Signed,
}

/// Leaves something to do for each job.
async fn leave(app: &TestApp) -> Left {
    let declined = app.ask(&[]).await;
    app.reply(&declined, &[("reponse", "non"), ("motif", "full")]).await.location();
    let admin = app.member("savoirs-du-sud", Role::Admin).await;
    let (seats, (session, until)) = (app.seats(&admin).await, app.days(10).await);
    let kept =
        [("geste", "garder"), ("seance", &*session), ("pour", ALLY), ("places", "3"), ("jusqu_au", &*until)];
    app.post_as(&admin, &seats, &kept).await.location();
    app.pass(Duration::days(91));

    let zoe = app.member(offers::STRUCTURE, Role::Publisher).await;
    let draft = app.begin(&zoe, "workshop").await;
    let programmed = with(&[("edits", "1"), ("geste", "programmer"), ("publier-le", "2027-02-24")]);
    app.post_as(&zoe, &draft, &programmed).await.location();
    let form = app.form_of(OFFER).await;
    let other = TestApp::filled(&form, &[("mobile", "06 39 98 00 77"), ("prenom", "Ali")]);
    app.post(&format!("/offres/{OFFER}/demande"), &other).await.location();
    app.pass(Duration::days(5));

    let zoe = app.sign_in(&zoe.email).await;
    let rows: String = (0..700)
        .map(|n| format!("R{n};Cours de voile {n};Aide et accompagnement;Vous apprenez.;velos@example.org\n"))
        .collect();
    let table = format!("Référence;Nom de l’offre;Genre;Description;Courriel\n{rows}");
    let here = format!("/espace/{}/imports", offers::STRUCTURE);
    let import = app.upload(&zoe, &here, "a.csv", table.as_bytes()).await.location().to_owned();
    app.post_as(&zoe, &import, &[("geste", "importer")]).await.location();
    app.get("/offres?q=coworking").await;
    app.reading.pulse.tell(true);
    Left { declined: Code::parse(&declined.code).unwrap(), import, zoe }
}

/// Each job by its name, and whether it has done what was left to it.
async fn done(app: &TestApp, left: &Left) -> Vec<(&'static str, bool)> {
    let sent = async |keys: &str| -> i64 {
        let sql = AssertSqlSafe(format!(
            "select count(*) from message where key like '{keys}' and sent_at is not null"
        ));
        reading!(&app.db, pool => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap())
    };
    let reminded = async || -> i64 {
        let sql = "select count(*) from message where key like 'remind-%'";
        reading!(&app.db, pool => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap())
    };
    let found = async |words: &str| !app.get(&format!("/offres?q={words}")).await.cards().is_empty();
    let today = app.clock.today();
    vec![
        ("messages", sent("asked-%").await == 1),
        ("deadlines", reminded().await == 1),
        ("life of offers", found("souder+des+cadres").await),
        ("seats that a convention keeps", app.db.reservations_over(today).await.unwrap().is_empty()),
        ("erasing", app.db.referral_by_code(&left.declined).await.unwrap().is_none()),
        ("counts of searches", app.count("search_count").await > 0),
        ("index", found("cours+de+voile").await),
        ("pulse of the database", !app.reading.pulse.is_lost()),
        ("imports", app.page_as(&left.zoe, &left.import).await.text().contains("700 offres écrites")),
        ("open data", app.app.open_data.published().is_some_and(|published| published.on == today)),
    ]
}

#[tokio::test]
async fn what_is_due_is_done_by_the_jobs_of_production() {
    on_both_engines(async |app| {
        let left = leave(app).await;
        let before = done(app, &left).await;
        assert!(before.iter().all(|(_, done)| !done), "each waits for its job: {before:?}");

        let courier = Courier::new(Routes { terminal: |_| {}, ..app.app.config.routes() }).unwrap();
        let stop = CancellationToken::new();
        let jobs = jobs::start(&app.app, courier, |_| {}, &stop);
        let names: Vec<&str> = jobs.iter().map(|job| job.name).filter(|name| *name != UNSEEN).collect();
        let mut shown: Vec<&str> = before.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, shown, "a job that nobody watches");
        for _ in 0..300 {
            shown =
                done(app, &left).await.into_iter().filter(|(_, done)| !done).map(|(name, _)| name).collect();
            if shown.is_empty() {
                break;
            }
            tokio::time::sleep(Wait::from_millis(200)).await;
        }
        assert!(
            shown.is_empty(),
            "never done: {shown:?} {}",
            app.page_as(&left.zoe, &left.import).await.text()
        );

        stop.cancel();
        for job in jobs {
            assert!(job.stopped(Wait::from_secs(20)).await);
        }
    })
    .await;
}

#[tokio::test]
async fn a_job_that_falls_is_begun_again() {
    let app = TestApp::new().await;
    let (stop, begun) = (CancellationToken::new(), Arc::new(AtomicU32::new(0)));
    let seen = begun.clone();
    let job = jobs::keep("clumsy", &app.app, &stop, move |_, stop| {
        let time = seen.fetch_add(1, Ordering::SeqCst);
        async move {
            assert!(time > 0, "falls at its first step");
            stop.cancelled().await;
        }
    });
    for _ in 0..100 {
        if begun.load(Ordering::SeqCst) == 2 {
            break;
        }
        tokio::time::sleep(jobs::AGAIN / 20).await;
    }
    assert_eq!(begun.load(Ordering::SeqCst), 2);
    stop.cancel();
    assert!(job.stopped(jobs::AGAIN).await);
}
