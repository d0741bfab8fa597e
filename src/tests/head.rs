//! What stands once in a page: a description of it, and each id.

use crate::tests::app::{OFFER, TestApp};

#[tokio::test]
async fn each_page_has_one_description_and_each_id_once() {
    let app = TestApp::new().await;
    let form = format!("/offres/{OFFER}/demande");
    let offer = format!("/offres/{OFFER}");
    for path in [
        "/",
        "/offres?lieu=62498",
        &offer,
        &form,
        "/structures/coop-connexion",
        "/open-data",
        "/creer-une-structure",
    ] {
        let page = app.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        let descriptions =
            page.all("meta").iter().filter(|one| one.get("name") == Some("description")).count();
        assert_eq!(descriptions, 1, "{path}");
        assert_eq!(page.shared_ids(), [""; 0], "{path}");
    }
}
