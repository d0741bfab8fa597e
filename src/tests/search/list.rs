//! The list: whose offers, in which order, page after page, and what helps where there is none.

use std::sync::Arc;

use crate::domain::query::Search;
use crate::search::Index;
use crate::search::gazetteer::Gazetteer;
use crate::seed::generate::directory;
use crate::tests::app::{Page, TestApp};

fn hrefs(page: &Page) -> Vec<String> {
    page.all("a").iter().filter_map(|link| link.get("href")).map(str::to_owned).collect()
}

#[tokio::test]
async fn the_offers_of_one_structure_are_told_and_left() {
    let app = TestApp::new().await;
    let page = app.get("/offres?lieu=62498&structure=coop-connexion").await;
    page.says(&["Offres de CoopConnexion près de Lens", "Filtrer (1)", "Seulement : CoopConnexion"]);
    assert!(hrefs(&page).contains(&"/offres?lieu=62498".to_owned()));
    let index = app.published.get().unwrap();
    let slugs = page.cards();
    let cards = index.cards(slugs.iter().map(String::as_str), app.clock.today());
    assert!(cards.len() > 1 && cards.iter().all(|card| card.organisation == "CoopConnexion"), "{cards:?}");
    // Nothing of it is left: its name is known all the same.
    app.get("/offres?structure=coop-connexion&q=xyzqwv")
        .await
        .says(&["Offres de CoopConnexion", "Rien pour le moment"]);
    app.get("/offres?structure=nulle-part").await.says(&[
        "Rien pour le moment",
        "Une structure",
        "Dans toutes les structures",
    ]);
}

#[tokio::test]
async fn orders_keep_the_search_and_say_which_is_on() {
    let app = TestApp::new().await;
    let page = app.get("/offres?lieu=62498&besoin=creer&tri=recent").await;
    let on: Vec<_> = page.all("a").into_iter().filter(|link| link.get("aria-current").is_some()).collect();
    assert_eq!(on.len(), 1);
    assert_eq!(on[0].text, "Les plus récentes d’abord");
    for order in ["", "&tri=distance", "&tri=debut"] {
        assert!(hrefs(&page).contains(&format!("/offres?lieu=62498&besoin=creer{order}")), "{order}");
    }
    assert!(
        !hrefs(&app.get("/offres").await).contains(&"/offres?tri=distance".to_owned()),
        "far from where?"
    );
}

#[tokio::test]
async fn pages_lead_to_each_other() {
    let app = TestApp::new().await;
    let first = app.get("/offres?gratuit=oui").await;
    assert!(hrefs(&first).contains(&"/offres?gratuit=oui&page=2".to_owned()));
    first.says(&["À distance ou partout en France"]);
    let second = app.get("/offres?gratuit=oui&page=2").await;
    second.says(&["Page 2", "Page précédente"]);
    assert!(hrefs(&second).contains(&"/offres?gratuit=oui".to_owned()));
    assert!(!second.text().contains("À distance ou partout en France"), "once is enough");
    assert!(second.all("title")[0].text.contains("page 2"));
}

#[tokio::test]
async fn where_nothing_is_found_the_next_steps_find_something() {
    let app = TestApp::new().await;
    let index = app.published.get().unwrap();
    let page = app.get("/offres?lieu=62498&genre=temporary_work&q=xyzqwv").await;
    page.says(&["Rien pour le moment", "Sans « xyzqwv » 1 offre", "Voir toutes les offres ici"]);
    assert!(!page.text().contains("Sans le filtre"), "without it there is nothing either");
    let page = app.get("/offres?lieu=62498&genre=temporary_work&public=seniors&q=coworking").await;
    let ways = page.text();
    assert!(ways.contains("Sans le filtre « Intérim »"), "{ways}");
    for href in hrefs(&page).iter().filter(|href| href.starts_with("/offres?") && !href.contains('#')) {
        let search = Search::from_query(href.trim_start_matches("/offres?")).0;
        let found = index.search(&search, Vec::new(), app.clock.today()).total;
        let proposed = ways.contains(&format!("{found} offre"));
        assert!(proposed || search.filters.is_empty() || found == 0, "{href}: {found}");
    }
}

