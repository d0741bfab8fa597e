//! What is taken away: the models that people fill, and all that is a structure's for its members.

mod everything;
mod refused;

use std::sync::LazyLock;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::desk_files::{NotGiven, file, member};
use super::state::App;
use crate::domain::audit::Act;
use crate::domain::offer::Offer;
use crate::exchange::data_inclusion::{service_row, structure_row};
use crate::exchange::table::{Model, model_csv, model_xlsx, offers_csv, offers_xlsx};
use crate::store::{Db, KnownOffer, NewAudit, StoreError, Workplace};
pub use refused::refused_rows;

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const ZIP: &str = "application/zip";

/// Files that are written at the same time: each is whole in memory.
static WRITING: Semaphore = Semaphore::const_new(2);

/// Every model in both formats: the end of its address, and the file.
static MODELS: LazyLock<Vec<(String, &'static str, Vec<u8>)>> = LazyLock::new(|| {
    let of = |model: Model| {
        let name = model.name();
        [
            (format!("{name}.csv"), CSV, model_csv(model).unwrap_or_default()),
            (format!("{name}.xlsx"), XLSX, model_xlsx(model).unwrap_or_default()),
        ]
    };
    Model::ALL.into_iter().flat_map(of).collect()
});

/// `GET /modeles/{file}`.
pub async fn model(Path(name): Path<String>) -> Response {
    match MODELS.iter().find(|(one, ..)| *one == name) {
        Some((name, kind, bytes)) => file(kind, &format!("modele-{name}"), bytes.clone()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `GET /espace/{structure}/exports/{file}`: for its members; anybody else gets what an unknown address gets.
pub async fn given(
    State(app): State<App>,
    Path((slug, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, NotGiven> {
    let (account, workplace) = member(&app, &headers, &slug, "imports").await?;
    let db = &app.reading.db;
    let _turn = WRITING.acquire().await;
    let offers = Offers::of(db, &workplace).await?;
    if name == "tout.zip" {
        let all = everything::read(db, &workplace, offers, app.reading.clock.now()).await?;
        let bytes = apart(move || everything::write(&all)).await?;
        let line = NewAudit {
            organisation: workplace.id,
            account: Some(account.id),
            act: Act::Exported,
            subject: String::new(),
            detail: String::new(),
        };
        db.write_audit(&[line], app.reading.clock.now()).await?;
        return Ok(file(ZIP, &format!("{slug}.zip"), bytes));
    }
    // A thousand offers take a moment to write.
    let (kind, end) = match name.as_str() {
        "offres.csv" => (CSV, "csv"),
        "offres.xlsx" => (XLSX, "xlsx"),
        "offres.json" => ("application/json", "json"),
        _ => return Err(NotGiven::NotFound),
    };
    let bytes = apart(move || offers.write(end)).await?;
    Ok(file(kind, &format!("{slug}.{end}"), bytes))
}

/// Writes a file away from what answers other people.
async fn apart(
    write: impl FnOnce() -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> + Send + 'static,
) -> Result<Vec<u8>, NotGiven> {
    let written = tokio::task::spawn_blocking(write).await;
    let failed = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "a file of the desk could not be written");
        NotGiven::Store(StoreError::Sql(sqlx::Error::WorkerCrashed))
    };
    match written {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => Err(failed(&error)),
        Err(error) => Err(failed(&error)),
    }
}

/// The sheet of a structure and its offers.
struct Offers {
    structure: Value,
    published: Vec<Offer>,
    archived: Vec<Offer>,
}

impl Offers {
    async fn of(db: &Db, workplace: &Workplace) -> Result<Self, StoreError> {
        let (mut published, mut archived) = (Vec::new(), Vec::new());
        db.read_known_offers(workplace.id, |offer: KnownOffer| {
            let side = if offer.is_published() { &mut published } else { &mut archived };
            side.push(offer.content.0);
        })
        .await?;
        for side in [&mut published, &mut archived] {
            side.sort_by(|one: &Offer, other| one.name.cmp(&other.name));
        }
        Ok(Self { structure: structure_row(&workplace.content), published, archived })
    }

    fn write(&self, end: &str) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
        Ok(match end {
            "csv" => offers_csv(&self.published)?,
            "xlsx" => offers_xlsx(&self.published)?,
            _ => {
                let rows = |offers: &[Offer]| offers.iter().map(service_row).collect::<Vec<_>>();
                let whole = json!({
                    "structures": [self.structure],
                    "services": rows(&self.published),
                    "services_archives": rows(&self.archived),
                });
                serde_json::to_vec_pretty(&whole)?
            }
        })
    }
}
