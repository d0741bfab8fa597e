//! The filters of the page: what is counted, dimmed, on, and how one takes it off.

use crate::domain::filter::{Filter, FilterGroup};
use crate::domain::query::{RADII, Search};
use crate::tests::app::{Element, Page, TestApp};
use crate::ui::filter_sheet::Counted;

/// A box to tick, as the page shows it.
#[derive(Debug, PartialEq)]
struct Value {
    filter: Filter,
    checked: bool,
    count: String,
    dimmed: bool,
}

/// The values of the page, in its order.
fn values(page: &Page) -> Vec<Value> {
    let elements = page.elements();
    let labelled =
        elements.windows(2).enumerate().filter(|(_, two)| two[0].name == "label" && two[1].name == "input");
    labelled
        .filter_map(|(at, two)| {
            let filter = FilterGroup::from_name(two[1].get("name")?)?.value(two[1].get("value")?)?;
            let count = elements[at..].iter().find(|element| element.name == "b")?;
            Some(Value {
                filter,
                checked: two[1].get("checked").is_some(),
                count: count.text.clone(),
                dimmed: two[0].get("class") == Some("none"),
            })
        })
        .collect()
}

fn hrefs(page: &Page) -> Vec<String> {
    page.all("a").iter().filter_map(|link| link.get("href")).map(str::to_owned).collect()
}

fn button(page: &Page) -> Element {
    let buttons = page.all("button");
    buttons.into_iter().rfind(|button| button.get("type") == Some("submit")).unwrap()
}

async fn demonstration_and_more() -> TestApp {
    let app = TestApp::new().await;
    app.generate("made", 300);
    app.import_from("made").await;
    app
}

#[tokio::test]
async fn every_value_says_what_it_would_find() {
    let app = demonstration_and_more().await;
    let index = app.published.get().unwrap();
    for query in
        ["", "lieu=departement-62", "lieu=62498&rayon=100&genre=training&theme=mobilite&theme=se-former"]
    {
        let page = app.get(&format!("/offres?{query}")).await;
        let shown = values(&page);
        // The live counts come in this order.
        assert!(shown.iter().map(|value| value.filter).eq(Filter::all().iter().copied()), "{query}");
        let search = Search::from_query(query).0;
        let find = |search: &Search| index.search(search, Vec::new(), app.clock.today());
        assert!(find(&search).widened_to.is_none(), "{query}: within what was asked");
        for value in shown {
            let found = find(&search.only(value.filter));
            let expected = if found.widened_to.is_some() { 0 } else { found.total };
            assert_eq!(value.count, expected.to_string(), "{query} {:?}", value.filter);
            assert_eq!(value.dimmed, expected == 0, "{query} {:?}", value.filter);
            assert_eq!(value.checked, search.filters.contains(&value.filter));
        }
    }
    let days = values(&app.get("/offres").await);
    let open = |value: &&Value| value.filter.group() == FilterGroup::Day && !value.dimmed;
    assert!(days.iter().filter(open).count() >= 5, "{days:?}");
}

#[tokio::test]
async fn every_distance_says_what_it_would_find() {
    let app = demonstration_and_more().await;
    let index = app.published.get().unwrap();
    let page = app.get("/offres?lieu=62498&rayon=50&besoin=travailler").await;
    let options = page.all("option");
    assert_eq!(options.len(), RADII.len());
    let search = Search::from_query("lieu=62498&besoin=travailler").0;
    for (option, km) in options.iter().zip(RADII) {
        let found =
            index.search(&Search { radius: Some(km), ..search.clone() }, Vec::new(), app.clock.today());
        let total = if found.widened_to.is_some() { 0 } else { found.total };
        assert_eq!(option.text, format!("{km} km : {}", crate::ui::count::offers(total).to_lowercase()));
        assert_eq!(option.get("selected").is_some(), km == 50);
    }
    assert!(app.get("/offres").await.all("option").is_empty(), "a distance from nowhere");
}

#[tokio::test]
async fn the_live_counts_are_those_of_the_page() {
    let app = demonstration_and_more().await;
    for query in
        ["", "lieu=Lens+%2862300%29&q=&rayon=20&besoin=creer", "lieu=Zzyzx", "lieu=29019&rayon=5", "q=xyzqwv"]
    {
        let page = app.get(&format!("/offres?{query}")).await;
        let live = app.get(&format!("/api/read/counts?query={}", crate::tests::app::encode(query))).await;
        let live: Counted = serde_json::from_str(&live.html).unwrap();
        let place_is_known = !query.contains("Zzyzx");
        if place_is_known {
            assert_eq!(live.button, button(&page).text, "{query}");
            let counts: Vec<String> = live.counts.iter().map(u32::to_string).collect();
            assert!(counts.into_iter().eq(values(&page).into_iter().map(|value| value.count)), "{query}");
        } else {
            assert_eq!(live.button, "Chercher");
        }
    }
}

#[tokio::test]
async fn the_button_says_what_one_will_see() {
    let app = TestApp::new().await;
    for (query, says) in [
        ("lieu=62498&genre=temporary_work", "Voir 1 offre"),
        ("lieu=29019", "plus loin"),
        ("q=xyzqwv", "0 offre : que faire ?"),
    ] {
        let text = button(&app.get(&format!("/offres?{query}")).await).text;
        assert!(text.contains(says), "{query}: {text}");
    }
}

#[tokio::test]
async fn what_is_on_is_seen_and_taken_off_by_a_tap() {
    let app = TestApp::new().await;
    let page = app
        .get("/offres?lieu=62498&rayon=50&theme=mobilite--preparer-un-permis&public=jeunes&gratuit=oui")
        .await;
    page.says(&["Filtrer (4)", "Tout enlever"]);
    let links = hrefs(&page);
    for without in [
        "/offres?lieu=62498&theme=mobilite--preparer-un-permis&public=jeunes&gratuit=oui",
        "/offres?lieu=62498&rayon=50&public=jeunes&gratuit=oui",
        "/offres?lieu=62498&rayon=50&theme=mobilite--preparer-un-permis&gratuit=oui",
        "/offres?lieu=62498&rayon=50&theme=mobilite--preparer-un-permis&public=jeunes",
        "/offres?lieu=62498",
        "/offres?lieu=62498#filtres",
    ] {
        assert!(links.iter().any(|href| href == without), "{without} in {links:#?}");
    }
    // The groups, and the category, in which something is on are unfolded.
    let open = |page: &Page| page.all("details").iter().filter(|one| one.get("open").is_some()).count();
    assert_eq!(open(&page), open(&app.get("/offres?lieu=62498").await) + 3);
}

#[tokio::test]
async fn the_form_keeps_what_no_field_of_it_shows() {
    let app = TestApp::new().await;
    let hidden = |page: &Page| -> Vec<(String, String)> {
        let inputs = page.all("input").into_iter();
        let inputs =
            inputs.filter(|input| input.get("type") == Some("hidden") && input.get("name").is_some());
        inputs.map(|one| (one.get("name").unwrap().into(), one.get("value").unwrap().into())).collect()
    };
    let page = app.get("/offres?lieu=62498&tri=recent&genre=training&page=1").await;
    assert_eq!(hidden(&page), [("tri".into(), "recent".into())]);
    // Where the place is not known there are no counts, and so no boxes: the filters wait.
    let page = app.get("/offres?lieu=Zzyzx&rayon=50&genre=training&structure=x&ailleurs=oui&q=permis").await;
    let pairs = [("rayon", "50"), ("genre", "training"), ("structure", "x"), ("ailleurs", "oui")];
    assert_eq!(hidden(&page), pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert!(values(&page).is_empty());
}
