//! What a person sees when a page could not be read: the next step.

use leptos::prelude::*;

use crate::error::PageError;
use crate::ui::message::MessagePage;

/// What a person sees instead of a page that could not be read: the next step.
#[component]
pub fn ErrorPage(
    /// What happened.
    error: PageError,
) -> impl IntoView {
    set_status(error.status());
    let (title, text) = match error {
        PageError::Offline => {
            ("Pas de réseau", "La page n’a pas pu venir jusqu’à vous. Attendez un peu, puis essayez encore.")
        }
        PageError::NotFound => {
            ("Cette page n’existe pas", "L’adresse a peut-être changé. Cherchez une offre près de vous.")
        }
        _ => ("Le service a un problème", "Ce n’est pas vous. Attendez une minute, puis essayez encore."),
    };
    view! { <MessagePage title text><a class="button" href="">"Essayer encore"</a></MessagePage> }
}

/// Sets the status of the page that is being rendered.
pub fn set_status(status: u16) {
    if let (Some(response), Ok(status)) =
        (use_context::<leptos_axum::ResponseOptions>(), http::StatusCode::from_u16(status))
    {
        response.set_status(status);
    }
}
