//! A filled table, read into offers.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};
use time::Date;

use super::column::{COLUMNS, Column, REFERENCE, of_field, of_header};
use super::nearest::{nearest, plain};
use super::{EXAMPLE, cell};
use crate::domain::offer::Offer;
use crate::domain::taxonomy::Network;
use crate::exchange::data_inclusion::{FieldError, Read, Rejection, parse_service};
use crate::exchange::sheet::{Line, Unreadable, read_sheets};

/// Lines among which the titles are looked for: above them a table may explain itself.
const TITLES_WITHIN: usize = 10;

/// Who gives the offers of a table.
#[derive(Debug, Clone, Copy)]
pub struct Giver<'a> {
    /// `source` of what is read.
    pub source: &'a str,
    /// What the id of each offer begins with, so that no two givers meet.
    pub prefix: &'a str,
    /// `structure_id` of what is read.
    pub structure_id: &'a str,
    /// The structure's networks.
    pub networks: &'a [Network],
    /// Ids of the structure's offers: a reference that is one of them means that very offer.
    pub known: Option<&'a HashSet<String>>,
}

/// What a table holds.
#[derive(Debug, Default)]
pub struct Contents {
    /// Its offers, and the lines that are none, in order.
    pub offers: Vec<Read<Offer>>,
    /// What its reader should know of the whole: columns that are not read.
    pub notes: Vec<String>,
}

/// Reads the offers of a CSV or XLSX file.
///
/// # Errors
/// Where no line of it can be read.
pub fn read_offers(bytes: &[u8], giver: Giver<'_>, today: Date) -> Result<Contents, Unreadable> {
    let sheets = read_sheets(bytes)?;
    let found = sheets
        .iter()
        .find_map(|sheet| titles(&sheet.lines).map(|at| (&sheet.lines[at], &sheet.lines[at + 1..])));
    let (header, lines) = found.ok_or(Unreadable::NoHeader)?;
    let columns: Vec<Option<&Column>> = header.cells.iter().map(|title| of_header(title)).collect();
    let has = |name: &str| columns.iter().flatten().any(|column| column.name == name);
    let missing: Vec<&str> = COLUMNS
        .iter()
        .filter(|column| column.required && !has(column.name))
        .map(|column| column.name)
        .collect();
    if !missing.is_empty() {
        return Err(Unreadable::MissingColumns { line: header.number, names: missing.join(", ") });
    }
    let mut contents = Contents { notes: unread(&header.cells, &columns), offers: Vec::new() };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    for line in lines {
        let Some(draft) = Draft::of(line, &columns, giver, today) else { continue };
        match by_id.get(&draft.id) {
            Some(&at) => drafts[at].join(draft),
            None => {
                by_id.insert(draft.id.clone(), drafts.len());
                drafts.push(draft);
            }
        }
    }
    contents.offers = drafts.into_iter().flat_map(|draft| draft.finish(giver, today)).collect();
    Ok(contents)
}

/// The place of the line that names the columns.
fn titles(lines: &[Line]) -> Option<usize> {
    let known = |line: &Line| line.cells.iter().filter(|title| of_header(title).is_some()).count();
    let (at, line) = lines
        .iter()
        .enumerate()
        .take(TITLES_WITHIN)
        .max_by_key(|(at, line)| (known(line), usize::MAX - at))?;
    (known(line) >= 2).then_some(at)
}

/// A sentence for each column that is not read.
fn unread(titles: &[String], columns: &[Option<&Column>]) -> Vec<String> {
    let unknown = titles.iter().zip(columns).filter(|(title, column)| column.is_none() && !title.is_empty());
    let names = || COLUMNS.iter().map(|column| column.name);
    let sentence = |title: &str| {
        let shown: String = title.chars().take(60).collect();
        match nearest(title, names()) {
            Some(near) => format!("La colonne « {shown} » n’est pas lue. Son nom est peut-être « {near} »."),
            None => format!("La colonne « {shown} » n’est pas lue : nous ne la connaissons pas."),
        }
    };
    unknown.take(20).map(|(title, _)| sentence(title)).collect()
}

