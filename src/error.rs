//! The one error that a page can meet: a status and a code on the wire, the cause in our log only.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a page could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageError {
    /// What was asked makes no sense.
    #[error("bad request")]
    BadRequest,
    /// She may not: her role in the structure is too small.
    #[error("forbidden")]
    Forbidden,
    /// No such address of ours.
    #[error("not found")]
    NotFound,
    /// The method does not fit the address.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// The index is not built yet: the process has just started.
    #[error("starting")]
    Starting,
    /// The database does not answer.
    #[error("unavailable")]
    Unavailable,
    /// The network failed between the browser and us.
    #[error("offline")]
    Offline,
}

/// Seconds to wait for an index that is being built; a guess that costs little to repeat.
pub const STARTING_SECONDS: u8 = 2;

/// Seconds to wait for a database that does not answer: it is asked every second whether it is back.
pub const UNAVAILABLE_SECONDS: u8 = 10;

impl PageError {
    /// The status of the answer.
    pub fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Starting | Self::Unavailable | Self::Offline => 503,
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
