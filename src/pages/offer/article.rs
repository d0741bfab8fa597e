//! The sheet itself: what a person reads, and what its writer sees beforehand.

use leptos::prelude::*;

use super::facts::{Comforts, Disability, EntryMode, Payers, Questions, What, places_left, spoken_hours};
use super::ways_in::WaysIn;
use crate::domain::card::Sheet;
use crate::domain::clock::{full_date, spoken_from};
use crate::domain::offer::{Offer, OfferKind, Session};
use crate::domain::plain::lower_first;
use crate::domain::reservation::Reservation;
use crate::domain::taxonomy::{Fee, ReceptionMode};
use crate::ui::card::{Cards, for_whom};
use crate::ui::companion::{BasketButton, Companion};
use crate::ui::icon::Icon;
use crate::ui::message::Remembered;
use crate::ui::share::Share;

/// The sheet of an offer, in the order of the questions that a person asks.
#[component]
pub fn SheetArticle(
    /// What it says.
    sheet: Sheet,
    /// Seen by its writer only: nothing to share yet.
    #[prop(optional)]
    preview: bool,
) -> impl IntoView {
    let closed = sheet.offer.is_closed(sheet.today);
    let takes = sheet.offer.accepts_requests() || sheet.prescriber.is_some();
    let asks_here = sheet.remembered.unwrap_or(takes) && !closed;
    let offer = sheet.offer.clone();
    view! {
        <article class="sheet">
            <p class="card-kind">{offer.kind.label()}</p>
            {if preview {
                view! { <h3 class="sheet-title">{offer.name.clone()}</h3> }.into_any()
            } else {
                view! { <h1>{offer.name.clone()}</h1> }.into_any()
            }}
            <p class="card-giver">
                "Avec "<a href=format!("/structures/{}", sheet.organisation_slug)>{sheet.organisation.name.clone()}</a>
            </p>
            {sheet.remembered.is_some().then(|| view! { <Remembered/> })}
            {closed.then(|| view! { <p class="notice closed"><Icon name="closed"/>"Fermé : il n’y a plus de place pour le moment."</p> })}
            <section aria-labelledby="quoi">
                <Part id="quoi" preview text="Qu’est-ce que je vais faire ?"/>
                {(!offer.plain.tasks.is_empty()).then(|| view! {
                    <ul>{offer.plain.tasks.iter().cloned().map(|task| view! { <li>{task}</li> }).collect_view()}</ul>
                })}
                {paragraphs(&offer.description)}
                <What sheet=sheet.clone() preview/>
                {offer.plain.outcome.clone().map(|outcome| view! { <p><strong>"À la fin : "</strong>{outcome}</p> })}
                {(!offer.themes.is_empty()).then(|| view! { <p class="themes"><strong>"Pour : "</strong>{themes(&offer)}"."</p> })}
            </section>
            <section aria-labelledby="pour-moi">
                <Part id="pour-moi" preview text="C’est pour moi ?"/>
                <p>{for_whom(&offer.publics)}"."</p>
                {offer.plain.reserved_for.clone().map(|text| view! { <p class="notice">{text}</p> })}
                {offer.publics_details.as_deref().map(paragraphs)}
                {sheet.told.zone.clone().map(|zone| view! { <p>{zone}</p> })}
                <Questions offer=offer.clone() preview/>
                {offer.conditions.as_deref().map(|text| view! { <Under preview text="Les conditions"/>{paragraphs(text)} })}
            </section>
            <section aria-labelledby="quand">
                <Part id="quand" preview text="Quand ça commence ?"/>
                <When offer=offer.clone() hours=sheet.told.hours.clone() today=sheet.today/>
            </section>
            <section aria-labelledby="ou">
                <Part id="ou" preview text="Où, et comment y aller ?"/>
                <Where offer=offer.clone()/>
                <Disability offer=offer.clone()/>
            </section>
            <section aria-labelledby="argent">
                <Part id="argent" preview text="Combien ça coûte ? Suis-je payé ?"/>
                <p>{cost(&offer)}</p>
                <Payers offer=offer.clone()/>
                {offer.plain.pay.clone().map(|pay| view! { <p>{pay}</p> })}
                <Comforts offer=offer.clone()/>
            </section>
            <section aria-labelledby="entrer">
                <Part id="entrer" preview text="Comment entrer ?"/>
                <EntryMode offer=offer.clone()/>
                <WaysIn sheet=sheet.clone() asks_here/>
            </section>
            <section aria-labelledby="qui">
                <Part id="qui" preview text="Qui me répond ?"/>
                <p>
                    {offer.contact.name.clone().map(|name| format!("{name}, "))}{sheet.organisation.name.clone()}"."
                </p>
                {sheet.answers.measured().sentence().into_iter().chain(sheet.commitment.clone()).map(|sentence| view! {
                    <p class="fact"><Icon name="answer"/><span>{sentence}"."</span></p>
                }).collect_view()}
                <p class="confirmed">{format!("Informations vérifiées le {}.", full_date(offer.updated_on))}</p>
            </section>
            {(!sheet.pathways.is_empty()).then(|| view! {
                <section aria-labelledby="parcours">
                    <Part id="parcours" preview text="Une étape d’un parcours"/>
                    <ul class="links">
                        {sheet.pathways.iter().cloned().map(|(slug, name)| view! {
                            <li><a href=format!("/parcours/{slug}")><Icon name="pathway"/>{name}</a></li>
                        }).collect_view()}
                    </ul>
                </section>
            })}
            {(!preview).then(|| view! { <section aria-labelledby="partager" class="sharing">
                <h2 id="partager">"Garder ou partager"</h2>
                <Share title=offer.name.clone() address=sheet.address.clone()/>
                <p class="qr">
                    <img src=format!("/offres/{}/qr.svg", sheet.slug) alt="QR code de cette page" width="132" height="132" loading="lazy"/>
                    <span>"Montrez ce carré à un autre téléphone."</span>
                </p>
            </section> })}
            {closed.then(|| view! {
                <section aria-labelledby="autres">
                    <h2 id="autres">"D’autres offres près de là"</h2>
                    <Cards cards=sheet.nearby.clone()/>
                </section>
            })}
            {match use_context::<Companion>() {
                Some(companion) => view! { <Beside companion slug=sheet.slug name=offer.name asks_here/> }.into_any(),
                None => asks_here.then(|| view! {
                    <p class="main-action"><a class="button main" href=format!("/offres/{}/demande", sheet.slug)>"Ça m’intéresse"</a></p>
                }).into_any(),
            }}
        </article>
    }
}

