//! Tables to download: the model that people fill, and the offers of a structure for its members.

use std::sync::LazyLock;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::json;

use super::state::App;
use crate::exchange::data_inclusion::{service_row, structure_row};
use crate::exchange::table::{model_csv, model_xlsx, offers_csv, offers_xlsx};
use crate::pages::desk::access::{session_cookie, sign_in_address};
use crate::store::{KnownOffer, StoreError, Workplace};

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

static MODEL_CSV: LazyLock<Vec<u8>> = LazyLock::new(|| model_csv().unwrap_or_default());
static MODEL_XLSX: LazyLock<Vec<u8>> = LazyLock::new(|| model_xlsx().unwrap_or_default());

/// `GET /modeles/{file}`.
pub async fn model(Path(name): Path<String>) -> Response {
    match name.as_str() {
        "offres.csv" => file(CSV, "modele-offres.csv", MODEL_CSV.clone()),
        "offres.xlsx" => file(XLSX, "modele-offres.xlsx", MODEL_XLSX.clone()),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `GET /espace/{structure}/exports/{file}`: for its members; anybody else gets what an unknown address gets.
pub async fn offers(
    State(app): State<App>,
    Path((slug, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let workplace = match member(&app, &headers, &slug).await {
        Ok(Some(Some(workplace))) => workplace,
        Ok(Some(None)) => return StatusCode::NOT_FOUND.into_response(),
        Ok(None) => {
            let back = format!("/espace/{slug}/imports");
            return Redirect::to(&sign_in_address("/connexion", &back)).into_response();
        }
        Err(error) => return failed(&error),
    };
    let offers = match app.reading.db.known_offers(workplace.id).await {
        Ok(offers) => offers,
        Err(error) => return failed(&error),
    };
    // A thousand offers take a moment to write.
    let written = tokio::task::spawn_blocking(move || write(&name, &workplace, &offers)).await;
    match written {
        Ok(Some((kind, name, bytes))) => {
            let mut response = file(kind, &name, bytes);
            response
                .headers_mut()
                .insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
            response
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The structure, for a member; nothing inside for somebody else; nothing at all for who is not signed in.
async fn member(app: &App, headers: &HeaderMap, slug: &str) -> Result<Option<Option<Workplace>>, StoreError> {
    let Some(cookie) = session_cookie(headers, app.config.public_url.origin()) else { return Ok(None) };
    let db = &app.reading.db;
    match db.session(&cookie, app.reading.clock.now()).await? {
        Some((session, account)) if !session.waits => Ok(Some(db.workplace(account.id, slug).await?)),
        _ => Ok(None),
    }
}

fn write(
    name: &str,
    workplace: &Workplace,
    offers: &[KnownOffer],
) -> Option<(&'static str, String, Vec<u8>)> {
    let mut all: Vec<&KnownOffer> = offers.iter().collect();
    all.sort_by(|one, other| one.content.name.cmp(&other.content.name));
    let shown = all.iter().filter(|offer| offer.status == "published").map(|offer| &offer.content.0);
    let named = |end: &str| format!("{}.{end}", workplace.slug);
    match name {
        "offres.csv" => Some((CSV, named("csv"), offers_csv(shown).ok()?)),
        "offres.xlsx" => Some((XLSX, named("xlsx"), offers_xlsx(shown).ok()?)),
        "offres.json" => {
            let rows = |shown: bool| {
                let of = |offer: &&&KnownOffer| (offer.status == "published") == shown;
                all.iter().filter(of).map(|offer| service_row(&offer.content)).collect::<Vec<_>>()
            };
            let whole = json!({
                "structures": [structure_row(&workplace.content)],
                "services": rows(true),
                "services_archives": rows(false),
            });
            Some(("application/json", named("json"), whole.to_string().into_bytes()))
        }
        _ => None,
    }
}

fn file(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response()
}

fn failed(error: &StoreError) -> Response {
    tracing::error!(%error, "a table could not be written");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
