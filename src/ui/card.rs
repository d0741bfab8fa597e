//! An offer in a list: what, who, where, when, for whom, how fast.

use leptos::prelude::*;

use super::companion::{BasketButton, Companion};
use super::count::grouped;
use super::icon::Icon;
use crate::domain::card::Card;
use crate::domain::clock::spoken_date;
use crate::domain::query::Search;
use crate::domain::taxonomy::Public;
use crate::domain::territory::of;

/// A list of offers.
#[component]
pub fn Cards(
    /// In their order.
    cards: Vec<Card>,
    /// The search that found them, for those that are folded.
    #[prop(optional, into)]
    search: Option<Search>,
) -> impl IntoView {
    let of = |card: &Card| folded(card, search.as_ref()?);
    let companion = use_context::<Companion>();
    view! {
        <ul class="cards">
            {cards.into_iter().map(|card| {
                let folded = of(&card).map(|(text, href)| view! { <a class="folded" href=href>{text}</a> });
                match companion.clone() {
                    None => view! { <li><OfferCard card/>{folded}</li> }.into_any(),
                    Some(companion) => {
                        let (slug, name) = (card.slug.clone(), card.name.clone());
                        view! { <li><OfferCard card/><BasketButton companion slug name/>{folded}</li> }.into_any()
                    }
                }
            }).collect_view()}
        </ul>
    }
}

/// The line that stands for the offers of the same organisation, and the search that shows them.
fn folded(card: &Card, search: &Search) -> Option<(String, String)> {
    let text = match card.folded {
        0 => return None,
        1 => format!("et 1 autre offre {}", of(&card.organisation)),
        n => format!("et {} autres offres {}", grouped(n.into()), of(&card.organisation)),
    };
    let theirs = Search { organisation: Some(card.organisation_slug.clone()), ..search.on_page(1) };
    Some((text, theirs.href()))
}

/// One offer.
#[component]
pub fn OfferCard(
    /// What is shown.
    card: Card,
) -> impl IntoView {
    let place = where_it_is(&card);
    let publics = for_whom(&card.publics);
    view! {
        <article class="card" data-kind=card.kind.code()>
            <p class="card-kind">{card.kind.label()}</p>
            <h3><a href=format!("/offres/{}", card.slug)>{card.name}</a></h3>
            <p class="card-giver">{card.organisation}</p>
            <ul class="facts">
                <li><Icon name="place"/>{place}</li>
                {card.next_start.map(|start| view! {
                    <li><Icon name="date"/>{format!("Commence le {}", spoken_date(start))}</li>
                })}
                <li><Icon name="people"/>{publics}</li>
                {card.answers.sentence().map(|sentence| view! { <li><Icon name="answer"/>{sentence}</li> })}
            </ul>
            {(card.here || card.free || card.asks_here).then(|| view! {
                <ul class="badges">
                    {card.here.then(|| view! { <li class="badge here">"Dans votre commune"</li> })}
                    {card.free.then(|| view! { <li class="badge">"Gratuit"</li> })}
                    {card.asks_here.then(|| view! { <li class="badge open">"Demande ici, sans compte"</li> })}
                </ul>
            })}
        </article>
    }
}

fn where_it_is(card: &Card) -> String {
    match (&card.town, card.distance_km) {
        _ if card.remote => "À distance".to_owned(),
        (Some(town), Some(km)) if !card.here => match km {
            0 | 1 => format!("{town}, à 1 km"),
            km => format!("{town}, à {km} km"),
        },
        (Some(town), _) => town.clone(),
        (None, _) => "Lieu à demander".to_owned(),
    }
}

/// Who may come, in a few words.
pub fn for_whom(publics: &[Public]) -> String {
    if publics.is_empty() || publics.contains(&Public::TousPublics) {
        return "Pour tout le monde".to_owned();
    }
    let names: Vec<&str> = publics.iter().take(2).map(|public| public.label()).collect();
    let more = if publics.len() > 2 { "…" } else { "" };
    format!("Pour : {}{more}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::card::Answers;
    use crate::domain::offer::OfferKind;

    #[test]
    fn what_is_folded_is_one_line_that_leads_to_it() {
        let card = |folded| Card {
            slug: "x".into(),
            name: "X".into(),
            kind: OfferKind::Training,
            organisation: "Les Restos du Cœur".into(),
            organisation_slug: "restos-du-coeur".into(),
            town: None,
            distance_km: None,
            here: false,
            remote: false,
            next_start: None,
            publics: Vec::new(),
            free: false,
            asks_here: false,
            answers: Answers::default(),
            folded,
        };
        let search = Search::from_query("lieu=62498&gratuit=oui&page=2").0;
        assert_eq!(folded(&card(0), &search), None);
        let (text, href) = folded(&card(1), &search).unwrap();
        assert_eq!(text, "et 1 autre offre des Restos du Cœur");
        assert_eq!(href, "/offres?lieu=62498&gratuit=oui&structure=restos-du-coeur");
        assert_eq!(folded(&card(1204), &search).unwrap().0, "et 1\u{a0}204 autres offres des Restos du Cœur");
    }
}
