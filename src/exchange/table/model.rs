//! The table to fill, with what to know and an example.

use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Note, Workbook, XlsxError};

use super::column::{COLUMNS, Column, Holds};
use crate::domain::offer::OfferKind;

/// A table to fill: for offers of every kind, or with the columns of one kind alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// Offers of every kind.
    Offers,
    /// Posts in a workshop.
    Workshops,
    /// Trainings with their sessions.
    Trainings,
}

impl Model {
    /// All models, in the order in which a page lists them.
    pub const ALL: [Self; 3] = [Self::Workshops, Self::Trainings, Self::Offers];

    /// The end of its address, without the format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Offers => "offres",
            Self::Workshops => "ateliers",
            Self::Trainings => "formations",
        }
    }

    fn kind(self) -> Option<OfferKind> {
        match self {
            Self::Offers => None,
            Self::Workshops => Some(OfferKind::Workshop),
            Self::Trainings => Some(OfferKind::Training),
        }
    }

    fn columns(self) -> impl Iterator<Item = &'static Column> + Clone {
        COLUMNS.iter().filter(move |column| self.kind().is_none_or(|kind| column.of.fits(kind)))
    }

    /// What its example says in a column.
    fn example(self, column: &Column) -> &'static str {
        let training =
            || TRAINING.iter().find(|(field, _)| *field == column.field).map(|(_, example)| *example);
        match self {
            Self::Trainings => training().unwrap_or_default(),
            _ => column.example,
        }
    }
}

/// The example of a training, by fields.
const TRAINING: &[(&str, &str)] = &[
    ("reference", super::EXAMPLE),
    ("nom", "Français pour le travail"),
    ("premier_pas.kind", "Formation"),
    (
        "description",
        "Vous parlez, vous lisez et vous écrivez le français du travail. Vous apprenez en petit groupe de 12 personnes. Une formatrice vous aide à chaque séance. À la fin, vous savez remplir un papier, lire un planning et parler à votre responsable.",
    ),
    ("thematiques", "Maîtriser le français"),
    ("type", "Formation"),
    ("publics", "Tous publics"),
    ("conditions_acces", "Savoir parler un peu français"),
    ("frais", "Gratuit"),
    ("adresse", "4 rue des Écoles"),
    ("code_postal", "62300"),
    ("commune", "Lens"),
    ("telephone", "03 53 01 12 34"),
    ("courriel", "accueil@example.org"),
    ("modes_accueil", "En présentiel"),
    ("zone_eligibilite", "62"),
    ("mobilisable_par", "Usagers; Professionnels"),
    ("modes_mobilisation", "Envoyer un courriel; Téléphoner"),
    ("volume_horaire_hebdomadaire", "17,5"),
    ("nombre_semaines", "10"),
    ("session.starts_on", "01/03/2027"),
    ("session.ends_on", "07/05/2027"),
    ("session.places_left", "12"),
    ("session.information_meeting", "Le lundi 8 février à 10 h, 4 rue des Écoles"),
    ("premier_pas.details.course.entry", "Par une réunion d’information"),
    ("premier_pas.details.course.level", "Pas de niveau"),
    ("premier_pas.details.course.payers", "La Région"),
    ("premier_pas.details.course.disability", "Les salles sont de plain-pied."),
    ("premier_pas.plain.tasks", "Parler; Lire; Écrire"),
    ("premier_pas.plain.pay", "Vous gardez vos allocations."),
    ("premier_pas.plain.outcome", "Une attestation de niveau"),
];

/// What stands above the titles of the CSV.
const HOW: &str = "Une ligne par offre. Gardez la ligne de titres. Les colonnes avec une étoile dans le mode d’emploi sont obligatoires. La ligne EXEMPLE n’est jamais importée.";
/// The sheet of every possible value.
const VALUES: &str = "Valeurs possibles";
/// Lines of the workbook where a list is proposed.
const LISTED: u32 = 1_000;
/// Longest list that the format lets a cell propose, in characters.
const LIST_MAX: usize = 255;

/// The model as CSV: how to fill it, the titles, an example.
///
/// # Errors
/// Where the memory can't be written, which does not happen.
pub fn model_csv(model: Model) -> csv::Result<Vec<u8>> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut csv = csv::WriterBuilder::new().delimiter(b';').flexible(true).from_writer(&mut bytes);
    csv.write_record([HOW])?;
    csv.write_record(model.columns().map(|column| column.name))?;
    csv.write_record(model.columns().map(|column| model.example(column)))?;
    csv.flush()?;
    drop(csv);
    Ok(bytes)
}

