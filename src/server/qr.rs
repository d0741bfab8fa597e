//! QR codes: of an offer's sheet, and of a person's own link.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use qrcode::QrCode;
use qrcode::render::svg;

use super::health::starting;
use super::state::App;
use crate::domain::id::Secret;

/// `GET /offres/{slug}/qr.svg`.
pub async fn offer(State(app): State<App>, Path(slug): Path<String>) -> Response {
    let Some(index) = app.reading.published.get() else { return starting(StatusCode::SERVICE_UNAVAILABLE) };
    if index.offer(&slug).is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    image(&format!("{}/offres/{slug}", app.reading.public_url))
}

/// `GET /suivi/{secret}/qr.svg`.
pub async fn followed(State(app): State<App>, Path(secret): Path<String>) -> Response {
    match Secret::parse(&secret) {
        Some(secret) => image(&format!("{}/suivi/{}", app.reading.public_url, secret.expose())),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn image(address: &str) -> Response {
    match QrCode::new(address) {
        Ok(code) => {
            let image = code.render::<svg::Color<'_>>().min_dimensions(132, 132).build();
            ([(header::CONTENT_TYPE, "image/svg+xml")], image).into_response()
        }
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
