//! How to get in: the ways that are real for this offer, and no other.

use leptos::prelude::*;

use super::article::paragraphs;
use crate::domain::card::Sheet;
use crate::domain::phone::spoken_phone;
use crate::domain::taxonomy::{MobilisableBy, MobilisationMode};
use crate::ui::icon::Icon;

/// The steps, then the ways in.
#[component]
pub fn WaysIn(
    /// The sheet.
    sheet: Sheet,
    /// Whether one can ask here, today.
    asks_here: bool,
) -> impl IntoView {
    let offer = sheet.offer;
    let phone = offer.contact.phone.clone().or(sheet.organisation.contact.phone.clone());
    let comes = offer.mobilisation_modes.contains(&MobilisationMode::SePresenter);
    let professionals_only = offer.mobilisable_by == [MobilisableBy::Professionnels];
    let for_her = offer.mobilisable_by.contains(&MobilisableBy::Professionnels) && asks_here;
    let proposed_by = offer.proposed_by().or_else(|| {
        professionals_only
            .then(|| "un conseiller (France Travail, mission locale, assistante sociale)".to_owned())
    });
    let must = proposed_by.is_some() && !offer.is_closed(sheet.today);
    let nothing =
        !asks_here && phone.is_none() && !comes && offer.mobilisation_link.is_none() && proposed_by.is_none();
    view! {
        {(!offer.plain.entry_steps.is_empty()).then(|| view! {
            <ol>{offer.plain.entry_steps.iter().cloned().map(|step| view! { <li>{step}</li> }).collect_view()}</ol>
        })}
        {offer.mobilisation_details.as_deref().map(paragraphs)}
        <ul class="ways">
            {asks_here.then(|| match sheet.prescriber.clone() {
                Some(who) => view! {
                    <li><Icon name="send"/><span><strong>"Demandez ici. "</strong>{who}" peut vous proposer, et reçoit votre demande. Deux lignes à remplir, sans compte."</span></li>
                }.into_any(),
                None => view! {
                    <li><Icon name="send"/><span><strong>"Demandez ici."</strong>" Deux lignes à remplir, sans compte."</span></li>
                }.into_any(),
            })}
            {for_her.then(|| view! {
                <li><Icon name="people"/><span>"Un conseiller peut aussi demander pour vous."</span></li>
            })}
            {phone.map(|phone| view! {
                <li><Icon name="phone"/><span><strong>"Téléphonez : "</strong><a href=format!("tel:{phone}")>{spoken_phone(&phone)}</a></span></li>
            })}
            {comes.then(|| view! {
                <li><Icon name="place"/><span><strong>"Venez sur place."</strong>{offer.address.line().map(|line| format!(" {line}"))}</span></li>
            })}
            {offer.mobilisation_link.clone().map(|href| view! {
                <li><Icon name="link"/><span><a href=href rel="noopener noreferrer">"Inscrivez-vous sur le site de la structure"</a></span></li>
            })}
            {proposed_by.map(|who| view! {
                <li><Icon name="people"/><span><strong>"Quelqu’un doit vous proposer : "</strong>{who}"."</span></li>
            })}
            {(must && !asks_here).then(|| view! {
                // The number of France Travail for job seekers (francetravail.fr, "Nous contacter").
                <li><Icon name="phone"/><span>"On ne peut pas le demander ici : personne n’est encore désigné. Parlez-en à votre conseiller. Pas de conseiller ? France Travail répond au "<a href="tel:3949">"39 49"</a>"."</span></li>
            })}
            {nothing.then(|| view! { <li><Icon name="people"/><span>"La structure ne dit pas comment la joindre. Demandez à un conseiller."</span></li> })}
        </ul>
    }
}
