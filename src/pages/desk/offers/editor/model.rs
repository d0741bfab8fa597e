//! What is new in the model that an offer follows: each change can be taken or left.

use leptos::prelude::*;

use crate::domain::draft::compare::Difference;

/// The changes, each with a box to tick.
#[component]
pub fn ModelNews(
    /// What the model says now, beside what it said.
    news: Vec<Difference>,
    /// The address of the offer.
    here: String,
) -> impl IntoView {
    (!news.is_empty()).then(|| {
        view! {
            <section class="notice news" aria-labelledby="modele">
                <h2 id="modele">"Le modèle que vous suivez a changé"</h2>
                <form method="post" action=here>
                    {news.into_iter().map(|one| view! {
                        <label class="option">
                            <input type="checkbox" name=format!("prendre-{}", one.field) value="oui" checked=true/>
                            <span><strong>{one.label}</strong>" : "{if one.other.is_empty() { "(effacé)".to_owned() } else { one.other }}</span>
                        </label>
                    }).collect_view()}
                    <p class="actions">
                        <button class="button" name="geste" value="suivre">"Prendre ce qui est coché"</button>
                    </p>
                </form>
            </section>
        }
    })
}