/// The title of a part. Beside its form the sheet is a part of another page: its own titles stand below that one's.
#[component]
fn Part(id: &'static str, preview: bool, text: &'static str) -> impl IntoView {
    if preview {
        view! { <h4 id=id>{text}</h4> }.into_any()
    } else {
        view! { <h2 id=id>{text}</h2> }.into_any()
    }
}

/// A title inside a part.
#[component]
pub(super) fn Under(preview: bool, text: &'static str) -> impl IntoView {
    if preview { view! { <h5>{text}</h5> }.into_any() } else { view! { <h3>{text}</h3> }.into_any() }
}

/// What a volunteer does with the person beside her.
#[component]
fn Beside(companion: Companion, slug: String, name: String, asks_here: bool) -> impl IntoView {
    let ask = format!("/accompagner/demande/{slug}");
    view! {
        <BasketButton companion slug name/>
        {asks_here.then(|| view! { <p class="main-action"><a class="button main" href=ask>"Demander avec elle"</a></p> })}
    }
}

pub(super) fn paragraphs(text: &str) -> impl IntoView + use<> {
    text.split("\n")
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect_view()
}

#[component]
fn When(offer: Offer, hours: Option<String>, today: time::Date) -> impl IntoView {
    let open: Vec<Session> =
        offer.sessions.iter().filter(|session| session.is_open(today)).cloned().collect();
    let place = if offer.kind == OfferKind::Workshop { "Horaires" } else { "Ouvert" };
    let rhythm = match (offer.weekly_hours, offer.weeks) {
        (Some(hours), Some(weeks)) => {
            Some(format!("{} heures par semaine, pendant {weeks} semaines.", spoken_hours(hours)))
        }
        (Some(hours), None) => Some(format!("{} heures par semaine.", spoken_hours(hours))),
        (None, Some(weeks)) => Some(format!("Pendant {weeks} semaines.")),
        (None, None) => None,
    };
    view! {
        {(offer.sessions.is_empty() && !offer.details.takes_nobody()).then(|| view! { <p>"Toute l’année. Vous pouvez demander maintenant."</p> })}
        {offer.details.post.places.filter(|places| *places > 0 && !offer.details.post.closed).map(|places| view! {
            <p><span class="badge open">{places_left(places)}</span></p>
        })}
        {(!offer.sessions.is_empty() && open.is_empty()).then(|| view! { <p>"Pas de date ouverte pour le moment."</p> })}
        {(!open.is_empty()).then(|| view! {
            <ul class="sessions">
                {open.into_iter().map(|session| view! {
                    <li>
                        <strong>{format!("Le {}", spoken_from(today, session.starts_on))}</strong>
                        {session.ends_on.map(|end| format!(", jusqu’au {}", spoken_from(today, end)))}
                        {match session.places_for_everybody() {
                            Some(0) => view! { <span class="badge closed">"Complet pour les autres"</span> }.into_any(),
                            Some(places) => view! { <span class="badge open">{places_left(places)}</span> }.into_any(),
                            None => ().into_any(),
                        }}
                        {session.kept.iter().filter_map(Reservation::sentence).map(|kept| view! { <p class="kept">{kept}"."</p> }).collect_view()}
                        {session.meeting_to_come(today).map(|meeting| view! { <p>"Réunion d’information : "{meeting}</p> })}
                    </li>
                }).collect_view()}
            </ul>
        })}
        {rhythm.map(|rhythm| view! { <p>{rhythm}</p> })}
        {hours.map(|hours| view! { <p>{format!("{place} {hours}.")}</p> })}
    }
}

