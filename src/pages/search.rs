//! `/offres`: what there is near a place. The address is the whole state.

mod search_form;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use super::shown::shown;
use crate::domain::card::{Located, Results, Words};
use crate::domain::query::Search;
use crate::domain::territory::Place;
use crate::error::PageError;
use crate::ui::card::Cards;
use crate::ui::icon::Icon;
use search_form::{FiltersOn, SearchForm};

/// Answers the query of an address of this page, as it stands after the `?`.
pub async fn read_results(query: String) -> Result<Option<Results>, PageError> {
    let reading = super::reading::Reading::current()?;
    let (search, misread) = Search::from_query(&query);
    let results = reading.index()?.search(&search, misread, reading.clock.today());
    reading.count_search(&results);
    Ok(Some(results))
}

/// The page of results.
#[component]
pub fn SearchPage() -> impl IntoView {
    let query = use_location().search.get_untracked();
    shown(read_results(query), |results| view! { <Found results/> })
}

#[component]
fn Found(results: Results) -> impl IntoView {
    let place = match &results.located {
        Located::At(place) => Some(place.clone()),
        _ => None,
    };
    let title = match &results.located {
        Located::At(place) => format!("Offres près {}", place.of()),
        Located::In(area) => format!("Offres : {}", area.name),
        _ => "Offres".to_owned(),
    };
    let value = match &results.located {
        Located::At(place) => place.label(),
        Located::In(area) => area.label(),
        _ => results.search.place.clone(),
    };
    view! {
        <Title text=title.clone()/>
        <div class="search-page">
            <h1>{title}</h1>
            <SearchForm search=results.search.clone() place=value/>
            {results.misread.iter().map(|misread| view! { <p class="notice" role="status">{misread.sentence()}</p> }).collect_view()}
            {match results.located.clone() {
                Located::Unknown => view! { <UnknownPlace typed=results.search.place.clone()/> }.into_any(),
                Located::Among(places) => view! { <ChoosePlace places search=results.search.clone()/> }.into_any(),
                _ => view! { <List results place/> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn UnknownPlace(typed: String) -> impl IntoView {
    view! {
        <section class="state">
            <h2>"Nous ne trouvons pas cette commune"</h2>
            <p>{format!("Vous avez écrit « {typed} ». Vérifiez le nom, ou écrivez le code postal (5 chiffres).")}</p>
        </section>
    }
}

#[component]
fn ChoosePlace(places: Vec<Place>, search: Search) -> impl IntoView {
    view! {
        <section class="state" aria-labelledby="choix">
            <h2 id="choix">"Quelle commune ?"</h2>
            <p>"Plusieurs communes correspondent. Choisissez la vôtre."</p>
            <ul class="links">
                {places.into_iter().map(|place| view! {
                    <li>
                        <a href=search.around(&place.key).href()>
                            <Icon name="place"/><span>{place.label()}<span class="departement">{place.departement_name.clone()}</span></span>
                        </a>
                    </li>
                }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn List(results: Results, place: Option<Place>) -> impl IntoView {
    // Links of the page carry the commune's code, whatever was typed.
    let search = match &place {
        Some(place) => Search { place: place.key.clone(), ..results.search.clone() },
        None => results.search.clone(),
    };
    let count = count_sentence(&results, place.as_ref());
    view! {
        <FiltersOn search=search.clone()/>
        <h2 class="count">{count}</h2>
        {results.widened_to.map(|km| view! { <p class="notice">{widened_sentence(search.radius_km(), km)}</p> })}
        {(results.words != Words::All).then(|| view! {
            <p class="notice">"Aucune offre n’a tous vos mots. Voici celles qui en ont le plus."</p>
        })}
        {(results.total == 0).then(|| view! { <Nothing search=search.clone() has_place=place.is_some()/> })}
        <Cards cards=results.cards.clone()/>
        <Pages search=search.clone() more=results.more/>
        {(!results.remote.is_empty()).then(|| view! {
            <section aria-labelledby="distance" class="remote">
                <h2 id="distance">"À distance, depuis chez vous"</h2>
                <Cards cards=results.remote.clone()/>
            </section>
        })}
    }
}

fn count_sentence(results: &Results, place: Option<&Place>) -> String {
    let offers = match results.total {
        0 => "Aucune offre".to_owned(),
        1 => "1 offre".to_owned(),
        n => format!("{n} offres"),
    };
    match (place, results.widened_to) {
        (Some(place), _) if results.here > 0 && results.here == results.total => {
            format!("{offers} à {}", place.name)
        }
        (Some(place), None) if results.here > 0 => {
            format!("{offers}, dont {} à {} même", results.here, place.name)
        }
        (Some(place), None) => {
            format!("{offers} à moins de {} km {}", results.search.radius_km(), place.of())
        }
        (Some(place), Some(_)) => format!("{offers} autour {}", place.of()),
        (None, _) => format!("{offers}. Dites où vous êtes : nous mettons les plus proches en premier."),
    }
}

fn widened_sentence(asked: u16, found: u16) -> String {
    match found {
        0 => format!("Rien à moins de {asked} km. Voici plus loin, les plus proches en premier."),
        km => format!("Rien à moins de {asked} km. Voici à moins de {km} km."),
    }
}

#[component]
fn Nothing(search: Search, has_place: bool) -> impl IntoView {
    let wider = Search { text: String::new(), filters: Vec::new(), radius: None, page: 1, ..search };
    view! {
        <section class="state">
            <h2>"Rien pour le moment"</h2>
            <p>"Essayez avec un autre mot, ou sans filtre."</p>
            <a class="button" href=wider.href()>
                {if has_place { "Voir toutes les offres ici" } else { "Voir toutes les offres" }}
            </a>
        </section>
    }
}

#[component]
fn Pages(search: Search, more: bool) -> impl IntoView {
    let page = search.page.max(1);
    (more || page > 1).then(|| view! {
        <nav class="pages" aria-label="Pages de résultats">
            {(page > 1).then(|| view! { <a class="button quiet" rel="prev" href=search.on_page(page - 1).href()>"Page précédente"</a> })}
            <span>{format!("Page {page}")}</span>
            {more.then(|| view! { <a class="button quiet" rel="next" href=search.on_page(page + 1).href()>"Page suivante"</a> })}
        </nav>
    })
}
