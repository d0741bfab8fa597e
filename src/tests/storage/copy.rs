//! From one engine to the other and back: nothing is lost, nothing is added, and a second run goes on where the first was cut.

use tokio_util::sync::CancellationToken;

use crate::domain::membership::Role;
use crate::store::{Copied, Db, Seals, StoreError, copy};
use crate::tests::app::{Engine, TestApp, on_both_engines};

/// What people have written, in as many tables as a story reaches.
async fn live(app: &TestApp) {
    let asked = app
        .ask(&[
            ("message", "L’été, j’ai \u{1f33b} \"envie\" d’apprendre.\nMerci !"),
            ("email", "zoe@example.org"),
        ])
        .await;
    let meet = [("reponse", "rendez-vous"), ("jour", "2026-12-04"), ("heure", "14:30"), ("lieu", "Lens")];
    app.reply(&asked, &meet).await.location();
    app.deliver().await;
    app.member("coop-connexion", Role::Admin).await;
    app.get("/offres?q=coworking&lieu=62498").await;
    crate::routine::count_searches::write_counts(&app.db, &app.searches).await.unwrap();
}

fn rows(all: &[Copied]) -> u64 {
    all.iter().map(|one| one.rows).sum()
}

#[tokio::test]
async fn to_the_other_engine_and_back() {
    let Some(engine) = Engine::postgres().await else {
        println!("PostgreSQL is skipped: TEST_POSTGRES_URL is not set");
        return;
    };
    let app = TestApp::on_sqlite().await;
    live(&app).await;
    let server = Db::open(&engine.url(app.folder.path()), &Seals::of_tests()).await.unwrap();

    // Cut in the middle.
    let cut = CancellationToken::new();
    tokio::select! {
        done = copy(&app.db, &server, false, |one| if one.table == "offer" { cut.cancel() }) => panic!("{done:?}"),
        () = cut.cancelled() => {}
    }
    let first = copy(&app.db, &server, false, |_| {}).await.unwrap();
    let offers = first.iter().find(|one| one.table == "offer").unwrap();
    assert!(
        offers.rows > 0 && offers.written == 0,
        "what was copied before the cut is not copied again: {offers:?}"
    );
    let counts = app.counts().await;
    for one in &first {
        assert_eq!(counts[&one.table], i64::try_from(one.rows).unwrap(), "{}", one.table);
        assert_eq!(one.deleted, 0);
    }
    assert_eq!(first.len(), counts.len(), "every table");
    assert!(rows(&first) > 100, "{}", rows(&first));

    // Life goes on; the second run catches up with it, and with nothing else.
    let other = app.ask(&[("mobile", "06 39 98 00 78"), ("prenom", "Ali")]).await;
    let second = copy(&app.db, &server, false, |_| {}).await.unwrap();
    let written: u64 = second.iter().map(|one| one.written).sum();
    assert!((4..20).contains(&written), "a request, its event, its links and messages: {written}");
    app.post(&other.person, &[("geste", "effacer")]).await.location();
    let kept = copy(&app.db, &server, false, |_| {}).await;
    assert!(matches!(kept, Err(StoreError::Surplus(_))), "{kept:?}");
    let third = copy(&app.db, &server, true, |_| {}).await.unwrap();
    assert!(third.iter().map(|one| one.deleted).sum::<u64>() >= 4);

    // Back, into a new file: the same rows to the last digest.
    let file = format!("sqlite://{}/back.db", app.folder.path().display());
    let back = Db::open(&file, &Seals::of_tests()).await.unwrap();
    let returned = copy(&server, &back, true, |_| {}).await.unwrap();
    let digests = |all: &[Copied]| {
        all.iter().map(|one| (one.table.clone(), one.rows, one.digest.clone())).collect::<Vec<_>>()
    };
    assert_eq!(digests(&returned), digests(&third));
    let same = copy(&app.db, &back, true, |_| {}).await;
    assert!(matches!(same, Err(StoreError::SameEngine)));
    back.close().await;
    server.close().await;
}

#[tokio::test]
async fn a_backup_holds_everything_and_a_broken_one_is_refused() {
    on_both_engines(async |app| {
        live(app).await;
        let file = app.folder.path().join("backup.db");
        app.db.backup(&file).await.unwrap();
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "for its owner alone");
        let again = app.db.backup(&file).await;
        assert!(matches!(again, Err(StoreError::Taken(_))), "what is there is not written over: {again:?}");

        let opened = Db::open(&format!("sqlite://{}", file.display()), &Seals::of_tests()).await.unwrap();
        for (table, count) in app.counts().await {
            let sql = sqlx::AssertSqlSafe(format!("select count(*) from \"{table}\""));
            let held: i64 = crate::store::reading!(&opened, pool => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap());
            assert_eq!(held, count, "{table}");
        }
        opened.close().await;

        let mut bytes = std::fs::read(&file).unwrap();
        let half = bytes.len() / 2;
        bytes.truncate(half);
        let broken = app.folder.path().join("broken.db");
        std::fs::write(&broken, &bytes).unwrap();
        assert!(matches!(crate::store::check_backup(&broken).await, Err(StoreError::Unsound(_))));
    })
    .await;
}
