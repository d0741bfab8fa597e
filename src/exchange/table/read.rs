//! A filled table, read into offers.

use std::collections::{HashMap, HashSet};

use time::Date;

use super::column::{COLUMNS, Column, of_header};
use super::draft::Draft;
use super::nearest::nearest;
use crate::domain::offer::Offer;
use crate::domain::taxonomy::Network;
use crate::exchange::data_inclusion::Read;
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
    /// The fields that it has a column for: of the others it says nothing.
    pub fields: HashSet<&'static str>,
    /// What the offer of a line is called, as it was typed.
    pub names: HashMap<u64, String>,
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
    let mut contents = Contents {
        notes: unread(&header.cells, &columns),
        fields: columns.iter().flatten().map(|column| column.field).collect(),
        ..Contents::default()
    };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    for line in lines {
        let Some(draft) = Draft::of(line, &columns, giver, today) else { continue };
        contents.names.insert(line.number, draft.name().to_owned());
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
    fn what_only_one_kind_says_is_read_and_refused_to_the_others() {
        let header = "Nom de l’offre;Genre;Description;Métier;Code ROME;Contrat;Postes à pourvoir;Recrutement fermé;Certification;Questions\n";
        let line = |kind: &str, rest: &str| format!("{header}Maraîchage;{kind};{DESCRIPTION};{rest}\n");
        let contents = read(&line(
            "Travail en atelier",
            "Maraîcher;A1405;Contrat d’insertion;3;oui;;Avez-vous 18 ans ?",
        ));
        let Read::Rejected(wrong) = &contents.offers[0] else { panic!("a label is asked for") };
        assert!(wrong.errors[0].reason.contains("Contrat d’insertion (CDDI)"), "{wrong:?}");
        let right = "Maraîcher;A1405;Contrat d'insertion (CDDI);3;oui;;Avez-vous 18 ans ?";
        let contents = read(&line("Travail en atelier", right));
        let details = &offer(&contents.offers[0]).details;
        assert_eq!((details.post.places, details.post.closed), (Some(3), true));
        assert_eq!(details.questions, ["Avez-vous 18 ans ?"]);
        assert!(contents.fields.contains("premier_pas.details.post.rome"));
        let (_, errors) = told(&read(&line("Formation", right)).offers[0]);
        assert!(
            errors.iter().any(|error| error.contains("Métier : ne va pas avec le genre « Formation »")),
            "{errors:?}"
        );
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
