//! The one error that a page can meet: a status and a code on the wire, the cause in our log only.

use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ui::message::MessagePage;

/// Why a page could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageError {
    /// What was asked makes no sense.
    #[error("bad request")]
    BadRequest,
    /// No such address of ours.
    #[error("not found")]
    NotFound,
    /// The method does not fit the address.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// The directory is not ready, or the database does not answer.
    #[error("unavailable")]
    Unavailable,
    /// The network failed between the browser and us.
    #[error("offline")]
    Offline,
}

impl PageError {
    /// The status of the answer.
    pub fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Unavailable | Self::Offline => 503,
        }
    }
}

impl FromServerFnError for PageError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::UnsupportedRequestMethod(_) => Self::MethodNotAllowed,
            ServerFnErrorErr::Deserialization(_)
            | ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_) => Self::BadRequest,
            _ => Self::Unavailable,
        }
    }

    fn status_code(&self) -> http::StatusCode {
        http::StatusCode::from_u16(self.status()).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR)
    }
}

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
#[cfg(feature = "ssr")]
pub fn set_status(status: u16) {
    if let (Some(response), Ok(status)) =
        (use_context::<leptos_axum::ResponseOptions>(), http::StatusCode::from_u16(status))
    {
        response.set_status(status);
    }
}

/// Only the server answers with a status.
#[cfg(not(feature = "ssr"))]
pub fn set_status(_status: u16) {}