/// A line on its way to an offer; the sessions of later lines join it.
struct Draft {
    line: u64,
    id: String,
    row: Map<String, Value>,
    ours: Map<String, Value>,
    plain: Map<String, Value>,
    sessions: Vec<Value>,
    errors: Vec<FieldError>,
    /// Lines that told the same reference again, and could not join.
    repeated: Vec<u64>,
}

impl Draft {
    /// The draft of a line; nothing of the model's example.
    fn of(line: &Line, columns: &[Option<&'static Column>], giver: Giver<'_>, today: Date) -> Option<Self> {
        let mut draft = Self {
            line: line.number,
            id: String::new(),
            row: Map::new(),
            ours: Map::new(),
            plain: Map::new(),
            sessions: Vec::new(),
            errors: Vec::new(),
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
            let place = match column.field.rsplit_once('.') {
                None if column.field == REFERENCE => {
                    reference = plain(text);
                    if giver.known.is_some_and(|known| known.contains(text)) {
                        draft.id.clone_from(text);
                    }
                    continue;
                }
                None => &mut draft.row,
                Some(("session", _)) => &mut session,
                Some(("premier_pas", _)) => &mut draft.ours,
                Some(_) => &mut draft.plain,
            };
            let key = column.field.rsplit('.').next().unwrap_or(column.field);
            place.insert(key.to_owned(), value);
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

    /// Takes the session that a line tells, if it tells one.
    fn session(&mut self, session: Map<String, Value>) {
        if session.is_empty() {
            return;
        }
        let mut refuse = |field: &str, reason: &str| {
            let name = of_field(field).map_or("Date de début", |column| column.name);
            self.errors.push(FieldError { field: name, reason: reason.to_owned() });
        };
        let day = |field: &str| session.get(field).and_then(Value::as_str).map(str::to_owned);
        let told = self.row.is_empty();
        match (day("starts_on"), day("ends_on")) {
            (None, _) if !told => refuse("session.starts_on", "manque : une session a un premier jour"),
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
    fn join(&mut self, other: Self) {
        if other.sessions.is_empty() {
            self.repeated.push(other.line);
            return;
        }
        self.sessions.extend(other.sessions);
        let of_session = |error: &FieldError| error.field.starts_with("Date") || error.field == "Places";
        self.errors.extend(other.errors.into_iter().filter(of_session));
    }

    /// The offer, or all that is wrong with it; then the lines that repeat it.
    fn finish(mut self, giver: Giver<'_>, today: Date) -> Vec<Read<Offer>> {
        let kind = of_field("premier_pas.kind").map_or("", |column| column.name);
        if !self.ours.contains_key("kind") && !self.errors.iter().any(|error| error.field == kind) {
            self.errors.push(FieldError { field: kind, reason: "est obligatoire".to_owned() });
        }
        let line = self.line;
        if self.errors.is_empty() {
            self.ours.insert("sessions".to_owned(), Value::Array(self.sessions));
        }
        self.ours.insert("plain".to_owned(), Value::Object(self.plain));
        self.row.insert("premier_pas".to_owned(), Value::Object(self.ours));
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
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::domain::offer::OfferKind;

    const TODAY: Date = date!(2026 - 11 - 22);
    const GIVER: Giver<'static> = Giver {
        source: "premier-pas",
        prefix: "premier-pas--a-",
        structure_id: "s--1",
        networks: &[],
        known: None,
    };
    const DESCRIPTION: &str = "Vous cultivez des légumes avec une équipe.";

    fn read(text: &str) -> Contents {
        read_offers(text.as_bytes(), GIVER, TODAY).unwrap()
    }

    fn offer(read: &Read<Offer>) -> &Offer {
        match read {
            Read::Valid { record, .. } => record,
            Read::Rejected(rejection) => panic!("{rejection:?}"),
        }
    }

    fn told(read: &Read<Offer>) -> (u64, Vec<String>) {
        match read {
            Read::Rejected(rejection) => {
                (rejection.line, rejection.errors.iter().map(ToString::to_string).collect())
            }
            Read::Valid { record, .. } => panic!("{record:?}"),
        }
    }

    #[test]
    fn three_columns_are_an_offer() {
        let text = format!("Nom de l'offre;Genre;Description\nMaraîchage;Travail en atelier;{DESCRIPTION}\n");
        let contents = read(&text);
        let offer = offer(&contents.offers[0]);
        assert_eq!((offer.name.as_str(), offer.kind), ("Maraîchage", OfferKind::Workshop));
        assert_eq!((offer.id.as_str(), offer.structure_id.as_str()), ("premier-pas--a-maraichage", "s--1"));
        assert_eq!(offer.updated_on, TODAY);
        assert!(contents.notes.is_empty());
    }

    #[test]
    fn what_was_exported_is_known_again() {
        let known = HashSet::from(["dora--7".to_owned()]);
        let text = format!(
            "Référence;Nom de l’offre;Genre;Description\ndora--7;Maraîchage;Formation;{DESCRIPTION}\n"
        );
        let contents = read_offers(text.as_bytes(), Giver { known: Some(&known), ..GIVER }, TODAY).unwrap();
        let offer = offer(&contents.offers[0]);
        assert_eq!((offer.id.as_str(), offer.source.as_str()), ("dora--7", "dora"));
    }

    #[test]
    fn sessions_of_the_same_reference_are_one_offer() {
        let text = format!(
            "Référence;Nom de l’offre;Genre;Description;Date de début;Places\n\
             F1;Anglais;Formation;{DESCRIPTION};01/03/2027;4\nF1;;;;01/02/2027;0\nF1;Anglais;Formation;{DESCRIPTION};;\n"
        );
        let contents = read(&text);
        let sessions = &offer(&contents.offers[0]).sessions;
        assert_eq!(sessions.iter().map(|one| one.places_left).collect::<Vec<_>>(), [Some(0), Some(4)]);
        assert_eq!(told(&contents.offers[1]).0, 4);
        assert!(told(&contents.offers[1]).1[0].contains("ligne 2"));
    }

    #[test]
    fn all_that_is_wrong_with_a_line_is_told_at_once() {
        let text = "Un titre au-dessus\nNom de l’offre;Genre;Description;Publics;Date de fin;Prix;Courriels\n\
                    ab;;trop;Jeune;hier;12;\n";
        let contents = read(text);
        let (line, errors) = told(&contents.offers[0]);
        assert_eq!(line, 3);
        for part in [
            "Nom de l’offre : doit avoir",
            "Genre : est obligatoire",
            "Description : doit",
            "« Jeunes »",
            "hier",
        ] {
            assert!(errors.iter().any(|error| error.contains(part)), "{part}: {errors:?}");
        }
        assert_eq!(contents.notes.len(), 2);
        assert!(contents.notes[1].contains("« Courriel »"), "{:?}", contents.notes);
    }

    #[test]
    fn a_table_without_its_titles_is_told() {
        let refused = |text: &str| read_offers(text.as_bytes(), GIVER, TODAY).unwrap_err().to_string();
        assert!(refused("a;b\nc;d\n").contains("titres"));
        assert!(refused("Nom de l’offre;Genre\nc;d\n").contains("Description"));
    }

    proptest::proptest! {
        #[test]
        fn no_table_makes_it_panic(text in "(Référence|Nom de l’offre|Genre|Description|Date de début|Places|Zones|[;\n\",a-z0-9/]){0,60}") {
            let _ = read_offers(text.as_bytes(), GIVER, TODAY);
        }
    }
}
