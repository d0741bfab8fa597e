//! Pages: whole, in order, nothing twice and nothing missing; and what happens while the directory changes.

use super::super::app::{TestApp, on_both_engines};
use super::ids;

#[tokio::test]
async fn pages_together_are_the_whole() {
    on_both_engines(async |app| {
        app.generate("generated", 160);
        app.import_from("generated").await;
        for path in ["/services?", "/structures?", "/search/services?code_commune=75056&", "/search?"] {
            // One answer of several batches, against many of one.
            let whole = app.api(path).await;
            let total = whole["total"].as_u64().unwrap();
            let all = ids(&whole);
            assert_eq!(
                (all.len() as u64, &whole["size"], &whole["pages"]),
                (total, &whole["total"], &1.into())
            );
            let mut together = Vec::new();
            for page in 1.. {
                let part = app.api(&format!("{path}page={page}&size=37")).await;
                assert_eq!((&part["total"], part["page"].as_u64()), (&whole["total"], Some(page)));
                assert_eq!(part["pages"].as_u64(), Some(total.div_ceil(37)));
                assert_eq!(part["size"].as_u64(), Some(ids(&part).len() as u64));
                if ids(&part).is_empty() {
                    assert_eq!(page, total.div_ceil(37) + 1, "only after the last");
                    break;
                }
                together.extend(ids(&part));
            }
            assert_eq!(together, all, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn absurd_pages_are_refused_by_name() {
    let app = TestApp::new().await;
    for path in ["/services", "/structures", "/search/services", "/search", "/offers"] {
        for (query, name) in [
            ("page=0", "page"),
            ("page=-1", "page"),
            ("page=NaN", "page"),
            ("page=1e308", "page"),
            ("page=%F0%9F%9A%B2", "page"),
            ("page=99999999999999999999999999", "page"),
            ("size=0", "size"),
            ("size=10001", "size"),
            ("size=.*", "size"),
            ("size=%E2%80%AE5", "size"),
        ] {
            assert_eq!(app.refused(&format!("{path}?{query}")).await, name, "{path} {query}");
        }
    }
    assert_eq!(app.api("/services?page=1000000000&size=10000").await["items"], serde_json::json!([]));
}

#[tokio::test]
async fn what_goes_is_left_out_at_the_next_look() {
    on_both_engines(async |app| {
        let before = app.api("/services?size=5").await;
        let gone = ids(&before)[0].clone();
        app.db.archive_others("premier-pas", &|id| id != gone, app.clock.now()).await.unwrap();
        assert_eq!(app.api("/services?size=5").await, before, "what is held goes with the version");
        app.refresh().await;
        let after = app.api("/services?size=4").await;
        assert_eq!(ids(&after), ids(&before)[1..]);
        assert_eq!(app.get(&format!("/api/v1/services/{gone}")).await.status, 404);
        let giver = before["items"][0]["structure_id"].as_str().unwrap();
        assert!(!app.api(&format!("/structures/{giver}")).await.to_string().contains(&gone));
    })
    .await;
}

#[tokio::test]
async fn what_is_read_and_goes_is_left_out_at_once() {
    let app = TestApp::new().await;
    let id = "premier-pas--coworking-lens";
    app.db.archive_others("premier-pas", &|one| one != id, app.clock.now()).await.unwrap();
    // What the schema does not hold is not held in memory either.
    let list = app.api("/services?extra=true").await;
    assert!(!ids(&list).contains(&id.to_owned()));
    assert_eq!(list["size"].as_u64().unwrap() + 1, list["total"].as_u64().unwrap());
    app.refresh().await;
    assert_eq!(app.get(&format!("/api/v1/services/{id}")).await.status, 404);
}
