//! What only one kind of offer says, each fact where its question is.

use leptos::prelude::*;

use super::article::paragraphs;
use crate::domain::card::Sheet;
use crate::domain::offer::Offer;
use crate::domain::opening::Week;
use crate::domain::taxonomy::{Entry, Level};
use crate::ui::icon::Icon;

/// A label and what it says, where something is said.
fn fact(label: &'static str, text: Option<String>) -> impl IntoView + use<> {
    text.map(|text| view! { <p><strong>{label}" : "</strong>{text}</p> })
}

/// The trade, the contract, the certification, the steps.
#[component]
pub fn What(sheet: Sheet) -> impl IntoView {
    let offer = sheet.offer;
    let (post, course, venture) = (offer.details.post, offer.details.course, offer.details.venture);
    let contract = match (post.contract.map(|contract| contract.label()), post.lasts) {
        (Some(contract), Some(lasts)) => Some(format!("{contract}. {lasts}")),
        (contract, lasts) => contract.map(str::to_owned).or(lasts),
    };
    let level = course.level.filter(|level| *level != Level::None).map(|level| level.label().to_owned());
    let desks = venture.desks.filter(|desks| *desks > 0).map(|desks| desks.to_string());
    view! {
        {fact("Le métier", post.trade)}
        {fact("Le contrat", contract)}
        {fact("Dans", post.siae.map(|siae| siae.label().to_owned()))}
        {fact("Vous devenez", venture.membership)}
        {fact("On vous aide", venture.support.or(post.support))}
        {fact("Vous apprenez", post.training)}
        {fact("Bureaux partagés", desks)}
        {fact("Vous obtenez", level)}
        {course.certification.map(|code| view! { <p><strong>"Certification : "</strong><Certification code/></p> })}
        {(!sheet.steps.is_empty()).then(|| view! {
            <ul class="links">
                {sheet.steps.into_iter().map(|(role, slug, name)| view! {
                    <li><a href=format!("/offres/{slug}")><Icon name="pathway"/><span><span class="departement">{role.label()}</span>{name}</span></a></li>
                }).collect_view()}
            </ul>
        })}
    }
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
pub fn Questions(offer: Offer) -> impl IntoView {
    (!offer.details.questions.is_empty()).then(|| {
        view! {
            <h3>"Répondez oui ou non"</h3>
            <ul>{offer.details.questions.into_iter().map(|question| view! { <li>{question}</li> }).collect_view()}</ul>
            <p>"Vous hésitez ? Demandez quand même : la structure vous dira."</p>
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
    offer.details.course.entry.map(|entry| {
        let sentence = match entry {
            Entry::BySelf => "Vous vous inscrivez vous-même.",
            Entry::Meeting => "Vous venez d’abord à une réunion d’information.",
            Entry::Test => "Vous passez d’abord un test.",
            Entry::File => "Vous remplissez un dossier.",
            Entry::Prescription => "Un conseiller doit proposer votre nom.",
            Entry::ToConfirm => "Le centre vous dit comment entrer.",
        };
        view! { <p>{sentence}</p> }
    })
}

/// When it is open, as people say it; what only machines read is left to them.
pub fn opening_sentence(offer: &Offer, beginning: &str) -> Option<String> {
    let week = Week::read(offer.opening_hours.as_deref()?)?;
    Some(format!("{beginning} {week}."))
}
