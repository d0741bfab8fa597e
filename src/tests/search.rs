//! What people notice when they search.

mod counts;
mod filters;
mod fresh;
mod hostile;
mod judged;
mod list;
mod naive;
mod places;
mod rules;
mod suggestions;

use super::app::{OFFER, TestApp};

#[tokio::test]
async fn the_contract_of_the_address_holds() {
    let app = TestApp::new().await;
    let page = app.get("/offres?lieu=62498&rayon=20").await;
    page.says(&["Offres près de Lens", "Dans votre commune", "Demande ici, sans compte", "dont"]);
    assert!(page.cards().contains(&OFFER.to_owned()));
    let narrow = app.get("/offres?lieu=62498&rayon=20&genre=enterprise&q=coworking").await;
    assert_eq!(narrow.cards().first().map(String::as_str), Some(OFFER));
    let theme = app.get("/offres?lieu=62498&theme=creer-une-entreprise--developper-son-entreprise").await;
    assert!(theme.status == 200 && !theme.text().contains("n’existe pas"), "{}", theme.text());
}

#[tokio::test]
async fn words_find_their_offer_however_they_are_written() {
    let app = TestApp::new().await;
    let found = async |text: &str| {
        let page = app.get(&format!("/offres?lieu=62498&q={}", super::app::encode(text))).await;
        page.cards()
    };
    let expected = found("créer activité").await;
    assert!(expected.len() > 1, "{expected:?}");
    for text in ["creer activite", "CRÉER ACTIVITÉ", "Créer  activités", "je veux créer une activité"] {
        assert_eq!(found(text).await, expected, "{text}");
    }
    for text in [
        "créer activit",
        "coworking",
        "cowork",
        "COWORKING",
        "un coworking à Lens",
        "bureau partagé",
        "bureaux partages",
    ] {
        assert!(found(text).await.contains(&OFFER.to_owned()), "{text}");
    }
}

#[tokio::test]
async fn words_that_no_offer_has_together_are_left_aside_and_told() {
    let app = TestApp::new().await;
    let page = app.get("/offres?lieu=62498&q=coworking+zzzzzz").await;
    page.says(&["Aucune offre n’a tous vos mots."]);
    assert!(page.cards().contains(&OFFER.to_owned()));
    app.get("/offres?lieu=62498&q=zzzzzz").await.says(&[
        "Aucune offre",
        "Rien pour le moment",
        "Voir toutes les offres ici",
    ]);
}

#[tokio::test]
async fn a_search_that_finds_nothing_near_widens_in_words() {
    let app = TestApp::new().await;
    // Brest: the demonstration has nothing in Brittany.
    let page = app.get("/offres?lieu=29019").await;
    page.says(&["Rien à moins de 20 km. Voici plus loin, les plus proches en premier."]);
    assert!(!page.cards().is_empty());
    let near = app.get("/offres?lieu=62498&rayon=5").await;
    assert!(!near.text().contains("Rien à moins"));
}

#[tokio::test]
async fn what_is_remote_stands_apart() {
    let app = TestApp::new().await;
    let index = app.published.get().unwrap();
    let search = crate::domain::query::Search::from_query("lieu=62498&rayon=100").0;
    let results = index.search(&search, Vec::new(), app.clock.today());
    assert!(results.cards.iter().all(|card| !card.remote));
    assert!(!results.remote.is_empty() && results.remote.iter().all(|card| card.remote));
    let page = app.get("/offres?lieu=62498").await;
    page.says(&["À distance ou partout en France"]);
    let first = &results.remote[0].slug;
    assert_eq!(page.cards().iter().filter(|slug| *slug == first).count(), 1);
}
