//! A page that says one thing and what to do next: an error, an absence, an end.

use leptos::prelude::*;
use leptos_meta::Title;

/// A title, a sentence or two, and the way on.
#[component]
pub fn MessagePage(
    /// What happened.
    #[prop(into)]
    title: String,
    /// What to do.
    #[prop(into)]
    text: String,
    /// The way on: links. A search is always one, and the only one where there is no other.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = if children.is_some() { "button quiet" } else { "button" };
    view! {
        <Title text=title.clone()/>
        <section class="message">
            <h1>{title}</h1>
            <p>{text}</p>
            <div class="actions">
                {children.map(|children| children())}
                <a class=class href="/">"Chercher une offre"</a>
            </div>
        </section>
    }
}
