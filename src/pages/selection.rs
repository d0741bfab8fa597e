//! `/selection/{secret}`: the offers that somebody chose with a volunteer, on her own phone. Nothing here says who she is.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::error::set_status;
use super::shown::{parameter, shown};
use crate::domain::clock::spoken_date;
use crate::domain::id::Secret;
use crate::domain::phone::spoken_phone;
use crate::error::PageError;
use crate::store::Gathered;
use crate::ui::icon::Icon;
use crate::ui::message::MessagePage;

async fn read(secret: String) -> Result<Option<(Vec<Gathered>, time::Date)>, PageError> {
    let reading = super::reading::Reading::current()?;
    let offers = match Secret::parse(&secret) {
        Some(secret) => reading.db.selection(&secret, reading.clock.now()).await?,
        None => Vec::new(),
    };
    Ok(Some((offers, reading.clock.today())))
}

/// The page.
#[component]
pub fn SelectionPage() -> impl IntoView {
    view! {
        <Meta name="robots" content="noindex"/>
        {shown(read(parameter("secret")), |(offers, today)| {
            if offers.is_empty() { view! { <Ended/> }.into_any() } else { view! { <Chosen offers today/> }.into_any() }
        })}
    }
}

#[component]
fn Chosen(offers: Vec<Gathered>, today: time::Date) -> impl IntoView {
    view! {
        <Title text="Vos offres"/>
        <h1>"Vos offres"</h1>
        <p class="lead">"Vous les avez choisies avec un bénévole. Ouvrez une offre pour la demander."</p>
        <h2>"Les offres"</h2>
        <ul class="cards">
            {offers.into_iter().map(|one| {
                let (offer, giver) = (one.offer.0, one.giver.0);
                let place = if offer.is_remote() { Some("À distance".to_owned()) } else { offer.address.line() };
                let start = offer.next_session(today).map(|session| format!("Commence le {}", spoken_date(session.starts_on)));
                let phone = offer.contact.phone.clone().or(giver.contact.phone);
                view! {
                    <li><article class="card">
                        <p class="card-kind">{offer.kind.label()}</p>
                        <h3><a href=format!("/offres/{}", one.slug)>{offer.name}</a></h3>
                        <p class="card-giver">{giver.name}</p>
                        <ul class="facts">
                            {place.map(|place| view! { <li><Icon name="place"/>{place}</li> })}
                            {start.map(|start| view! { <li><Icon name="date"/>{start}</li> })}
                        </ul>
                    </article>
                    {phone.map(|phone| view! {
                        <p class="actions"><a class="button quiet" href=format!("tel:{phone}")><Icon name="phone"/>{spoken_phone(&phone)}</a></p>
                    })}</li>
                }
            }).collect_view()}
        </ul>
    }
}

#[component]
fn Ended() -> impl IntoView {
    set_status(404);
    view! {
        <MessagePage title="Ces offres ne sont plus là" text="Le lien est trop ancien, ou les offres sont terminées. Cherchez près de chez vous."/>
    }
}
