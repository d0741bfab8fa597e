//! A line on its way to an offer.

use serde_json::{Map, Value, json};
use time::Date;

use super::column::{COLUMNS, Column, Of, REFERENCE, of_field};
use super::nearest::plain;
use super::read::Giver;
use super::{EXAMPLE, cell};
use crate::domain::offer::{Offer, OfferKind};
use crate::exchange::data_inclusion::{FieldError, Read, Rejection, parse_service};
use crate::exchange::sheet::Line;

/// The key of a row that holds what the schema has no field for.
const OURS: &str = "premier_pas";

/// A line on its way to an offer; the sessions of later lines join it.
pub(super) struct Draft {
    line: u64,
    pub(super) id: String,
    row: Map<String, Value>,
    sessions: Vec<Value>,
    errors: Vec<FieldError>,
    /// Columns that are filled, of those that not every kind has.
    particular: Vec<&'static Column>,
    /// Lines that told the same reference again, and could not join.
    repeated: Vec<u64>,
}

impl Draft {
    /// The draft of a line; nothing of the model's example.
    pub(super) fn of(
        line: &Line,
        columns: &[Option<&'static Column>],
        giver: Giver<'_>,
        today: Date,
    ) -> Option<Self> {
        let mut draft = Self {
            line: line.number,
            id: String::new(),
            row: Map::new(),
            sessions: Vec::new(),
            errors: Vec::new(),
            particular: Vec::new(),
            repeated: Vec::new(),
        };
        let mut session = Map::new();
        let mut reference = String::new();
        for (column, text) in columns.iter().zip(&line.cells).filter(|(_, text)| !text.is_empty()) {
            let Some(column) = column else { continue };
            let value = match cell::value(column.holds, text) {
                Ok(value) => value,
                Err(reason) => {
                    draft.errors.push(FieldError { field: column.name, reason });
                    continue;
                }
            };
            if column.field == REFERENCE {
                reference = plain(text);
                if giver.known.is_some_and(|known| known.contains(text)) {
                    draft.id.clone_from(text);
                }
                continue;
            }
            if column.of != Of::All && value != json!(false) {
                draft.particular.push(column);
            }
            match column.field.strip_prefix("session.") {
                Some(key) => _ = session.insert(key.to_owned(), value),
                None => put(&mut draft.row, column.field, value),
            }
        }
        if reference == plain(EXAMPLE) {
            return None;
        }
        draft.session(session);
        let said = |field: &str| draft.row.get(field).and_then(Value::as_str).unwrap_or_default();
        let own = if reference.is_empty() {
            plain(&format!("{} {}", said("nom"), said("commune")))
        } else {
            reference
        };
        let own: String = own.replace(' ', "-").chars().take(100).collect();
        let mut source = giver.source;
        if draft.id.is_empty() {
            draft.id = format!("{}{own}", giver.prefix);
        } else if let Some((producer, _)) = draft.id.split_once("--") {
            source = producer;
        }
        let known = json!({"source": source, "id": draft.id, "structure_id": giver.structure_id});
        draft.row.extend(known.as_object().cloned().unwrap_or_default());
        draft.row.entry("date_maj").or_insert_with(|| json!(today.to_string()));
        Some(draft)
    }

    /// What the offer is called, as far as it was typed.
    pub(super) fn name(&self) -> &str {
        self.row.get("nom").and_then(Value::as_str).unwrap_or_default()
    }

    /// Takes the session that a line tells, if it tells one.
    fn session(&mut self, session: Map<String, Value>) {
        if session.is_empty() {
            return;
        }
        let wrong = self.errors_are_of_sessions();
        let mut refuse = |field: &str, reason: &str| {
            let name = of_field(field).map_or("Date de début", |column| column.name);
            self.errors.push(FieldError { field: name, reason: reason.to_owned() });
        };
        let day = |field: &str| session.get(field).and_then(Value::as_str).map(str::to_owned);
        match (day("starts_on"), day("ends_on")) {
            (None, _) if !wrong => refuse("session.starts_on", "manque : une session a un premier jour"),
            (Some(start), Some(end)) if end < start => {
                refuse("session.ends_on", "est avant la date de début : corrigez l’une des deux");
            }
            _ => {}
        }
        let places = session.get("places_left");
        if places.is_some_and(|places| places.as_u64().is_none_or(|places| places > u64::from(u16::MAX))) {
            refuse("session.places_left", "doit être un nombre entier, 0 au moins");
        }
        self.sessions.push(Value::Object(session));
    }

    /// Takes the session of a line that tells the same offer again.
    pub(super) fn join(&mut self, other: Self) {
        if other.sessions.is_empty() {
            self.repeated.push(other.line);
            return;
        }
        self.sessions.extend(other.sessions);
        let line = other.line;
        self.errors.extend(
            other
                .errors
                .into_iter()
                .filter(is_of_session)
                .map(|error| FieldError { reason: format!("ligne {line}, {}", error.reason), ..error }),
        );
    }

    /// The offer, or all that is wrong with it; then the lines that repeat it.
    pub(super) fn finish(mut self, giver: Giver<'_>, today: Date) -> Vec<Read<Offer>> {
        let column = of_field("premier_pas.kind").map_or("", |column| column.name);
        let kind = self.row.get(OURS).and_then(|ours| OfferKind::from_code(ours["kind"].as_str()?));
        if kind.is_none() && !self.errors.iter().any(|error| error.field == column) {
            self.errors.push(FieldError { field: column, reason: "est obligatoire".to_owned() });
        }
        for column in kind.iter().flat_map(|kind| self.particular.iter().filter(|one| !one.of.fits(*kind))) {
            let kind = kind.map_or("", OfferKind::label);
            let reason = format!("ne va pas avec le genre « {kind} » : videz la cellule");
            self.errors.push(FieldError { field: column.name, reason });
        }
        let line = self.line;
        if self.errors.is_empty() {
            put(&mut self.row, "premier_pas.sessions", Value::Array(self.sessions));
        }
        let mut errors = self.errors;
        let read = parse_service(&Value::Object(self.row), Some(giver.networks), today);
        if let Err(more) = &read {
            for error in more {
                let field = of_field(error.field).map_or(COLUMNS[0].name, |column| column.name);
                if errors.iter().all(|known| known.field != field) {
                    errors.push(FieldError { field, reason: error.reason.clone() });
                }
            }
        }
        let mut all = vec![match read {
            Ok(record) if errors.is_empty() => Read::Valid { line, record },
            _ => Read::Rejected(Rejection { line, id: Some(self.id.clone()), errors }),
        }];
        all.extend(self.repeated.into_iter().map(|again| {
            let reason =
                format!("est la même qu’à la ligne {line} : donnez-en une autre, ou une date de début");
            let errors = vec![FieldError { field: COLUMNS[0].name, reason }];
            Read::Rejected(Rejection { line: again, id: Some(self.id.clone()), errors })
        }));
        all
    }

    fn errors_are_of_sessions(&self) -> bool {
        self.errors.iter().any(is_of_session)
    }
}

/// Whether what is wrong is about the session of its own line.
fn is_of_session(error: &FieldError) -> bool {
    let column = COLUMNS.iter().find(|column| column.name == error.field);
    column.is_some_and(|column| column.field.starts_with("session."))
}

/// Puts a value at the end of a path such as `premier_pas.details.post.rome`.
fn put(row: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => _ = row.insert(path.to_owned(), value),
        Some((first, rest)) => {
            let inner = row.entry(first).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}