#[tokio::test]
async fn a_commune_leads_to_what_holds_it_and_back() {
    let app = TestApp::new().await;
    let page = app.get("/offres?lieu=62498&rayon=50&besoin=creer").await;
    page.says(&["CA de Lens - Liévin", "Pas-de-Calais (département)", "Hauts-de-France (région)"]);
    assert!(hrefs(&page).contains(&"/offres?lieu=departement-62&besoin=creer".to_owned()));
    let area = app.get("/offres?lieu=departement-62&besoin=creer").await;
    area.says(&["Offres : Pas-de-Calais", "Hauts-de-France (région)"]);
    let field = |page: &Page| page.all("input")[0].get("value").unwrap().to_owned();
    assert_eq!(field(&area), "Pas-de-Calais (département)");
    // What stands in the field can be sent again; what people write leads there too.
    for place in ["Pas-de-Calais (département)", "pas de calais"] {
        let again = app.get(&format!("/offres?lieu={}&besoin=creer", crate::tests::app::encode(place))).await;
        assert_eq!(again.cards(), area.cards(), "{place}");
        again.says(&["Offres : Pas-de-Calais"]);
        assert!(hrefs(&again).contains(&"/offres?lieu=departement-62".to_owned()), "links carry the key");
    }
}

#[tokio::test]
async fn what_is_at_a_distance_has_pages_of_its_own() {
    let app = TestApp::new().await;
    app.generate("made", 1500);
    app.import_from("made").await;
    let index = app.published.get().unwrap();
    let search = Search::from_query("lieu=62498&gratuit=oui").0;
    let results = index.search(&search, Vec::new(), app.clock.today());
    assert!(results.remote_total > results.remote.len(), "more than the page shows");
    let page = app.get("/offres?lieu=62498&gratuit=oui").await;
    page.says(&[&format!("Voir les {} offres à distance", results.remote_total)]);
    let href = "/offres?lieu=62498&gratuit=oui&a-distance=oui";
    assert!(hrefs(&page).contains(&href.to_owned()));
    let every = app.get(href).await;
    every.says(&[
        "Offres à distance ou partout en France",
        &format!("{} offres", results.remote_total),
        "Filtrer (2)",
    ]);
    assert!(every.cards().iter().take(results.remote.len()).all(|slug| {
        let card = index.cards([slug.as_str()], app.clock.today()).pop().unwrap();
        card.remote || card.town.is_none()
    }));
    assert!(
        hrefs(&every).contains(&"/offres?lieu=62498&gratuit=oui".to_owned()),
        "the way back to what is near"
    );
}

#[test]
fn what_is_at_a_distance_and_starts_soon_is_listed_by_start_too() {
    let gazetteer = Arc::new(Gazetteer::embedded());
    let communes = crate::commands::generate::communes(&gazetteer);
    let today = time::macros::date!(2026 - 11 - 22);
    let remote = directory(400, 1, &communes, today).map(|(organisation, mut offers)| {
        offers.retain(|offer| offer.is_remote() && !offer.is_closed(today));
        (organisation, offers)
    });
    let index = Index::of_directory(gazetteer.clone(), remote);
    let listed = |query: &str| index.search(&Search::from_query(query).0, Vec::new(), today);
    let by_start = listed("a-distance=oui&ailleurs=oui&tri=debut");
    assert!(by_start.cards.iter().any(|card| card.next_start.is_some()), "the soonest come first");
    assert_eq!(by_start.cards.len(), listed("a-distance=oui&ailleurs=oui").cards.len());
}

/// A source that mistakes a point by far keeps its offer from nobody of its commune.
#[test]
fn what_is_of_a_commune_is_found_there_whatever_point_its_source_gives() {
    let gazetteer = Arc::new(Gazetteer::embedded());
    let communes = crate::commands::generate::communes(&gazetteer);
    let today = time::macros::date!(2026 - 11 - 22);
    let mut made = 0;
    let moved = directory(400, 1, &communes, today).map(|(organisation, mut offers)| {
        offers.retain(|offer| !offer.is_remote() && !offer.is_closed(today) && offer.zones.is_empty());
        for (offer, away) in offers.iter_mut().zip([0.5, 1.1, 3.0, -40.0].into_iter().cycle()) {
            offer.address.code_insee = Some("13055".to_owned());
            (offer.address.latitude, offer.address.longitude) = (Some(43.2965 + away), Some(5.3698));
            made += 1;
        }
        (organisation, offers)
    });
    let index = Index::of_directory(gazetteer.clone(), moved);
    assert!(made > 50, "{made}");
    for query in ["lieu=13055", "lieu=13055&rayon=5", "lieu=13055&rayon=100&tri=distance"] {
        let found = index.search(&Search::from_query(query).0, Vec::new(), today);
        assert_eq!((found.total, found.here), (made, made), "{query}");
        assert!(found.cards.iter().all(|card| card.distance_km.is_none_or(|km| km <= 80)), "{query}");
    }
}
