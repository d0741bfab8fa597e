//! What is new in the model that an offer follows: each change can be taken or left.

use leptos::prelude::*;

use crate::domain::draft::compare::Difference;

/// A change of the model: what it said and says, and what this offer says.
#[derive(Debug, Clone)]
pub struct News {
    /// What differs.
    pub difference: Difference,
    /// What this offer says, in words.
    pub own: String,
}

/// The changes, each with a box to tick.
#[component]
pub fn ModelNews(
    /// What the model says now, beside what it said; nothing where it has not changed.
    news: Option<Vec<News>>,
    /// The address of the offer.
    here: String,
) -> impl IntoView {
    let said = |text: String| if text.is_empty() { "(rien)".to_owned() } else { text };
    news.map(|news| {
        let same = news.is_empty();
        view! {
            <section class="news" aria-labelledby="modele">
                <h2 id="modele">"Le modèle que vous suivez a changé"</h2>
                <p>{if same {
                    "Vous dites déjà la même chose : il n’y a rien à prendre."
                } else {
                    "Cochez ce que vous prenez. Publiez ensuite : rien ne change en ligne avant."
                }}</p>
                <form method="post" action=here>
                    <div class="options">
                        {news.into_iter().map(|one| view! {
                            <label class="option">
                                <input type="checkbox" name=format!("prendre-{}", one.difference.field) value="oui" checked=true/>
                                <span>
                                    <strong>{one.difference.label}</strong>
                                    <span class="said"><span class="which">"Le modèle : "</span>{said(one.difference.other)}</span>
                                    <span class="said"><span class="which">"Chez vous : "</span>{said(one.own)}</span>
                                </span>
                            </label>
                        }).collect_view()}
                    </div>
                    <p class="actions">
                        {(!same).then(|| view! { <button class="button" name="geste" value="suivre">"Prendre ce qui est coché"</button> })}
                        <button class="button quiet" name="geste" value="ignorer">{if same { "D’accord" } else { "Garder mon texte" }}</button>
                    </p>
                </form>
            </section>
        }
    })
}
