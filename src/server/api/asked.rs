//! A question: its address, and what its asker holds of the answer already.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::IF_NONE_MATCH;
use axum::http::request::Parts;

use super::parameters::Reader;
use crate::domain::percent::decode_pairs;

/// What handlers are given of a request.
#[derive(Debug, Default)]
pub struct Asked {
    /// Its path.
    pub path: String,
    /// Its query, as it stands after the `?`.
    pub query: String,
    /// Tags of the answers that are held.
    pub held: String,
    pairs: Vec<(String, String)>,
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let query = parts.uri.query().unwrap_or_default();
        let held = parts.headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        Ok(Self {
            path: parts.uri.path().to_owned(),
            pairs: decode_pairs(query).collect(),
            query: query.to_owned(),
            held: held.collect::<Vec<_>>().join(","),
        })
    }
}

impl Asked {
    /// Reads its parameters.
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(&self.pairs)
    }

    /// Its parameters, decoded, in order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }
}
