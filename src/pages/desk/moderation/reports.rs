//! What structures report of requests, and what can be decided.

use leptos::prelude::*;

use crate::domain::abuse::Outcome;
use crate::domain::clock::spoken_moment;
use crate::store::WaitingReport;

/// The reports that wait.
#[component]
pub(super) fn Reports(reports: Vec<WaitingReport>) -> impl IntoView {
    (!reports.is_empty()).then(|| {
        view! {
            <section aria-labelledby="signalements">
                <h2 id="signalements">"Signalements"</h2>
                <ul class="people">{reports.into_iter().map(|one| view! { <Report one/> }).collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn Report(one: WaitingReport) -> impl IntoView {
    let (id, about) = (one.id.to_string(), format!("demande {}", one.code));
    let field = format!("reponse-{id}");
    let of = field.clone();
    let known = match (one.requests, one.reports) {
        (0, _) => "La demande est effacée : son numéro ne peut plus être bloqué.".to_owned(),
        (requests, reports) => format!("Demandes de ce numéro : {requests}. Signalements : {reports}."),
    };
    let possible =
        Outcome::ALL.into_iter().filter(|outcome| *outcome == Outcome::Dismissed || one.requests > 0);
    let buttons = possible.map(|outcome| {
        let (class, label) = match outcome {
            Outcome::Dismissed => ("button quiet", "Sans suite"),
            Outcome::Blocked => ("button danger", "Bloquer ce numéro partout"),
        };
        view! {
            <button type="submit" name="issue" value=outcome.code() class=class>{label}<span class="unseen">{format!(" : {about}")}</span></button>
        }
    });
    view! {
        <li>
            <p class="people-who"><strong>{one.wrong().label()}</strong></p>
            <p>{format!("{}, demande {}", one.organisation.name, one.code)}</p>
            {one.words.clone().map(|words| view! { <p class="words"><q>{words}</q></p> })}
            <p>{known}</p>
            <p class="small">{format!("Signalé {}.", spoken_moment(one.at))}</p>
            <form method="post" class="role">
                <input type="hidden" name="geste" value="signalement"/>
                <input type="hidden" name="signalement" value=id/>
                <label for=of>"Un mot pour la structure (si vous voulez)"</label>
                <input id=field name="reponse" type="text" maxlength="300"/>
                <div class="actions">{buttons.collect_view()}</div>
            </form>
        </li>
    }
}
