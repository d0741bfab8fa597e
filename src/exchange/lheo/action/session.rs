//! The sessions of an action.

use serde_json::{Value, json};
use time::{Date, Month, Time};

use super::super::Element;
use crate::domain::offer::{Meeting, Session};

/// The sessions of an action, soonest first; or, where one enters at any time, a sentence that says so: a session that
/// began last month would look over.
pub(super) fn sessions(action: &Element, permanent: bool) -> (Vec<Value>, Option<String>) {
    let mut all: Vec<Session> = Vec::new();
    let mut last = None;
    for session in action.all("session") {
        let Some(start) = session.text_at("periode/debut").and_then(|text| date(&text)) else { continue };
        let end = session.text_at("periode/fin").and_then(|text| date(&text)).filter(|end| *end >= start);
        last = last.max(end);
        let (meeting, words) = meeting(session);
        all.push(Session {
            ends_on: end,
            places_left: places(session),
            information_meeting: words.or_else(|| announced(action)),
            meeting,
            ..Session::starting(start)
        });
    }
    if permanent {
        let until = last.map(|day| format!(" jusqu’au {}", spoken(day))).unwrap_or_default();
        return (Vec::new(), Some(format!("Entrée à tout moment{until}.")));
    }
    all.sort_by_key(|session| session.starts_on);
    (all.into_iter().map(|session| json!(session)).collect(), None)
}

/// Places left: none where recruiting is closed (2) or suspended (3), else what is announced.
fn places(session: &Element) -> Option<u16> {
    match session.text_at("etat-recrutement").as_deref() {
        Some("2" | "3") => Some(0),
        _ => session.all("recrutement").find_map(|one| one.text_at("nb-places")?.parse().ok()),
    }
}

/// The information meeting (9), where its day is known; and what else is said of it, in words.
fn meeting(session: &Element) -> (Option<Meeting>, Option<String>) {
    let is_meeting = |one: &&Element| one.text_at("modalite-recrutement").as_deref() == Some("9");
    let Some(told) = session.all("recrutement").find(is_meeting) else { return (None, None) };
    let place = if told.text_at("a-distance").as_deref() == Some("1") {
        Some("à distance".to_owned())
    } else {
        let parts = ["adresse/ligne", "adresse/codepostal", "adresse/ville"].map(|path| told.text_at(path));
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|place| !place.is_empty())
    };
    let words = told.text_at("commentaire");
    match told.text_at("periode/debut").and_then(|text| date(&text)) {
        Some(on) => {
            let at = told.text_at("heure-debut").and_then(|text| hour(&text));
            (Some(Meeting { on, at, place }), words)
        }
        None => {
            let told = [place, words].into_iter().flatten().collect::<Vec<_>>().join(", ");
            (None, Some(told).filter(|told| !told.is_empty()))
        }
    }
}

/// The dates of information of the whole action.
fn announced(action: &Element) -> Option<String> {
    let days: Vec<String> = action
        .all("date-information")
        .filter_map(|one| Some(format!("le {}", spoken(date(&one.text_at("date")?)?))))
        .collect();
    (!days.is_empty()).then(|| days.join(", "))
}

/// `20270131` (or `2027-01-31`); nothing of the `00000000` and `99999999` that stand for nothing.
pub(super) fn date(text: &str) -> Option<Date> {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(8).collect();
    let (year, month, day) = (digits.get(..4)?.parse().ok()?, digits.get(4..6)?, digits.get(6..8)?);
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let date = Date::from_calendar_date(year, month, day.parse().ok()?).ok()?;
    (2000..2100).contains(&date.year()).then_some(date)
}

/// `09:30`, `9h30` or `0930`.
fn hour(text: &str) -> Option<Time> {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(4).collect();
    let digits = if digits.len() == 3 { format!("0{digits}") } else { digits };
    Time::from_hms(digits.get(..2)?.parse().ok()?, digits.get(2..4)?.parse().ok()?, 0).ok()
}

/// A day as people write it.
fn spoken(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), u8::from(day.month()), day.year())
}
