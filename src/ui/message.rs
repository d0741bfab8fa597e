//! A page that says one thing and what to do next: an error, an absence, an end.

use leptos::prelude::*;
use leptos_meta::Title;

/// Above what is told from memory.
#[component]
pub fn Remembered() -> impl IntoView {
    view! {
        <p class="notice">
            "Notre service a un problème. Vous pouvez lire, mais ces informations datent peut-être de quelques minutes. Pour envoyer une demande, attendez un peu."
        </p>
    }
}

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
