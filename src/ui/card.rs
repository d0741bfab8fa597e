//! An offer in a list: what, who, where, when, for whom, how fast.

use leptos::prelude::*;

use super::icon::Icon;
use crate::domain::card::Card;
use crate::domain::clock::spoken_date;
use crate::domain::taxonomy::Public;

/// A list of offers.
#[component]
pub fn Cards(
    /// In their order.
    cards: Vec<Card>,
) -> impl IntoView {
    view! {
        <ul class="cards">
            {cards.into_iter().map(|card| view! { <li><OfferCard card/></li> }).collect_view()}
        </ul>
    }
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
            <p class="badges">
                {card.here.then(|| view! { <span class="badge here">"Dans votre commune"</span> })}
                {card.free.then(|| view! { <span class="badge">"Gratuit"</span> })}
                {card.asks_here.then(|| view! { <span class="badge open">"Demande ici, sans compte"</span> })}
            </p>
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
