//! What a person sees when a page could not be read: the next step.

use leptos::prelude::*;

use crate::error::{PageError, STARTING_SECONDS, UNAVAILABLE_SECONDS};
use crate::ui::message::MessagePage;

/// What a person sees instead of a page that could not be read: the next step.
#[component]
pub fn ErrorPage(
    /// What happened.
    error: PageError,
) -> impl IntoView {
    set_status(error.status());
    match error {
        PageError::Starting => set_retry_after(STARTING_SECONDS),
        PageError::Unavailable => set_retry_after(UNAVAILABLE_SECONDS),
        _ => {}
    }
    let (title, text) = match error {
        PageError::Offline => {
            ("Pas de réseau", "La page n’a pas pu venir jusqu’à vous. Attendez un peu, puis essayez encore.")
        }
        PageError::Starting => (
            "Nous démarrons…",
            "Le site vient de redémarrer. Les offres reviennent dans quelques secondes. Attendez un peu, puis essayez encore.",
        ),
        PageError::Forbidden => (
            "Votre rôle ne le permet pas",
            "Demandez à une personne de l’administration de votre structure : elle peut changer votre rôle.",
        ),
        PageError::NotFound => {
            ("Cette page n’existe pas", "L’adresse a peut-être changé. Cherchez une offre près de vous.")
        }
        _ => ("Le service a un problème", "Ce n’est pas vous. Attendez une minute, puis essayez encore."),
    };
    let (address, step) = match error {
        // The same address would say the same again.
        PageError::NotFound => return view! { <MessagePage title text/> },
        PageError::Forbidden => ("/espace", "Retour à mon espace"),
        _ => ("", "Essayer encore"),
    };
    view! { <MessagePage title text><a class="button" href=address>{step}</a></MessagePage> }
}

/// Tells programs when to come back.
fn set_retry_after(seconds: u8) {
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.insert_header(http::header::RETRY_AFTER, u16::from(seconds).into());
    }
}

/// Sets the status of the page that is being rendered.
pub fn set_status(status: u16) {
    if let (Some(response), Ok(status)) =
        (use_context::<leptos_axum::ResponseOptions>(), http::StatusCode::from_u16(status))
    {
        response.set_status(status);
    }
}
