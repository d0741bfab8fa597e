//! `/espace`: one's structures, and what to do first.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{Signed, own};
use crate::domain::clock::{paris_date, spoken_date};
use crate::pages::shown::asked_value;
use crate::store::{Claim, Workplace};
use crate::ui::icon::Icon;

/// How long somebody reads that her demand was refused.
const REFUSED_SHOWN: time::Duration = time::Duration::days(30);

/// The page.
#[component]
pub fn DeskHomePage() -> impl IntoView {
    let done = asked_value("fait");
    own(
        async |signed: Signed| {
            let since = signed.reading.clock.now() - REFUSED_SHOWN;
            Ok(Some(signed.reading.db.claims_by(signed.account.id, since).await?))
        },
        move |signed, claims| view! { <Home signed claims asked=done == "demande"/> },
    )
}

#[component]
fn Home(signed: Signed, claims: Vec<Claim>, asked: bool) -> impl IntoView {
    let none = signed.workplaces.is_empty() && claims.is_empty();
    view! {
        <Title text="Mes structures"/>
        <h1>"Mes structures"</h1>
        {asked.then(|| view! { <p class="notice done" role="status">"Votre demande est partie. Vous recevez la réponse par e-mail."</p> })}
        {none.then(|| view! { <p class="lead">"Première étape : trouvez votre structure dans l’annuaire, ou créez-la."</p> })}
        {claims.into_iter().map(|claim| view! { <Asked claim/> }).collect_view()}
        <ul class="links">
            {signed.workplaces.iter().map(|one| view! { <Line workplace=one.clone()/> }).collect_view()}
        </ul>
        <p>
            <a class=if none { "button main" } else { "button quiet" } href="/espace/nouvelle-structure">
                {if none { "Trouver ma structure" } else { "Ajouter une structure" }}
            </a>
        </p>
    }
}

/// A demand to join that waits, or was refused lately.
#[component]
fn Asked(claim: Claim) -> impl IntoView {
    let name = claim.content.name.clone();
    match claim.reason {
        None => {
            let day = spoken_date(paris_date(claim.created_at));
            view! { <p class="notice"><span><strong>{name}</strong>{format!(" : vous avez demandé à rejoindre le {day}. La réponse arrive par e-mail.")}</span></p> }.into_any()
        }
        Some(reason) => {
            view! { <p class="notice closed"><span><strong>{name}</strong>{format!(" : votre demande est refusée. « {reason} »")}</span></p> }.into_any()
        }
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
