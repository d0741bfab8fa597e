//! The change sequence: whoever has read up to a version misses nothing that comes after it.

use std::collections::BTreeSet;
use std::time::Duration;

use sqlx::types::Json;

use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::seed::demo;
use crate::store::{Change, Changes, Db, reading};
use crate::tests::app::{OFFER, TestApp, on_both_engines};

async fn version(app: &TestApp) -> i64 {
    app.db.directory_version().await.unwrap()
}

async fn since(app: &TestApp, version: i64) -> Changes {
    app.db.changes(version).await.unwrap().expect("changes one by one")
}

fn offer(app: &TestApp, slug: &str) -> (Offer, &'static str) {
    demo::offers(app.clock.today()).into_iter().find(|(_, one)| *one == slug).unwrap()
}

/// Writes an offer of the demonstration with another sentence.
async fn change(db: &Db, (mut offer, slug): (Offer, &'static str), sentence: &str, app: &TestApp) {
    offer.description.push_str(sentence);
    let done = db.upsert(&[Change::Offer(&offer, slug)], app.clock.now()).await.unwrap();
    assert_eq!(done.changed, 1);
}

fn slugs(changes: &Changes) -> Vec<&str> {
    changes.offers.iter().map(|offer| offer.slug.as_str()).collect()
}

#[tokio::test]
async fn what_is_published_or_changed_is_told_since_a_version() {
    on_both_engines(async |app| {
        let before = version(app).await;
        let nothing = since(app, before).await;
        assert_eq!((nothing.version, nothing.offers.len(), nothing.organisations.len()), (before, 0, 0));

        change(&app.db, offer(app, OFFER), " Le café est offert.", app).await;
        let changed = since(app, before).await;
        assert_eq!((changed.version, slugs(&changed)), (before + 1, vec![OFFER]));
        assert!(changed.organisations.is_empty());
        assert!(changed.offers[0].is_published());
        assert!(changed.offers[0].content.description.ends_with("Le café est offert."));

        let (mut new, _) = offer(app, OFFER);
        new.id = format!("{}--nouvelle", demo::SOURCE);
        app.db.upsert(&[Change::Offer(&new, "toute-nouvelle")], app.clock.now()).await.unwrap();
        assert_eq!(slugs(&since(app, changed.version).await), ["toute-nouvelle"]);
        let both = since(app, before).await;
        assert_eq!(both.version, before + 2);
        assert_eq!(slugs(&both).into_iter().collect::<BTreeSet<_>>(), [OFFER, "toute-nouvelle"].into());
        assert!(since(app, both.version).await.offers.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_archived_is_told_as_archived() {
    on_both_engines(async |app| {
        let before = version(app).await;
        let kept = offer(app, OFFER).0;
        let organisation = demo::organisations().into_iter().find(|(one, _)| one.id == kept.structure_id);
        let organisation = organisation.unwrap().0.id;
        let keeps = |id: &str| id == kept.id || id == organisation;
        let archived = app.db.archive_others(demo::SOURCE, &keeps, app.clock.now()).await.unwrap();
        let changes = since(app, before).await;
        assert_eq!((changes.offers.len() + changes.organisations.len()) as u64, archived);
        assert!(changes.offers.iter().all(|offer| !offer.is_published() && offer.slug != OFFER));
        assert!(!changes.organisations.is_empty());
        assert!(changes.organisations.iter().all(|(_, published)| !published));
        let again = app.db.archive_others(demo::SOURCE, &keeps, app.clock.now()).await.unwrap();
        assert_eq!((again, version(app).await), (0, changes.version), "they keep their version");
    })
    .await;
}

#[tokio::test]
async fn an_organisation_that_changes_brings_all_its_offers() {
    on_both_engines(async |app| {
        let giver = offer(app, OFFER).0.structure_id;
        let before_archive = version(app).await;
        let others = |id: &str| id != offer(app, OFFER).0.id;
        app.db.archive_others(demo::SOURCE, &others, app.clock.now()).await.unwrap();
        assert_eq!(slugs(&since(app, before_archive).await), [OFFER]);

        let before = version(app).await;
        let (mut named, slug): (Organisation, _) =
            demo::organisations().into_iter().find(|(one, _)| one.id == giver).unwrap();
        named.name = "Coop renommée".to_owned();
        app.db.upsert(&[Change::Organisation(&named, slug)], app.clock.now()).await.unwrap();
        let changes = since(app, before).await;
        let told: Vec<_> = changes.organisations.iter().map(|(one, on)| (&*one.content.name, *on)).collect();
        assert_eq!(told, [("Coop renommée", true)]);
        let of_it =
            demo::offers(app.clock.today()).into_iter().filter(|(offer, _)| offer.structure_id == giver);
        let of_it: BTreeSet<&str> = of_it.map(|(_, slug)| slug).collect();
        assert!(of_it.len() > 1);
        assert_eq!(slugs(&changes).into_iter().collect::<BTreeSet<_>>(), of_it);
        assert_eq!(changes.offers.len(), of_it.len(), "each once");
        let gone = changes.offers.iter().filter(|offer| !offer.is_published());
        assert_eq!(gone.map(|offer| &*offer.slug).collect::<Vec<_>>(), [OFFER]);
    })
    .await;
}

#[tokio::test]
async fn what_the_rows_cannot_tell_is_read_whole() {
    on_both_engines(async |app| {
        let before = version(app).await;
        assert!(app.db.changes(before + 1).await.unwrap().is_none(), "a version of another database");
        let lens = app.published.get().unwrap().gazetteer.by_code("62498").unwrap().clone();
        app.db.replace_communes(&[lens]).await.unwrap();
        assert!(version(app).await > before);
        assert!(app.db.changes(before).await.unwrap().is_none(), "other communes");
        let after = version(app).await;
        change(&app.db, offer(app, OFFER), " Ensuite.", app).await;
        assert_eq!(slugs(&since(app, after).await), [OFFER]);
        assert!(app.db.changes(before).await.unwrap().is_none(), "the communes are still not read");
    })
    .await;
}

#[tokio::test]
async fn more_than_can_be_told_one_by_one_is_read_whole() {
    on_both_engines(async |app| {
        let all = app.count("offer").await as usize;
        let organisations = app.count("organisation").await as usize;
        let changes = app.db.changes_up_to(0, all + organisations).await.unwrap().unwrap();
        assert_eq!((changes.offers.len(), changes.organisations.len()), (all, organisations));
        for most in [all + organisations - 1, organisations, organisations - 1, 0] {
            assert!(app.db.changes_up_to(0, most).await.unwrap().is_none(), "{most}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_batch_that_fails_leaves_no_version_behind() {
    on_both_engines(async |app| {
        let before = version(app).await;
        let (mut orphan, slug) = offer(app, OFFER);
        orphan.structure_id = "personne--nulle-part".to_owned();
        assert!(app.db.upsert(&[Change::Offer(&orphan, slug)], app.clock.now()).await.is_err());
        assert_eq!(version(app).await, before);
        assert!(since(app, before).await.offers.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_snapshot_shows_one_moment_and_its_version_tells_what_comes_after() {
    on_both_engines(async |app| {
        let count = app.count("offer").await;
        let mut snapshot = app.db.snapshot().await.unwrap();
        change(&app.db, offer(app, OFFER), " Trop tard.", app).await;
        let lens = app.published.get().unwrap().gazetteer.by_code("62498").unwrap().clone();
        app.db.replace_communes(&[lens]).await.unwrap();
        let (mut read, mut told, mut organisations) = (Vec::new(), Vec::new(), 0);
        snapshot.read_organisations(|_| organisations += 1).await.unwrap();
        snapshot.read_offers(|offer| read.push(offer), |read, most| told.push((read, most))).await.unwrap();
        assert_eq!((read.len() as i64, organisations), (count, app.count("organisation").await));
        assert_eq!(told, [(count as u64, count as u64)], "the end, at least");
        assert!(read.iter().all(|offer| !offer.content.description.contains("Trop tard.")));
        assert!(snapshot.communes().await.unwrap().is_empty());
        let seen = snapshot.version();
        drop(snapshot);
        assert!(app.db.changes(seen).await.unwrap().is_none(), "the communes came after it");
        assert_eq!(app.db.snapshot().await.unwrap().communes().await.unwrap().len(), 1);
    })
    .await;
}

/// Sqlite has one writer anyway: here a second one waits in PostgreSQL, and a reader passes between the two.
#[tokio::test]
async fn writers_pass_one_by_one_so_that_no_version_is_jumped() {
    on_both_engines(async |app| {
        let Db::Postgres(pool, ..) = &app.db else { return };
        let before = version(app).await;
        let (mut first, first_slug) = offer(app, OFFER);
        first.description = "Le premier.".to_owned();
        let mut slow = pool.begin().await.unwrap();
        let raise = "update directory_version set version = version + 1 returning version";
        let stamp: i64 = sqlx::query_scalar(raise).fetch_one(&mut *slow).await.unwrap();
        sqlx::query("update offer set content = $1, version = $2 where slug = $3")
            .bind(Json(&first))
            .bind(stamp)
            .bind(first_slug)
            .execute(&mut *slow)
            .await
            .unwrap();

        let second = demo::offers(app.clock.today()).into_iter().find(|(_, slug)| *slug != OFFER).unwrap();
        let second_slug = second.1;
        let (writing, reading) = tokio::join!(change(&app.db, second, " Le second.", app), async {
            let waiting = "select count(*) from pg_stat_activity
                               where datname = current_database() and wait_event_type = 'Lock'";
            tokio::time::timeout(Duration::from_secs(20), async {
                while sqlx::query_scalar::<_, i64>(waiting).fetch_one(pool).await.unwrap() == 0 {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
            })
            .await
            .expect("the second writer waits for the first");
            let between = since(app, before).await;
            slow.commit().await.unwrap();
            between
        });
        let () = writing;
        assert_eq!((reading.version, reading.offers.len()), (before, 0), "neither is there yet");
        let after = since(app, reading.version).await;
        assert_eq!(after.version, before + 2);
        assert_eq!(
            slugs(&after).into_iter().collect::<BTreeSet<_>>(),
            [first_slug, second_slug].into(),
            "and none is missed"
        );
    })
    .await;
}

#[tokio::test]
async fn a_reader_among_writers_misses_nothing() {
    on_both_engines(async |app| {
        let offers = demo::offers(app.clock.today());
        let all: BTreeSet<String> = offers.iter().map(|(_, slug)| (*slug).to_owned()).collect();
        let (one, two) = offers.split_at(offers.len() / 2);
        let write = async |half: &[(Offer, &'static str)]| {
            for offer in half {
                change(&app.db, offer.clone(), " Ensemble.", app).await;
            }
        };
        let (mut met, mut at) = (BTreeSet::new(), version(app).await);
        let end = at + offers.len() as i64;
        let read = async {
            while at < end {
                let changes = since(app, at).await;
                assert!(changes.version >= at);
                at = changes.version;
                met.extend(changes.offers.into_iter().map(|offer| {
                    assert!(offer.content.description.ends_with(" Ensemble."));
                    offer.slug
                }));
            }
        };
        tokio::time::timeout(Duration::from_secs(60), async { tokio::join!(write(one), write(two), read) })
            .await
            .expect("every version is reached");
        assert_eq!(met, all);
    })
    .await;
}

/// However many offers there are, the question of every second touches only what is new.
#[tokio::test]
async fn what_is_new_is_found_by_an_index() {
    on_both_engines(async |app| {
        let statements = crate::store::statements(&app.db);
        let asked: Vec<_> = statements.into_iter().filter(|sql| sql.contains("version > $1")).collect();
        assert_eq!(asked.len(), 2);
        for statement in asked {
            let statement = statement.replace("$1", "5").replace("$2", "100");
            let engine = match &app.db {
                Db::Sqlite { .. } => "explain query plan",
                Db::Postgres(..) => "explain",
            };
            let sql = sqlx::AssertSqlSafe(format!("{engine} {statement}"));
            let plan: Vec<String> = match &app.db {
                Db::Sqlite { read, .. } => {
                    let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as(sql).fetch_all(read).await.unwrap();
                    rows.into_iter().map(|row| row.3).collect()
                }
                Db::Postgres(pool, ..) => {
                    // A table of some dozen rows is read whole, rightly: what matters is that the index can serve.
                    let mut tx = pool.begin().await.unwrap();
                    sqlx::query("set local enable_seqscan = off").execute(&mut *tx).await.unwrap();
                    sqlx::query_scalar(sql).fetch_all(&mut *tx).await.unwrap()
                }
            };
            let plan = plan.join("\n");
            let table = if statement.contains("from offer") { "offer_version" } else { "organisation_version" };
            assert!(plan.contains(table), "{plan}");
            assert!(!plan.contains("SCAN o") && !plan.contains("Seq Scan"), "{plan}");
        }
        let versions = reading!(&app.db, pool => {
            sqlx::query_scalar::<_, i64>("select count(*) from offer where version = 0").fetch_one(pool).await.unwrap()
        });
        assert_eq!(versions, 0, "every written row is stamped");
    })
    .await;
}
