//! `/espace`: one's structures, and what to do first.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{Signed, own};
use crate::store::Workplace;
use crate::ui::icon::Icon;

/// The page.
#[component]
pub fn DeskHomePage() -> impl IntoView {
    own(async |_| Ok(Some(())), |signed, ()| view! { <Home signed/> })
}

#[component]
fn Home(signed: Signed) -> impl IntoView {
    let none = signed.workplaces.is_empty();
    view! {
        <Title text="Mes structures"/>
        <h1>"Mes structures"</h1>
        {none.then(|| view! { <p class="lead">"Vous n’êtes dans aucune structure pour le moment."</p> })}
        <ul class="links">
            {signed.workplaces.iter().map(|one| view! { <Line workplace=one.clone()/> }).collect_view()}
        </ul>
    }
}

#[component]
fn Line(workplace: Workplace) -> impl IntoView {
    let state = match workplace.review.as_str() {
        "waiting" => "En attente de validation",
        "refused" => "Non validée",
        _ => workplace.role().label(),
    };
    view! {
        <li>
            <a href=format!("/espace/{}", workplace.slug)>
                <Icon name="people"/>
                <span>{workplace.content.name.clone()}<span class="departement">{state}</span></span>
            </a>
        </li>
    }
}
