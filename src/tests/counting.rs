//! Searches are counted as people make them, and nothing in the counts tells who they were.

use std::collections::BTreeSet;

use time::Duration;

use super::app::{OFFER, TestApp, encode, on_both_engines};
use crate::routine::count_searches::write_counts;
use crate::store::reading;

/// A row: place, need, filters, words, radius, smallest number of its band, widened, searches.
type Row = (String, String, String, String, i64, i64, bool, i64);

async fn written(app: &TestApp) -> Vec<Row> {
    write_counts(&app.db, &app.searches).await.unwrap();
    let sql = "select place, need, filters, words, radius, band, widened, searches from search_count order by 1, 2, 3, 4, 5";
    reading!(&app.db, pool => sqlx::query_as(sql).fetch_all(pool).await.unwrap())
}

#[tokio::test]
async fn a_search_is_counted_by_what_was_looked_for() {
    on_both_engines(async |app| {
        for address in [
            "/offres?lieu=Lens&q=formations",
            "/offres?lieu=LENS+(62300)&q=Formation",
            "/offres?lieu=62498&q=formation&page=1&tri=distance",
            "/offres?lieu=62498&q=formation&page=2",
            "/offres?lieu=departement-62&genre=training&gratuit=oui&besoin=se-former",
            "/offres?lieu=29019&rayon=5",
        ] {
            assert_eq!(app.get(address).await.status, 200);
        }
        let rows = written(app).await;
        let texts: Vec<_> =
            rows.iter().map(|row| (&*row.0, &*row.1, &*row.2, &*row.3, row.4, row.6, row.7)).collect();
        assert_eq!(
            texts,
            [
                ("29019", "", "", "", 5, true, 1),
                ("62498", "", "", "formation", 20, false, 3),
                ("departement-62", "se-former", "genre=training&gratuit=oui", "", 0, false, 1),
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn nothing_that_may_tell_who_searched_is_kept() {
    on_both_engines(async |app| {
        let typed = [
            ("q", "Marie Dupont 06 39 98 00 12"),
            ("q", "formation pour Karim"),
            ("q", "marie.dupont@example.org"),
            ("structure", "marie-dupont-0639980012"),
            ("lieu", "chez Marie Dupont"),
            ("besoin", "marie"),
            ("genre", "karim"),
        ];
        for (name, value) in typed {
            assert_eq!(app.get(&format!("/offres?{name}={}", encode(value))).await.status, 200);
            app.get(&format!("/offres?lieu=lens&{name}={}", encode(value))).await;
        }
        let rows = written(app).await;
        assert!(rows.iter().map(|row| row.7).sum::<i64>() >= 12, "{rows:?}");
        let mut told = BTreeSet::new();
        for (place, need, filters, words, ..) in &rows {
            told.extend([place.as_str(), need, filters, words]);
        }
        assert_eq!(told, ["", "*", "62498", "structure=oui"].into(), "{rows:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_search_is_not_counted() {
    let app = TestApp::new().await;
    let sheet = format!("/offres/{OFFER}");
    for address in
        ["/", &sheet, "/offres?lieu=nulle-part-du-tout", "/api/read/places?text=lens", "/nulle-part"]
    {
        app.get(address).await;
    }
    assert_eq!(written(&app).await, []);
}

#[tokio::test]
async fn a_search_belongs_to_its_day_however_the_clock_jumps() {
    on_both_engines(async |app| {
        // Ten in the morning; then after midnight; then a clock set back by three days.
        for jump in [0, 14 * 60, -3 * 24 * 60] {
            app.pass(Duration::minutes(jump));
            app.get("/offres?lieu=62498").await;
        }
        assert_eq!(written(app).await.len(), 3);
        let sql = "select count(distinct day) from search_count";
        let days: i64 = reading!(&app.db, pool => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap());
        assert_eq!(days, 3);
        app.get("/offres?lieu=62498").await;
        let rows = written(app).await;
        assert_eq!((rows.len(), rows.iter().map(|row| row.7).sum::<i64>()), (3, 4));
    })
    .await;
}

#[tokio::test]
async fn people_are_told_that_searches_are_counted() {
    let app = TestApp::new().await;
    app.get("/donnees-personnelles").await.says(&["Nous comptons les recherches, jamais les personnes"]);
}
