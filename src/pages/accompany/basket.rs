//! `/accompagner/panier`: what was gathered for a person, to print on one page, to send by SMS, to ask for with her.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{Beside, beside};
use crate::domain::accompany::{BASKET_MAX, SELECTION_LIFE};
use crate::domain::clock::spoken_date;
use crate::domain::phone::spoken_phone;
use crate::pages::shown::asked_value;
use crate::store::Gathered;
use crate::ui::form::{Act, Field, FormState, PostForm};
use crate::ui::icon::Icon;

/// The page.
#[component]
pub fn BasketPage() -> impl IntoView {
    let (state, done) = (FormState::new(), asked_value("fait"));
    beside(
        "/accompagner/panier",
        async |beside: Beside| {
            let (reading, session) = (&beside.signed.reading, beside.signed.session.id);
            Ok(Some((reading.db.basket(session).await?, reading.clock.today())))
        },
        move |_, (offers, today)| {
            if offers.is_empty() {
                view! { <Empty/> }.into_any()
            } else {
                view! { <Basket offers today state done/> }.into_any()
            }
        },
    )
}

#[component]
fn Empty() -> impl IntoView {
    view! {
        <Title text="Panier"/>
        <h1>"Panier"</h1>
        <p class="lead">{format!("Il est vide. Ajoutez jusqu’à {BASKET_MAX} offres pour une personne.")}</p>
        <p><a class="button main" href="/offres"><Icon name="search"/>"Chercher une offre"</a></p>
    }
}

#[component]
fn Basket(offers: Vec<Gathered>, today: time::Date, state: FormState, done: String) -> impl IntoView {
    let sent = done == "sms";
    view! {
        <Title text="Panier"/>
        <div class="basket">
            <h1><span class="on-screen">"Panier"</span><span class="on-paper">"Des offres pour vous"</span></h1>
            {sent.then(|| view! { <p class="notice done" role="status">"Le SMS part. La personne peut regarder ces offres."</p> })}
            <p class="on-paper">"Avec votre téléphone, visez un carré : la page de l’offre s’ouvre. Vous pouvez aussi appeler."</p>
            <ul class="gathered">
                {offers.into_iter().map(|one| view! { <Offer one today/> }).collect_view()}
            </ul>
            <section class="on-screen" aria-labelledby="imprimer">
                <h2 id="imprimer">"Imprimer"</h2>
                <p>"Imprimez cette page avec votre navigateur : tout tient sur une feuille, avec un carré à viser pour chaque offre."</p>
            </section>
            <section class="on-screen" aria-labelledby="sms">
                <h2 id="sms">"Envoyer par SMS"</h2>
                <p>{format!("La personne reçoit un lien vers ces offres. Il vit {} jours. Nous ne gardons pas son numéro.", SELECTION_LIFE.whole_days())}</p>
                <PostForm state>
                    <input type="hidden" name="geste" value="sms"/>
                    <Field name="mobile" label="Son téléphone mobile" hint="06 ou 07" kind="tel" inputmode="tel" required=true/>
                    <p><button type="submit" class="button"><Icon name="sms"/>"Envoyer le panier"</button></p>
                </PostForm>
            </section>
            <div class="on-screen cancel">
                <Act label="Vider le panier" class="button quiet" fields=vec![("geste", "vider".to_owned())]/>
            </div>
        </div>
    }
}

/// An offer as it is gathered: what one needs to go there or to call, and a square for a telephone to read.
#[component]
fn Offer(one: Gathered, today: time::Date) -> impl IntoView {
    let offer = one.offer.0;
    let giver = one.giver.0;
    let start =
        offer.next_session(today).map(|session| format!("Commence le {}", spoken_date(session.starts_on)));
    let place = if offer.is_remote() { Some("À distance".to_owned()) } else { offer.address.line() };
    let phone = offer.contact.phone.clone().or(giver.contact.phone).map(|phone| spoken_phone(&phone));
    let asks = offer.accepts_requests() && !offer.is_closed(today);
    let (name, slug) = (offer.name.clone(), one.slug.clone());
    view! {
        <li>
            <img class="gathered-qr" src=format!("/offres/{slug}/qr.svg") alt="" width="132" height="132"/>
            <div>
                <p class="card-kind">{offer.kind.label()}</p>
                <h2><a href=format!("/offres/{slug}")>{offer.name.clone()}</a></h2>
                <p>{giver.name}</p>
                {place.map(|place| view! { <p>{place}</p> })}
                {start.map(|start| view! { <p>{start}</p> })}
                {phone.map(|phone| view! { <p>"Téléphone : "<strong class="number">{phone}</strong></p> })}
                <div class="actions on-screen">
                    {asks.then(|| view! {
                        <a class="button" href=format!("/accompagner/demande/{slug}")>"Demander avec elle"<span class="unseen">{format!(" : {name}")}</span></a>
                    })}
                    <Act label="Retirer" about=offer.name class="button quiet" fields=vec![("geste", "retirer".to_owned()), ("offre", one.slug)]/>
                </div>
            </div>
        </li>
    }
}
