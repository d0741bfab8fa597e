//! `/espace/{structure}/fiche`: what the structure says of itself.

use leptos::prelude::*;
use leptos_meta::Title;

use super::tab::Tab;
use super::{Desk, desk};
use crate::domain::commitment::{Commitment, PROMISED_MAX};
use crate::domain::organisation::Organisation;
use crate::domain::phone::spoken_phone;
use crate::domain::structure_form::DESCRIPTION_MAX;
use crate::pages::shown::asked;
use crate::ui::form::{Field, FormState, PostForm, TextField};
use crate::ui::place_input::PlaceInput;

/// What stands in the fields at first.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Its name.
    pub name: String,
    /// What it is.
    pub nature: String,
    /// Its SIRET.
    pub siret: String,
    /// Number and street.
    pub street: String,
    /// Its commune, as the place field writes it.
    pub place: String,
    /// Its telephone.
    pub phone: String,
    /// Its e-mail.
    pub email: String,
    /// What it does.
    pub description: String,
    /// Working days in which it promises to answer.
    pub promise: String,
}

impl Known {
    fn of(organisation: &Organisation) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let address = &organisation.address;
        let place = match (&address.commune, &address.postal_code) {
            (Some(commune), Some(code)) => format!("{commune} ({code})"),
            (commune, _) => text(commune),
        };
        Self {
            name: organisation.name.clone(),
            nature: text(&organisation.nature),
            siret: text(&organisation.siret),
            street: text(&address.street),
            place,
            phone: organisation.contact.phone.as_deref().map(spoken_phone).unwrap_or_default(),
            email: text(&organisation.contact.email),
            description: text(&organisation.description),
            promise: organisation.answers_within_days.map(|days| days.to_string()).unwrap_or_default(),
        }
    }
}

/// The fields of a structure.
#[component]
pub fn Fields(state: FormState, known: Known) -> impl IntoView {
    let typed = state.typed("lieu");
    let problem = state.about("lieu");
    let place = if typed.is_empty() { known.place } else { typed };
    view! {
        <Field name="nom" label="Son nom" autocomplete="organization" required=true value=known.name/>
        <Field name="nature" label="Ce que c’est" hint="Par exemple : atelier et chantier d’insertion." value=known.nature/>
        <div class="field" class:wrong=problem.is_some()>
            <PlaceInput label="Sa commune".to_owned() value=place problem=problem.clone()/>
        </div>
        <Field name="adresse" label="Numéro et rue" autocomplete="address-line1" value=known.street/>
        <Field name="telephone" label="Son téléphone" kind="tel" inputmode="tel" autocomplete="tel" required=true value=known.phone/>
        <Field name="email" label="Son e-mail" hint="Les demandes y arrivent." kind="email" inputmode="email" required=true value=known.email/>
        <Field name="siret" label="Son SIRET" hint="14 chiffres. Il aide à vous reconnaître." inputmode="numeric" value=known.siret/>
        <TextField name="description" label="Ce qu’elle fait" hint="En mots simples." max=DESCRIPTION_MAX value=known.description/>
        <Field name="engagement" label="Votre engagement : répondre en combien de jours ouvrés ?"
            hint=format!("De 1 à {PROMISED_MAX}. Tout le monde le lit, à côté de vos vrais délais. Vide : vous ne promettez rien.")
            inputmode="numeric" value=known.promise/>
    }
}

/// The page.
#[component]
pub fn SheetPage() -> impl IntoView {
    let (state, done) = (FormState::new(), asked("fait"));
    desk(
        Tab::Sheet,
        async |desk: Desk| {
            let promised = desk.organisation.content.answers_within_days;
            Ok(Some(desk.reading.commitment(desk.organisation.id, promised).await?))
        },
        move |desk, commitment: Option<Commitment>| {
            let known = Known::of(&desk.organisation.content);
            let refused = desk.organisation.review == "refused";
            view! {
                <Title text="Fiche"/>
                <h1>"Fiche de la structure"</h1>
                {done.then(|| view! { <p class="notice done" role="status">"C’est enregistré."</p> })}
                {refused.then(|| view! {
                    <p class="notice closed">{format!(
                        "Votre structure n’est pas validée : {} Corrigez la fiche : nous la relirons.",
                        desk.organisation.review_reason.clone().unwrap_or_default()
                    )}</p>
                })}
                {commitment.map(|commitment| {
                    let kept = commitment.is_kept() != Some(false);
                    view! {
                        <p class="notice" class:closed=!kept>{format!("Tout le monde lit : « {}. »", commitment.sentence())}</p>
                    }
                })}
                <PostForm state=state.clone()>
                    <Fields state known/>
                    <p class="main-action"><button type="submit" class="button main">"Enregistrer"</button></p>
                </PostForm>
            }
        },
    )
}
