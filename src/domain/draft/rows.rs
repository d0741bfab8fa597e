//! The parts of a form that come several times: sessions, opening hours, steps of a programme.

use time::{Date, Month};

use super::Ground;
use crate::domain::form::{Problems, Typed};
use crate::domain::offer::{ProgrammeStep, Session};
use crate::domain::opening::{self, DAYS, LINES_MAX, Line, Week, read_time};
use crate::domain::pathway::StepRole;

/// Sessions of one offer at most.
pub const SESSIONS_MAX: usize = 24;
/// Steps of a programme at most.
pub const STEPS_MAX: usize = 8;
/// What the names of the fields of opening hours begin with.
pub const HOURS: &str = "horaires";

/// A date as a browser sends it, or as people write it: `2026-12-01`, `01/12/2026`.
pub(super) fn read_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let year: i32 = year.parse().ok().filter(|year| (2000..2100).contains(year))?;
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, day.parse().ok()?).ok()
}

/// A date as a browser's field holds it.
pub(super) fn write_date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

pub(super) fn read_sessions(typed: &Typed, problems: &mut Problems) -> Vec<Session> {
    let mut sessions = Vec::new();
    for row in 1..=SESSIONS_MAX {
        let name = |part: &str| format!("session-{row}-{part}");
        let get = |part: &str| typed.some(&name(part));
        if ["debut", "fin", "places", "reunion"].iter().all(|part| get(part).is_none()) {
            continue;
        }
        let mut date = |part: &str| {
            let read = get(part).and_then(read_date);
            if read.is_none() && get(part).is_some() {
                problems.add(&name(part), "Écrivez une date entière, par exemple 01/12/2026.");
            }
            read
        };
        let (start, end) = (date("debut"), date("fin"));
        let Some(starts_on) = start else {
            if get("debut").is_none() {
                problems.add(&name("debut"), "Il manque le premier jour de cette date.");
            }
            continue;
        };
        if end.is_some_and(|end| end < starts_on) {
            problems.add(&name("fin"), "Le dernier jour vient avant le premier.");
        }
        let places_left = get("places").and_then(|places| {
            let read = places.parse::<u16>().ok().filter(|places| *places <= 999);
            if read.is_none() {
                problems.add(&name("places"), "Écrivez un nombre de places, 0 si c’est complet.");
            }
            read
        });
        let information_meeting =
            get("reunion").map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        if information_meeting.as_ref().is_some_and(|text| text.chars().count() > 200) {
            problems.add(&name("reunion"), "C’est trop long. Gardez 200 caractères au plus.");
        }
        sessions.push(Session { starts_on, ends_on: end, places_left, information_meeting });
    }
    sessions.sort_by_key(|session| session.starts_on);
    sessions
}

pub(super) fn fill_sessions(sessions: &[Session], put: &mut dyn FnMut(String, String)) {
    for (row, session) in (1..=SESSIONS_MAX).zip(sessions) {
        let mut part = |part: &str, value: Option<String>| {
            if let Some(value) = value {
                put(format!("session-{row}-{part}"), value);
            }
        };
        part("debut", Some(write_date(session.starts_on)));
        part("fin", session.ends_on.map(write_date));
        part("places", session.places_left.map(|places| places.to_string()));
        part("reunion", session.information_meeting.clone());
    }
}

pub(super) fn read_opening(typed: &Typed, ground: &dyn Ground, problems: &mut Problems) -> Option<String> {
    let mut week = Week { lines: Vec::new(), closed_on_holidays: typed.some("horaires-feries").is_some() };
    for row in 1..=LINES_MAX {
        let name = |part: &str| format!("{HOURS}-{row}-{part}");
        let get = |part: &str| typed.some(&name(part));
        if ["du", "de", "a"].iter().all(|part| get(part).is_none()) {
            continue;
        }
        let first = get("du").and_then(opening::day);
        let last = get("au").map_or(first, opening::day);
        let (from, to) = (get("de").and_then(read_time), get("a").and_then(read_time));
        let (Some(first), Some(last), Some(from), Some(to)) = (first, last, from, to) else {
            problems.add(&name("du"), "Choisissez les jours, et écrivez deux heures : de 9 h à 17 h.");
            continue;
        };
        if from >= to {
            problems.add(&name("a"), "L’heure de fin vient avant l’heure de début.");
        } else if first > last {
            problems.add(&name("au"), "Le dernier jour vient avant le premier. Faites deux lignes.");
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

pub(super) fn fill_opening(hours: &str, put: &mut dyn FnMut(String, String)) {
    let Some(week) = Week::read(hours) else { return put("horaires-osm".to_owned(), hours.to_owned()) };
    for (row, line) in (1..=LINES_MAX).zip(&week.lines) {
        let mut part = |part: &str, value: String| put(format!("{HOURS}-{row}-{part}"), value);
        part("du", DAYS[line.first].0.to_owned());
        part("au", DAYS[line.last].0.to_owned());
        part("de", format!("{:02}:{:02}", line.from.hour(), line.from.minute()));
        part("a", format!("{:02}:{:02}", line.to.hour(), line.to.minute()));
    }
    if week.closed_on_holidays {
        put("horaires-feries".to_owned(), "oui".to_owned());
    }
}

pub(super) fn read_steps(typed: &Typed, problems: &mut Problems) -> Vec<ProgrammeStep> {
    let mut steps = Vec::new();
    for row in 1..=STEPS_MAX {
        let name = |part: &str| format!("etape-{row}-{part}");
        let get = |part: &str| typed.some(&name(part));
        let Some(offer) = get("offre") else { continue };
        // People copy the whole address of the sheet.
        let slug = offer.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        let slug = slug.rsplit('/').next().unwrap_or_default().to_owned();
        let Some(role) = get("role").and_then(StepRole::from_code) else {
            problems.add(&name("role"), "Dites ce que cette étape apporte.");
            continue;
        };
        steps.push(ProgrammeStep { role, offer: slug, agreed: get("accord").is_some() });
    }
    if steps.len() < 2 {
        problems.add("etape", "Un programme a deux étapes au moins.");
    }
    steps
}

pub(super) fn fill_steps(steps: &[ProgrammeStep], put: &mut dyn FnMut(String, String)) {
    for (row, step) in (1..=STEPS_MAX).zip(steps) {
        put(format!("etape-{row}-role"), step.role.code().to_owned());
        put(format!("etape-{row}-offre"), step.offer.clone());
        if step.agreed {
            put(format!("etape-{row}-accord"), "oui".to_owned());
        }
    }
}
