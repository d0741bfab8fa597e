//! `/creer-une-structure`: who helps to open or to grow a workshop (ACI) or another structure of the social economy, and
//! where. One asks there as for any offer: the request goes to its contact, and the clock watches over it.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::shown::shown;
use crate::domain::phone::spoken_phone;
use crate::domain::region::region_name;
use crate::domain::route::Purpose;
use crate::error::PageError;
use crate::store::Route;
use crate::ui::icon::Icon;

async fn read() -> Result<Option<(Vec<Route>, time::Date)>, PageError> {
    let reading = super::reading::Reading::current()?;
    let mut routes = reading.db.routes().await?;
    routes.retain(|route| route.purpose == Purpose::Create.code());
    Ok(Some((routes, reading.clock.today())))
}

/// The page.
#[component]
pub fn CreatePage() -> impl IntoView {
    shown(read(), |(routes, today)| view! { <Create routes today/> })
}

#[component]
fn Create(routes: Vec<Route>, today: time::Date) -> impl IntoView {
    view! {
        <Title text="Créer une structure"/>
        <Meta name="description" content="Vous voulez ouvrir ou agrandir un atelier et chantier d’insertion (ACI), ou une autre structure de l’économie sociale et solidaire ? Voici qui vous aide, et où."/>
        <article class="sheet">
            <h1>"Créer ou agrandir une structure"</h1>
            <p class="lead">"Vous voulez ouvrir un atelier et chantier d’insertion (ACI) ? Ou une autre structure de l’économie sociale et solidaire (ESS) ? Une personne vous répond."</p>
            <section aria-labelledby="comment">
                <h2 id="comment">"Comment ça marche ?"</h2>
                <ol>
                    <li>"Vous demandez à la personne qui aide dans votre région. Deux lignes suffisent."</li>
                    <li>"Dites en un mot votre projet : quel travail, où, avec qui."</li>
                    <li>"Elle vous appelle. Sans réponse, nous la relançons, et nous vous le disons."</li>
                </ol>
            </section>
            <section aria-labelledby="qui">
                <h2 id="qui">"Qui vous aide, et où ?"</h2>
                {routes.is_empty().then(|| view! { <p>"Personne n’est encore désigné."</p> })}
                <ul class="cards">
                    {routes.into_iter().map(|route| view! { <Help route today/> }).collect_view()}
                </ul>
            </section>
            <section aria-labelledby="ailleurs">
                <h2 id="ailleurs">"Et dans une autre région ?"</h2>
                <p>"Appelez le conseil régional, et demandez le service de l’économie sociale et solidaire."</p>
                // Code du travail, L5132-2: the State signs the agreements of insertion structures.
                <p>"Pour un ACI, il faut aussi une convention avec l’État. Votre département a un service pour cela : la direction de l’emploi, du travail et des solidarités (DDETS)."</p>
            </section>
        </article>
    }
}

#[component]
fn Help(route: Route, today: time::Date) -> impl IntoView {
    let region = region_name(&route.region).unwrap_or_default();
    let (offer, giver) = (route.offer.0, route.giver.0);
    let phone = offer.contact.phone.clone().or(giver.contact.phone);
    let asks = offer.accepts_requests() && !offer.is_closed(today);
    view! {
        <li><article class="card">
            <p class="card-kind">{region}</p>
            <h3><a href=format!("/offres/{}", route.slug)>{offer.name.clone()}</a></h3>
            <p class="card-giver">{giver.name}</p>
            <ul class="facts">
                {offer.contact.name.map(|name| view! { <li><Icon name="people"/>{name}</li> })}
            </ul>
        </article>
        // The whole card leads to the sheet: what leads elsewhere stands below it.
        <p class="actions">
            {asks.then(|| view! {
                <a class="button" href=format!("/offres/{}/demande", route.slug)>"Demander"<span class="unseen">{format!(" : {}, {region}", offer.name)}</span></a>
            })}
            {phone.map(|phone| view! { <a class="button quiet" href=format!("tel:{phone}")><Icon name="phone"/>{spoken_phone(&phone)}</a> })}
        </p></li>
    }
}
