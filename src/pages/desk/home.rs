//! `/espace`: one's structures, and what to do first.

use leptos::prelude::*;
use leptos_meta::Title;

use super::access::lead_to;
use super::{Signed, begins_at, own};
use crate::domain::clock::{paris_date, spoken_date};
use crate::pages::shown::asked_value;
use crate::store::{Claim, Workplace};
use crate::ui::form::Act;
use crate::ui::icon::Icon;

/// How long somebody reads that her demand was refused.
pub(super) const REFUSED_SHOWN: time::Duration = time::Duration::days(30);

/// The page.
#[component]
pub fn DeskHomePage() -> impl IntoView {
    let done = asked_value("fait");
    own(
        async |signed: Signed| {
            let since = signed.reading.clock.now() - REFUSED_SHOWN;
            Ok(Some(signed.reading.db.claims_by(signed.account.id, since).await?))
        },
        move |signed, claims| {
            if claims.is_empty() && leads_beside(&signed) {
                // She has no desk: her own page is the one that she wants.
                lead_to("/accompagner");
            }
            view! { <Home signed claims done/> }
        },
    )
}

/// Whether all that she does here is to go with people.
fn leads_beside(signed: &Signed) -> bool {
    let all = &signed.workplaces;
    !signed.account.is_moderator && !all.is_empty() && all.iter().all(Workplace::is_beside)
}

#[component]
fn Home(signed: Signed, claims: Vec<Claim>, done: String) -> impl IntoView {
    let done = match done.as_str() {
        "demande" => Some("Votre demande est partie. Vous recevez la réponse par e-mail."),
        "annulee" => Some("Votre demande est annulée."),
        _ => None,
    };
    let none = signed.workplaces.is_empty() && claims.is_empty();
    view! {
        <Title text="Mes structures"/>
        <h1>"Mes structures"</h1>
        {done.map(|done| view! { <p class="notice done" role="status">{done}</p> })}
        {none.then(|| view! { <p class="lead">"Première étape : trouvez votre structure dans l’annuaire, ou créez-la."</p> })}
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
pub(super) fn Asked(claim: Claim) -> impl IntoView {
    let name = claim.content.name.clone();
    let join = format!("/espace/nouvelle-structure/rejoindre/{}", claim.slug);
    match claim.reason {
        None => {
            let day = spoken_date(paris_date(claim.created_at));
            view! {
                <div class="notice asked-to-join">
                    <p><strong>{name.clone()}</strong>{format!(" : vous avez demandé à rejoindre le {day}. Votre demande est en attente. La réponse arrive par e-mail.")}</p>
                    <Act label="Annuler ma demande" about=name action=join class="button quiet" fields=vec![("geste", "annuler".to_owned())]/>
                </div>
            }.into_any()
        }
        Some(reason) => view! {
            <p class="notice closed"><span>
                <strong>{name.clone()}</strong>" : votre demande est refusée. "<q>{reason}</q>" "
                <a href=join>"Demander encore"<span class="unseen">{format!(" : {name}")}</span></a>
            </span></p>
        }
        .into_any(),
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
            <a href=begins_at(&workplace)>
                <Icon name="people"/>
                <span>{workplace.content.name.clone()}<span class="departement">{state}</span></span>
            </a>
        </li>
    }
}
