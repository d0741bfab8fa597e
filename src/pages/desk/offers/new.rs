//! `/espace/{structure}/offres/nouvelle`: which kind of offer, and what to begin from.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::super::tab::Tab;
use super::super::{Desk, desk};
use crate::domain::draft::form::fields;
use crate::domain::membership::Role;
use crate::domain::offer::OfferKind;
use crate::error::PageError;
use crate::store::ModelRow;
use crate::ui::form::{Act, FormState, Refusal};

/// The page.
#[component]
pub fn NewOfferPage() -> impl IntoView {
    let wanted = use_query_map()
        .with_untracked(|query| query.get("genre").and_then(|code| OfferKind::from_code(&code)));
    let form = FormState::new();
    desk(
        Tab::Offers,
        async move |desk: Desk| {
            if !desk.role.may(Role::Publisher) {
                return Err(PageError::Forbidden);
            }
            Ok(Some(desk.reading.db.models().await?))
        },
        move |desk, models| {
            let models = models.into_iter().filter(|model| is_for(model, &desk)).collect();
            view! { <NewOffer desk models wanted form/> }
        },
    )
}

/// Whether a model is for this structure: its own, or of a network that it is of.
pub fn is_for(model: &ModelRow, desk: &Desk) -> bool {
    let own = &desk.organisation.content.networks;
    model.organisation_id == desk.organisation.id
        || model.giver.networks.iter().any(|network| own.contains(network))
}

#[component]
fn NewOffer(desk: Desk, models: Vec<ModelRow>, wanted: Option<OfferKind>, form: FormState) -> impl IntoView {
    let kinds = OfferKind::ALL.into_iter().filter(move |kind| wanted.is_none_or(|wanted| wanted == *kind));
    let models: Vec<_> =
        models.into_iter().filter(|model| wanted.is_none_or(|wanted| wanted == model.kind())).collect();
    view! {
        <Title text="Écrire une offre"/>
        <p class="back"><a href=desk.to("/offres")>"Vos offres"</a></p>
        <h1>"Écrire une offre"</h1>
        <Refusal state=form/>
        <p>"Choisissez. Tout ce que votre structure dit déjà est rempli pour vous."</p>
        <ul class="kinds">
            {kinds.map(|kind| {
                let required = fields(kind).iter().filter(|spec| spec.required).count();
                view! {
                    <li>
                        <h2>{kind.label()}</h2>
                        <p>{about(kind)}</p>
                        <p class="hint">{format!("{required} réponses suffisent.")}</p>
                        <Act label="Commencer" about=kind.label() fields=vec![("genre", kind.code().to_owned())]/>
                    </li>
                }
            }).collect_view()}
        </ul>
        {(!models.is_empty()).then(|| view! {
            <h2>"Commencer avec un modèle de votre réseau"</h2>
            <ul class="kinds">
                {models.into_iter().map(|model| view! {
                    <li>
                        <h3>{model.title.clone()}</h3>
                        <p>{format!("{} · partagé par {}", model.kind().label(), model.giver.name)}</p>
                        <Act
                            label="Suivre ce modèle" about=model.title.clone()
                            fields=vec![("genre", model.kind().code().to_owned()), ("modele", model.id.to_string())]
                        />
                    </li>
                }).collect_view()}
            </ul>
        })}
    }
}

/// What a kind is for, in one sentence.
fn about(kind: OfferKind) -> &'static str {
    match kind {
        OfferKind::Workshop => "Un poste dans un atelier ou une entreprise d’insertion.",
        OfferKind::Training => "Une formation, avec ses dates.",
        OfferKind::Enterprise => "Un lieu ou un appui pour créer son activité.",
        OfferKind::TemporaryWork => "Des missions d’une agence d’intérim.",
        OfferKind::Programme => "Plusieurs étapes, les vôtres ou celles de partenaires.",
        OfferKind::Support => "Toute autre aide : mobilité, logement, numérique, santé…",
    }
}
