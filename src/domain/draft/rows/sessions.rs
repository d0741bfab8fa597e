//! The sessions of an offer, a row each, with the information meeting before it.

use super::{Row, SESSIONS_MAX, read_date, write_date};
use crate::domain::form::{Problems, Typed};
use crate::domain::offer::{Meeting, Session};
use crate::domain::opening::{read_time, write_time};

const PARTS: [&str; 7] = ["debut", "fin", "places", "reunion-le", "reunion-a", "reunion-lieu", "reunion"];
const A_DATE: &str = "Écrivez une date entière, par exemple 01/12/2026.";

/// Reads the rows; what stands beyond those that a form shows comes from `base`.
pub(in super::super) fn read_sessions(
    typed: &Typed,
    base: &[Session],
    problems: &mut Problems,
) -> Vec<Session> {
    let mut sessions: Vec<Session> = base.iter().skip(SESSIONS_MAX).cloned().collect();
    for number in 1..=SESSIONS_MAX {
        let row = Row::new(typed, "session", number);
        if row.is_empty(&PARTS) {
            continue;
        }
        let starts_on = row.read("debut", read_date, A_DATE, problems);
        let ends_on = row.read("fin", read_date, A_DATE, problems);
        let places_left = row.read(
            "places",
            |text| text.parse::<u16>().ok().filter(|places| *places <= 999),
            "Écrivez un nombre de places, 0 si c’est complet.",
            problems,
        );
        let meeting = meeting(&row, problems);
        let information_meeting = row.short("reunion", 300, problems);
        let Some(starts_on) = starts_on else {
            if row.get("debut").is_none() {
                problems.add(&row.name("debut"), "Il manque le premier jour de cette date.");
            }
            continue;
        };
        if ends_on.is_some_and(|end| end < starts_on) {
            problems.add(&row.name("fin"), "Le dernier jour vient avant le premier.");
        }
        if meeting.as_ref().is_some_and(|meeting| meeting.on > starts_on) {
            problems.add(&row.name("reunion-le"), "La réunion d’information vient après le premier jour.");
        }
        let kept = Vec::new();
        sessions.push(Session { starts_on, ends_on, places_left, information_meeting, meeting, kept });
    }
    sessions.sort_by_key(|session| session.starts_on);
    sessions
}

fn meeting(row: &Row<'_>, problems: &mut Problems) -> Option<Meeting> {
    let on = row.read("reunion-le", read_date, A_DATE, problems);
    let at = row.read("reunion-a", read_time, "Écrivez une heure, par exemple 9 h 30.", problems);
    let place = row.short("reunion-lieu", 200, problems);
    if row.get("reunion-le").is_none() && (at.is_some() || place.is_some()) {
        problems.add(&row.name("reunion-le"), "Il manque le jour de la réunion d’information.");
    }
    on.map(|on| Meeting { on, at, place })
}

/// Fills the rows.
pub(in super::super) fn fill_sessions(sessions: &[Session], put: &mut dyn FnMut(String, String)) {
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
        if let Some(meeting) = &session.meeting {
            part("reunion-le", Some(write_date(meeting.on)));
            part("reunion-a", meeting.at.map(write_time));
            part("reunion-lieu", meeting.place.clone());
        }
    }
}
