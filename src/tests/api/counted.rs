//! Searches of the API are counted as those of the page are, and nothing in the counts tells who they were.

use super::super::app::{TestApp, on_both_engines};
use crate::routine::count_searches::write_counts;
use crate::store::reading;

/// A row: place, need, filters, words, radius, smallest number of its band, searches.
type Row = (String, String, String, String, i64, i64, i64);

async fn written(app: &TestApp) -> Vec<Row> {
    write_counts(&app.db, &app.searches).await.unwrap();
    let sql =
        "select place, need, filters, words, radius, band, searches from search_count order by 1, 2, 3, 4, 5";
    reading!(&app.db, pool => sqlx::query_as(sql).fetch_all(pool).await.unwrap())
}

#[tokio::test]
async fn a_search_of_the_api_is_counted_once_by_what_was_looked_for() {
    on_both_engines(async |app| {
        let path = "/search/services?code_commune=62498&thematiques=mobilite&publics=jeunes&frais=gratuit";
        for path in [
            path,
            &format!("{path}&size=1"),
            &format!("{path}&size=1&page=2"),
            "/search/services?code_commune=62498&recherche_public=Marie+Dupont",
            "/search?q=formation&lat=50.433&lon=2.828&code_departement=62",
            "/search?q=Marie+Dupont",
            "/offers?lieu=62498&q=formation&besoin=se-former",
            // Lists and sheets are no searches.
            "/services?code_commune=62498",
            "/structures",
        ] {
            app.api(path).await;
        }
        assert_eq!(app.get("/api/v1/search/services?code_commune=00000").await.status, 422);
        let rows = written(app).await;
        let texts: Vec<_> =
            rows.iter().map(|row| (&*row.0, &*row.1, &*row.2, &*row.3, row.4, row.6)).collect();
        assert_eq!(
            texts,
            [
                ("", "", "", "*", 0, 1),
                ("62498", "", "", "", 50, 1),
                ("62498", "", "theme=mobilite&public=jeunes&gratuit=oui", "", 50, 2),
                ("62498", "se-former", "", "formation", 20, 1),
                ("departement-62", "", "", "formation", 0, 1),
            ]
        );
    })
    .await;
}
