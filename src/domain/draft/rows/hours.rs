//! Opening hours, a line a stretch of days.

use super::super::Ground;
use super::{HOURS, Row};
use crate::domain::form::{Problems, Typed};
use crate::domain::opening::{self, DAYS, LINES_MAX, Line, Week, read_time, write_time};

/// Reads the lines, or the text of OpenStreetMap that another directory wrote.
pub(in super::super) fn read_opening(
    typed: &Typed,
    ground: &dyn Ground,
    problems: &mut Problems,
) -> Option<String> {
    let mut week = Week { lines: Vec::new(), closed_on_holidays: typed.some("horaires-feries").is_some() };
    for number in 1..=LINES_MAX {
        let row = Row::new(typed, HOURS, number);
        if row.is_empty(&["du", "de", "a"]) {
            continue;
        }
        let first = row.get("du").and_then(opening::day);
        let last = row.get("au").map_or(first, opening::day);
        let (from, to) = (row.get("de").and_then(read_time), row.get("a").and_then(read_time));
        let (Some(first), Some(last), Some(from), Some(to)) = (first, last, from, to) else {
            problems.add(&row.name("du"), "Choisissez les jours, et écrivez deux heures : de 9 h à 17 h.");
            continue;
        };
        if from >= to {
            problems.add(&row.name("a"), "L’heure de fin vient avant l’heure de début.");
        } else if first > last {
            problems.add(&row.name("au"), "Le dernier jour vient avant le premier. Faites deux lignes.");
        } else {
            week.lines.push(Line { first, last, from, to });
        }
    }
    match (week.osm(), typed.some("horaires-osm")) {
        (None, Some(raw)) => {
            if !ground.are_opening_hours(raw) {
                problems.add(
                    "horaires-osm",
                    "Ce texte ne peut pas être lu. Effacez-le, et remplissez les lignes.",
                );
            }
            Some(raw.to_owned())
        }
        (Some(_), Some(_)) => {
            problems.add(
                "horaires-osm",
                "Les horaires sont dits deux fois. Effacez ce texte, ou videz les lignes.",
            );
            None
        }
        (written, None) => written,
    }
}

/// Fills the lines; a text that lines can't say stays as it is.
pub(in super::super) fn fill_opening(hours: &str, put: &mut dyn FnMut(String, String)) {
    let Some(week) = Week::read(hours) else { return put("horaires-osm".to_owned(), hours.to_owned()) };
    for (row, line) in (1..=LINES_MAX).zip(&week.lines) {
        let mut part = |part: &str, value: String| put(format!("{HOURS}-{row}-{part}"), value);
        part("du", DAYS[line.first].0.to_owned());
        part("au", DAYS[line.last].0.to_owned());
        part("de", write_time(line.from));
        part("a", write_time(line.to));
    }
    if week.closed_on_holidays {
        put("horaires-feries".to_owned(), "oui".to_owned());
    }
}
