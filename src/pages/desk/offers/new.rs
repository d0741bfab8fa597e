//! `/espace/{structure}/offres/nouvelle`: which kind of offer, and what to begin from.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::super::tab::Tab;
use super::super::{Desk, desk};
use crate::domain::draft::example::Example;
use crate::domain::draft::form::fields;
use crate::domain::membership::Role;
use crate::domain::offer::OfferKind;
use crate::error::PageError;
use crate::store::ModelRow;
use crate::ui::form::{Act, FormState, Refusal};
use crate::ui::icon::Icon;

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
            let organisation = &desk.organisation;
            Ok(Some(desk.reading.db.models_for(organisation.id, &organisation.content).await?))
        },
        move |desk, models| view! { <NewOffer desk models wanted form/> },
    )
}

#[component]
fn NewOffer(desk: Desk, models: Vec<ModelRow>, wanted: Option<OfferKind>, form: FormState) -> impl IntoView {
    let kinds = OfferKind::ALL.into_iter().filter(move |kind| wanted.is_none_or(|wanted| wanted == *kind));
    let models: Vec<_> =
        models.into_iter().filter(|model| wanted.is_none_or(|wanted| wanted == model.kind())).collect();
    view! {
        <Title text="Écrire une offre"/>
        <p class="back"><a href=desk.to("/offres")><Icon name="back"/>"Vos offres"</a></p>
        <h1>"Écrire une offre"</h1>
        <Refusal state=form/>
        <p class="lead">"Choisissez un genre. Ce que votre structure dit déjà est rempli pour vous."</p>
        <ul class="kinds">
            {kinds.map(|kind| {
                let required = fields(kind).iter().filter(|spec| spec.required).count();
                view! {
                    <li>
                        <h2><Icon name=icon(kind)/>{kind.label()}</h2>
                        <p>{about(kind)}</p>
                        <p class="hint">{format!("{required} réponses suffisent.")}</p>
                        <Begin kind/>
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

/// The button that begins, from nothing or from an example.
#[component]
fn Begin(kind: OfferKind) -> impl IntoView {
    let id = format!("exemple-{}", kind.code());
    let mut examples = Example::of(kind).peekable();
    let some = examples.peek().is_some();
    view! {
        <form method="post" class="begin">
            <input type="hidden" name="genre" value=kind.code()/>
            {some.then(|| view! {
                <label for=id.clone()>"Exemple déjà écrit"</label>
                <select id=id name="exemple">
                    <option value="">"Sans exemple"</option>
                    {examples.map(|one| view! { <option value=one.code>{one.label}</option> }).collect_view()}
                </select>
            })}
            <button type="submit" class="button">"Commencer"<span class="unseen">{format!(" : {}", kind.label())}</span></button>
        </form>
    }
}

/// The icon of a kind.
fn icon(kind: OfferKind) -> &'static str {
    match kind {
        OfferKind::Workshop => "work",
        OfferKind::Training => "train",
        OfferKind::Enterprise => "create",
        OfferKind::TemporaryWork => "date",
        OfferKind::Programme => "pathway",
        OfferKind::Support => "people",
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
        OfferKind::Support => "Toute autre aide : mobilité, logement, numérique, santé…",
    }
}
