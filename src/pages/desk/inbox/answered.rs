//! How fast and how often the structure answers, as everybody reads it on its public page.

use leptos::prelude::*;

use crate::domain::answering::Answering;
use crate::domain::card::ENOUGH_ANSWERS;

/// What people see of the structure's answers, and what it is counted from.
#[component]
pub fn HowYouAnswer(
    /// Of the requests of a year.
    answering: Answering,
    /// The sentence about its delay, where there is one.
    delay: Option<String>,
) -> impl IntoView {
    let said: Vec<String> =
        delay.into_iter().chain(answering.sentence()).map(|one| format!("{one}.")).collect();
    let Answering { received, answered } = answering;
    let (answers, requests) = (
        if answered > 1 { "réponses" } else { "réponse" },
        if received > 1 { "demandes" } else { "demande" },
    );
    view! {
        <section class="how-you-answer" aria-labelledby="vos-reponses">
            <h2 id="vos-reponses">"Ce que les personnes voient de vos réponses"</h2>
            {if said.is_empty() {
                view! { <p>{format!("Rien encore. Vos chiffres paraissent à partir de {ENOUGH_ANSWERS} demandes.")}</p> }.into_any()
            } else {
                view! { <p><strong>{said.join(" ")}</strong></p> }.into_any()
            }}
            {(received > 0).then(|| view! {
                <p class="small">{format!("Sur un an : {answered} {answers} pour {received} {requests}.")}</p>
            })}
        </section>
    }
}
