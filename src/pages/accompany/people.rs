//! `/accompagner`: where to begin, and the people who let her see where their request stands.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{Beside, beside};
use crate::domain::accompany::{BASKET_MAX, CONSENT_LIFE, SEEN_AFTER_END, told_of_her};
use crate::domain::clock::{paris_date, spoken_date};
use crate::domain::referral::State;
use crate::error::PageError;
use crate::pages::shown::{asked_page, asked_value};
use crate::store::{ACCOMPANIED_PAGE, Accompanied};
use crate::ui::icon::Icon;
use crate::ui::pager::Pager;

/// What the page shows.
struct People {
    people: Vec<(Accompanied, State)>,
    more: bool,
    /// Requests that wait for a yes.
    waiting: i64,
    /// Offers in the basket.
    basket: usize,
}

async fn read(beside: Beside, page: u32) -> Result<Option<People>, PageError> {
    let reading = &beside.signed.reading;
    let (db, now, me) = (&reading.db, reading.clock.now(), beside.signed.account.id);
    let mut people = db.accompanied(me, now - SEEN_AFTER_END, page).await?;
    let most = usize::try_from(ACCOMPANIED_PAGE).unwrap_or(usize::MAX);
    let more = people.len() > most;
    people.truncate(most);
    let seen: Vec<_> = people.iter().map(|one| one.id).collect();
    if !seen.is_empty() {
        db.see_beside(&seen, reading.clock.today()).await?;
    }
    let people = people.into_iter().map(|one| one.state().map(|state| (one, state)));
    Ok(Some(People {
        people: people.collect::<crate::store::Result<_>>()?,
        more,
        waiting: db.waiting_asks(me, now).await?,
        basket: db.basket_slugs(beside.signed.session.id).await?.len(),
    }))
}

/// The page.
#[component]
pub fn AccompanyPage() -> impl IntoView {
    let (page, done) = (asked_page(), asked_value("fait"));
    beside(
        "/accompagner",
        move |beside| read(beside, page),
        move |_, people| view! { <Whole people page done/> },
    )
}

#[component]
fn Whole(people: People, page: u32, done: String) -> impl IntoView {
    let done = match done.as_str() {
        "envoyee" => Some("C’est fait. La personne reçoit son code par SMS : c’est à elle de le garder."),
        "sms" => Some("Le SMS part. La demande attend son oui. Sans réponse, elle s’efface."),
        "selection" => Some("Le SMS part. La personne reçoit les offres de votre panier."),
        _ => None,
    };
    let days = CONSENT_LIFE.whole_days();
    let waiting = match people.waiting {
        0 => None,
        1 => Some(format!("1 demande attend un oui par SMS. Elle s’efface après {days} jours.")),
        more => {
            Some(format!("{more} demandes attendent un oui par SMS. Elles s’effacent après {days} jours."))
        }
    };
    let none = people.people.is_empty();
    view! {
        <Title text="Accompagner une personne"/>
        <h1>"Accompagner une personne"</h1>
        {done.map(|done| view! { <p class="notice done" role="status">{done}</p> })}
        <section aria-labelledby="ensemble">
            <h2 id="ensemble">"Cherchez ensemble"</h2>
            <p>{format!("Ajoutez jusqu’à {BASKET_MAX} offres au panier. Imprimez-le, envoyez-le par SMS, ou demandez avec la personne.")}</p>
            <div class="actions">
                <a class="button main" href="/offres"><Icon name="search"/>"Chercher une offre"</a>
                {(people.basket > 0).then(|| view! {
                    <a class="button quiet" href="/accompagner/panier">{in_basket(people.basket)}</a>
                })}
            </div>
        </section>
        <section aria-labelledby="personnes">
            <h2 id="personnes">"Les personnes que j’accompagne"</h2>
            {waiting.map(|waiting| view! { <p class="notice">{waiting}</p> })}
            {none.then(|| view! { <p>"Personne pour le moment."</p> })}
            <ul class="people">
                {people.people.into_iter().map(|(one, state)| view! { <Person one state/> }).collect_view()}
            </ul>
            <Pager page more=people.more/>
            <p class="small">{format!(
                "Une personne est ici si elle le veut bien, et jusqu’à {} jours après la fin de sa demande. \
                 Elle peut changer d’avis. Vous ne voyez ni son numéro, ni son mot.",
                SEEN_AFTER_END.whole_days()
            )}</p>
        </section>
    }
}

/// How many offers the basket holds.
pub(super) fn in_basket(count: usize) -> String {
    match count {
        0 => "Panier vide".to_owned(),
        1 => "Panier : 1 offre".to_owned(),
        more => format!("Panier : {more} offres"),
    }
}

#[component]
fn Person(one: Accompanied, state: State) -> impl IntoView {
    view! {
        <li>
            <p class="people-who"><strong>{one.first_name}</strong><span class="badge">{one.code}</span></p>
            <p>{told_of_her(state)}</p>
            <p class="small">
                <a href=format!("/offres/{}", one.slug)>{one.offer.0.name}</a>
                {format!(", demandée le {}", spoken_date(paris_date(one.sent_at)))}
            </p>
        </li>
    }
}