/// The model as a workbook: the table with lists to choose from, how to fill it, and every possible value.
///
/// # Errors
/// Where the format refuses a cell.
pub fn model_xlsx(model: Model) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    // A code postal keeps its first 0 only in a cell of text.
    let text = Format::new().set_num_format("@");
    let sheet = book.add_worksheet().set_name("Offres")?;
    for (at, column) in (0..).zip(model.columns()) {
        sheet.set_column_width(at, if column.name == "Description" { 60 } else { 22 })?;
        sheet.set_column_format(at, &text)?;
        sheet.write_string_with_format(0, at, column.name, &bold)?;
        sheet.write_string(1, at, model.example(column))?;
        if !column.help.is_empty() {
            sheet.insert_note(0, at, &Note::new(help(column)).add_author_prefix(false))?;
        }
        if let Some(list) = list(column, model) {
            sheet.add_data_validation(1, at, LISTED, at, &list?)?;
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    let sheet = book.add_worksheet().set_name("Mode d’emploi")?;
    sheet.set_column_width(0, 30)?.set_column_width(1, 90)?;
    sheet
        .write_string_with_format(0, 0, "Mode d’emploi", &bold)?
        .write_string_with_format(0, 1, HOW, &wrap)?;
    for (row, column) in (2..).zip(model.columns()) {
        let name = if column.required { format!("{} *", column.name) } else { column.name.to_owned() };
        sheet.write_string_with_format(row, 0, name, &bold)?.write_string_with_format(
            row,
            1,
            help(column),
            &wrap,
        )?;
    }
    let sheet = book.add_worksheet().set_name(VALUES)?;
    let listed = model.columns().filter_map(|column| choices(column).map(|all| (column, all)));
    for (at, (column, all)) in (0..).zip(listed) {
        sheet.set_column_width(at, 40)?;
        sheet.write_string_with_format(0, at, column.name, &bold)?;
        for (row, label) in (1..).zip(all) {
            sheet.write_string(row, at, label)?;
        }
    }
    book.save_to_buffer()
}

fn help(column: &Column) -> String {
    let needed = if column.required { "Obligatoire. " } else { "" };
    format!("{needed}{}", column.help)
}

fn choices(column: &Column) -> Option<Vec<&'static str>> {
    match column.holds {
        Holds::One(all) | Holds::Many(all) => Some(all().into_iter().map(|(_, label)| label).collect()),
        _ => None,
    }
}

/// The list that a cell proposes, where one value is wanted: in the cell itself, or in the sheet of values where the format
/// has no room for it.
fn list(column: &Column, model: Model) -> Option<Result<DataValidation, XlsxError>> {
    if let Holds::Yes = column.holds {
        return Some(DataValidation::new().allow_list_strings(&["Oui", "Non"]));
    }
    let all = choices(column).filter(|_| matches!(column.holds, Holds::One(_)))?;
    if all.join(",").chars().count() <= LIST_MAX {
        return Some(DataValidation::new().allow_list_strings(&all));
    }
    let listed = model.columns().filter(|one| choices(one).is_some());
    let at = listed.into_iter().position(|one| one.name == column.name)?;
    let letter = char::from(b'A' + u8::try_from(at).ok().filter(|at| *at < 26)?);
    let formula = format!("='{VALUES}'!${letter}$2:${letter}${}", all.len() + 1);
    Some(Ok(DataValidation::new().allow_list_formula(formula.as_str().into())))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::super::{Giver, read_offers};
    use super::*;
    use crate::domain::offer::Offer;
    use crate::domain::quality::Quality;
    use crate::exchange::data_inclusion::Read;

    fn offers(bytes: &[u8]) -> Vec<Read<Offer>> {
        let giver = Giver { source: "s", prefix: "s--", structure_id: "s--s", networks: &[], known: None };
        let contents = read_offers(bytes, giver, date!(2026 - 11 - 22)).unwrap();
        assert!(contents.notes.is_empty(), "{:?}", contents.notes);
        contents.offers
    }

    #[test]
    fn a_model_sent_back_as_it_is_adds_nothing() {
        for model in Model::ALL {
            assert!(offers(&model_csv(model).unwrap()).is_empty());
            assert!(offers(&model_xlsx(model).unwrap()).is_empty());
        }
    }

    #[test]
    fn a_kind_has_its_own_columns() {
        let has = |model: Model, name: &str| model.columns().any(|column| column.name == name);
        assert!(has(Model::Workshops, "Contrat") && !has(Model::Workshops, "Certification"));
        assert!(has(Model::Trainings, "Date de début") && !has(Model::Trainings, "Contrat"));
        assert!(has(Model::Offers, "Contrat") && has(Model::Offers, "Bureaux"));
        for (field, _) in TRAINING {
            assert!(Model::Trainings.columns().any(|column| column.field == *field), "{field}");
        }
    }

    #[test]
    fn its_example_follows_its_own_rules() {
        for model in Model::ALL {
            let text = String::from_utf8(model_csv(model).unwrap()).unwrap().replace("EXEMPLE;", "M1;");
            let read = offers(text.as_bytes());
            let [Read::Valid { record, .. }] = &read[..] else { panic!("{model:?}: {read:?}") };
            assert_eq!(record.id, "s--m1");
            assert!(model.kind().is_none_or(|kind| kind == record.kind), "{model:?}");
            assert!(
                Quality::of(record).hundredths(date!(2026 - 11 - 22)) >= 95,
                "{model:?}: who follows it writes well"
            );
        }
    }
}
