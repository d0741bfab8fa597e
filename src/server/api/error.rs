//! Every answer that is not the one asked for: always JSON, with `detail` as the peer's clients expect it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

use super::problem::Problem;
use crate::store::StoreError;

/// What is answered instead.
#[derive(Debug)]
pub enum Instead {
    /// The asker holds it already, under this tag.
    NotModified(HeaderValue),
    /// Parameters are wrong.
    Invalid(Vec<Problem>),
    /// Parameters do not go together, in one sentence of the peer's.
    Contradiction(&'static str),
    /// There is no such thing.
    NotFound,
    /// One can only read.
    NotAllowed,
    /// Too many questions: seconds to wait.
    TooMany(u64),
    /// It broke here.
    Broken,
    /// The index is not there yet, the database does not answer, or it takes too long.
    Unavailable,
}

/// The statuses that any address of the API may answer, for its document.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "says what `Instead` answers")]
pub enum Usual {
    /// Rien n’a changé depuis la réponse dont l’`ETag` est dans `If-None-Match`.
    #[response(status = 304)]
    NotModified,
    /// L’adresse est plus longue que 64 ko.
    #[response(status = 414)]
    TooLong,
    /// Un paramètre est faux : `loc` le nomme.
    #[response(status = 422)]
    Invalid(HttpValidationError),
    /// Trop de requêtes : attendez le nombre de secondes de `Retry-After`.
    #[response(status = 429)]
    TooMany(Sentence),
    /// Une panne de notre côté. Elle est notée sous l’identifiant de `X-Request-Id`.
    #[response(status = 500)]
    Broken(Sentence),
    /// Le service démarre, ou sa base de données ne répond pas : réessayez dans quelques secondes.
    #[response(status = 503)]
    Unavailable(Sentence),
}

/// An error in one sentence.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HTTPError)]
pub struct Sentence {
    detail: &'static str,
}

/// What is wrong with the parameters.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HTTPValidationError)]
pub struct HttpValidationError {
    detail: Detail,
}

/// One sentence, or each problem with its parameter.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
enum Detail {
    Sentence(&'static str),
    Problems(Vec<Problem>),
}

impl From<StoreError> for Instead {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the API could not read");
        Self::Unavailable
    }
}

impl IntoResponse for Instead {
    fn into_response(self) -> Response {
        let sentence = |status: StatusCode| {
            let detail = status.canonical_reason().unwrap_or_default();
            (status, axum::Json(Sentence { detail })).into_response()
        };
        let invalid = |detail| {
            (StatusCode::UNPROCESSABLE_ENTITY, axum::Json(HttpValidationError { detail })).into_response()
        };
        match self {
            Self::NotModified(tag) => {
                (StatusCode::NOT_MODIFIED, [(header::ETAG, tag), super::edition::KEPT]).into_response()
            }
            Self::Invalid(problems) => invalid(Detail::Problems(problems)),
            Self::Contradiction(detail) => invalid(Detail::Sentence(detail)),
            Self::NotFound => sentence(StatusCode::NOT_FOUND),
            Self::NotAllowed => sentence(StatusCode::METHOD_NOT_ALLOWED),
            Self::TooMany(seconds) => {
                let mut response = sentence(StatusCode::TOO_MANY_REQUESTS);
                response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
                response
            }
            Self::Broken => sentence(StatusCode::INTERNAL_SERVER_ERROR),
            Self::Unavailable => {
                let mut response = sentence(StatusCode::SERVICE_UNAVAILABLE);
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
                response
            }
        }
    }
}
