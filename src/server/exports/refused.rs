//! The rows of an import that break a rule, as a table: to mend them beside the file that they came from.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::super::desk_files::{NotGiven, file, member, spreadsheet};
use super::super::state::App;
use super::CSV;
use crate::domain::import::{Format, Verdict};
use crate::domain::membership::Role;
use crate::store::ImportRow;

/// `GET /espace/{structure}/imports/{import}/refusees.csv`: a line a problem, for who may import.
pub async fn refused_rows(
    State(app): State<App>,
    Path((slug, import)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, NotGiven> {
    let (_, workplace) = member(&app, &headers, &slug, "imports").await?;
    if !workplace.role().may(Role::Publisher) {
        return Err(NotGiven::Forbidden);
    }
    let db = &app.reading.db;
    let id = import.parse().map_err(|_| NotGiven::NotFound)?;
    let import = db.import(workplace.id, id).await?.ok_or(NotGiven::NotFound)?;
    let mut rows = db.import_rows_to_take(id, Verdict::Refused).await?;
    // As they stand in the file.
    rows.sort_by_key(|row| row.line);
    let place = Format::from_code(&import.format).map_or("ligne", Format::place);
    let table = spreadsheet([place, "offre", "colonne", "problème"], rows.iter().flat_map(lines)).map_err(
        |error| {
            tracing::error!(%error, "refused rows could not be written");
            NotGiven::NotFound
        },
    )?;
    Ok(file(CSV, "lignes-refusees.csv", table))
}

/// A line for each of its problems.
fn lines(row: &ImportRow) -> impl Iterator<Item = [String; 4]> {
    let line = if row.line > 0 { row.line.to_string() } else { String::new() };
    row.told
        .0
        .iter()
        .map(move |told| [line.clone(), row.title.clone(), told.field.clone(), told.here.clone()])
}