/// What it is about, in the words of the field.
fn themes(offer: &Offer) -> String {
    offer.themes.iter().map(|theme| lower_first(theme.label())).collect::<Vec<_>>().join(", ")
}

#[component]
fn Where(offer: Offer) -> impl IntoView {
    let line = offer.address.line();
    let both = [ReceptionMode::EnPresentiel, ReceptionMode::ADistance]
        .iter()
        .all(|mode| offer.reception_modes.contains(mode));
    let route = offer.address.latitude.zip(offer.address.longitude).filter(|_| !offer.is_remote()).map(
        |(latitude, longitude)| {
            format!("https://www.openstreetmap.org/directions?to={latitude}%2C{longitude}#map=16/{latitude}/{longitude}")
        },
    );
    view! {
        {offer.is_remote().then(|| view! { <p>"À distance : par téléphone ou par Internet, depuis chez vous."</p> })}
        {both.then(|| view! { <p>"Sur place ou à distance : vous choisissez."</p> })}
        {line.filter(|_| !offer.is_remote()).map(|line| view! { <p class="fact"><Icon name="place"/>{line}</p> })}
        {offer.plain.getting_there.clone().map(|text| view! { <p>{text}</p> })}
        {route.map(|href| view! { <p><a href=href rel="noopener noreferrer">"Voir le chemin sur une carte"</a></p> })}
    }
}

fn cost(offer: &Offer) -> String {
    let base = match offer.fee {
        Some(Fee::Gratuit) => "C’est gratuit.",
        Some(Fee::Payant) => "C’est payant.",
        None => "Demandez le prix à la structure.",
    };
    match &offer.fee_details {
        Some(details) => format!("{base} {details}"),
        None => base.to_owned(),
    }
}
