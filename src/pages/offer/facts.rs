//! What only one kind of offer says, each fact where its question is.

use leptos::prelude::*;

use super::article::{Under, paragraphs};
use crate::domain::card::Sheet;
use crate::domain::offer::{Offer, OfferKind, OtherPost};
use crate::domain::taxonomy::{Entry, Level};
use crate::ui::icon::Icon;

/// A label and what it says, where something is said.
fn fact(label: &'static str, text: Option<String>) -> impl IntoView + use<> {
    text.map(|text| view! { <p><strong>{label}" : "</strong>{text}</p> })
}

/// The trade, the contract, the certification, the steps.
#[component]
pub fn What(sheet: Sheet, preview: bool) -> impl IntoView {
    let offer = sheet.offer;
    let help = offer.service_type.filter(|_| offer.kind == OfferKind::Support);
    let details = offer.details;
    let (post, course, venture) = (details.post, details.course, details.venture);
    let trade = post.trade.map(|trade| match sheet.told.trade {
        Some(official) if official != trade => format!("{trade} (nom officiel : {official})"),
        _ => trade,
    });
    let contract = match (post.contract.map(|contract| contract.label()), post.lasts) {
        (Some(contract), Some(lasts)) => Some(format!("{contract}. {lasts}")),
        (contract, lasts) => contract.map(str::to_owned).or(lasts),
    };
    let level = course.level.filter(|level| *level != Level::None).map(|level| level.label().to_owned());
    let desks = venture.desks.filter(|desks| *desks > 0).map(|desks| desks.to_string());
    view! {
        {fact("Forme de l’aide", help.map(|help| help.label().to_owned()))}
        {fact("Le métier", trade)}
        {fact("Le contrat", contract)}
        {fact("Dans", post.siae.map(|siae| siae.label().to_owned()))}
        {fact("Vous devenez", venture.membership)}
        {fact("On vous aide", venture.support.or(post.support))}
        {fact("Vous apprenez", post.training)}
        {fact("Bureaux partagés", desks)}
        {fact("Vous obtenez", level)}
        {course.certification.map(|code| view! { <p><strong>"Certification : "</strong><Certification code/></p> })}
        {(!details.other_posts.is_empty()).then(|| view! {
            <Under preview text="Les autres postes"/>
            <ul class="sessions">{details.other_posts.into_iter().map(|post| view! { <OtherPostItem post/> }).collect_view()}</ul>
        })}
        {(!sheet.steps.is_empty()).then(|| view! {
            <Under preview text="Les étapes"/>
            <ol class="links">
                {sheet.steps.into_iter().map(|step| view! {
                    <li><a href=format!("/offres/{}", step.slug)>
                        <Icon name="pathway"/>
                        <span>{step.name}<span class="departement">{format!("{}, avec {}", step.role.label(), step.giver)}</span></span>
                    </a></li>
                }).collect_view()}
            </ol>
        })}
    }
}

/// Another post of the workshop.
#[component]
fn OtherPostItem(post: OtherPost) -> impl IntoView {
    let open = post.is_open();
    let hours = post.weekly_hours.map(|hours| format!("{} heures par semaine.", spoken_hours(hours)));
    let contract = post.contract.map(|contract| format!("{}.", contract.label()));
    let facts: Vec<String> = [contract, hours].into_iter().flatten().collect();
    view! {
        <li>
            <strong>{post.trade}</strong>
            {match (open, post.places) {
                (false, _) => view! { <span class="badge closed">"Fermé pour le moment"</span> }.into_any(),
                (true, Some(places)) => view! { <span class="badge open">{places_left(places)}</span> }.into_any(),
                (true, None) => ().into_any(),
            }}
            {post.tasks.map(|tasks| view! { <p>{tasks}</p> })}
            {(!facts.is_empty()).then(|| view! { <p>{facts.join(" ")}</p> })}
        </li>
    }
}

/// "1 place", "3 places".
pub fn places_left(places: impl Into<u32>) -> String {
    let places = places.into();
    if places == 1 { "1 place".to_owned() } else { format!("{places} places") }
}

/// Hours as people write them: "17,5".
pub fn spoken_hours(hours: f32) -> String {
    hours.to_string().replace('.', ",")
}

/// The code of a certification, which leads to the national register.
#[component]
fn Certification(code: String) -> impl IntoView {
    let (register, number) =
        code.strip_prefix("RNCP").map_or(("rs", code.trim_start_matches("RS")), |number| ("rncp", number));
    let href = format!("https://www.francecompetences.fr/recherche/{register}/{number}/");
    view! { <a href=href rel="noopener noreferrer">{code.clone()}</a> }
}

/// The conditions, as questions.
#[component]
pub fn Questions(offer: Offer, preview: bool) -> impl IntoView {
    (!offer.details.questions.is_empty()).then(|| {
        view! {
            <Under preview text="Répondez oui ou non"/>
            <ul>{offer.details.questions.into_iter().map(|question| view! { <li>{question}</li> }).collect_view()}</ul>
            <p>"Vous hésitez ? Demandez quand même : la structure vous dira."</p>
        }
    })
}

/// How disabled people are received.
#[component]
pub fn Disability(offer: Offer) -> impl IntoView {
    let course = offer.details.course;
    view! {
        {course.disability.as_deref().map(paragraphs)}
        {fact("Référent handicap", course.disability_contact)}
    }
}

/// Who pays, and what is left to pay.
#[component]
pub fn Payers(offer: Offer) -> impl IntoView {
    let course = offer.details.course;
    let payers: Vec<&str> = course.payers.iter().map(|payer| payer.label()).collect();
    let payers = (!payers.is_empty()).then(|| payers.join(", "));
    view! {
        {fact("Qui paie la formation", payers)}
        {fact("Il vous reste à payer", course.left_to_pay)}
    }
}

/// Meals, lodging, help to come.
#[component]
pub fn Comforts(offer: Offer) -> impl IntoView {
    let course = offer.details.course;
    view! {
        {fact("Repas", course.meals)}
        {fact("Logement", course.lodging)}
        {fact("Transport", course.transport)}
    }
}

/// How one gets into a training.
#[component]
pub fn EntryMode(offer: Offer) -> impl IntoView {
    let sentence = |entry| match entry {
        Entry::BySelf => "Vous vous inscrivez vous-même.",
        Entry::Meeting => "Vous venez à une réunion d’information.",
        Entry::Test => "Vous passez un test.",
        Entry::File => "Vous remplissez un dossier.",
        Entry::Prescription => "Un conseiller doit proposer votre nom.",
        Entry::ToConfirm => "Le centre vous dit comment entrer.",
    };
    let ways: Vec<&str> = offer.details.course.entry.into_iter().map(sentence).collect();
    match ways.as_slice() {
        [] => ().into_any(),
        [one] => view! { <p>{*one}</p> }.into_any(),
        _ => view! { <ul>{ways.into_iter().map(|way| view! { <li>{way}</li> }).collect_view()}</ul> }
            .into_any(),
    }
}
