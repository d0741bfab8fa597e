//! A place as people type it.

use crate::tests::app::{Page, TestApp, encode};

async fn typed(app: &TestApp, place: &str) -> Page {
    app.get(&format!("/offres?lieu={}&q=permis", encode(place))).await
}

#[tokio::test]
async fn one_commune_is_taken_at_its_word() {
    let app = TestApp::new().await;
    for (place, name) in [
        ("lens", "Lens"),
        ("LENS", "Lens"),
        ("62498", "Lens"),
        ("Lens (62300)", "Lens"),
        ("62300 lens", "Lens"),
        ("st jean de luz", "Saint-Jean-de-Luz"),
        ("Saint Jean-de-Luz", "Saint-Jean-de-Luz"),
        ("bordeaux", "Bordeaux"),
    ] {
        let page = typed(&app, place).await;
        page.says(&[&format!("Offres près de {name}")]);
        let inputs = page.all("input");
        let field = inputs.iter().find(|input| input.get("name") == Some("lieu")).unwrap();
        assert!(field.get("value").unwrap().starts_with(name), "{field:?}");
    }
}

#[tokio::test]
async fn several_communes_give_a_choice_that_keeps_the_search() {
    let app = TestApp::new().await;
    let page = typed(&app, "62300").await;
    page.says(&["Quelle commune ?", "Lens"]);
    let links = page.all("a");
    let lens = links.iter().filter_map(|link| link.get("href")).find(|href| href.contains("lieu=62498"));
    assert_eq!(lens, Some("/offres?lieu=62498&q=permis"));
    assert!(page.cards().is_empty(), "nothing is found before one is chosen");
    app.get(lens.unwrap()).await.says(&["Offres près de Lens"]);
}

#[tokio::test]
async fn what_no_commune_is_called_is_kept_in_the_field() {
    let app = TestApp::new().await;
    let page = typed(&app, "Qzzxxyy").await;
    page.says(&["Nous ne trouvons pas cette commune", "« Qzzxxyy »"]);
    assert!(page.all("input").iter().any(|input| input.get("value") == Some("Qzzxxyy")));
}
