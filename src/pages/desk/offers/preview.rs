//! `/espace/{structure}/offres/{id}/apercu`: what stands beside the form, on a page of its own. A script of the form takes
//! its part of it; who has none opens it.

use leptos::prelude::*;
use leptos_meta::Title;

use super::super::super::shown::parameter;
use super::super::tab::Tab;
use super::super::{Desk, desk};
use super::editor::draft_of;
use super::help::{Help, HelpPanel, read_help};
use super::parts::Fragments;
use crate::ui::icon::Icon;

/// The page.
#[component]
pub fn OfferPreviewPage() -> impl IntoView {
    let id = parameter("offer");
    let back = id.clone();
    desk(
        Tab::Offers,
        async move |desk: Desk| {
            let Some(draft) = draft_of(&desk, &id).await? else { return Ok(None) };
            Ok(Some(read_help(&desk, &draft).await?))
        },
        move |desk, help: Help| {
            let form = desk.to(&format!("/offres/{back}"));
            view! {
                <Title text="Aperçu"/>
                <p class="back"><a href=form.clone()><Icon name="back"/>"Revenir à l’offre"</a></p>
                <h1>"Conseils et aperçu"</h1>
                <Fragments help=help.clone()/>
                <HelpPanel help form/>
            }
        },
    )
}
