//! The sessions of an action.

use serde_json::{Value, json};

use super::super::Element;

/// The sessions of an action, soonest first; or, where one enters at any time, a sentence that says so: a session that
/// began last month would look over.
pub(super) fn sessions(action: &Element, permanent: bool) -> (Vec<Value>, Option<String>) {
    let mut all: Vec<(String, Value)> = Vec::new();
    let mut last = None;
    for session in action.all("session") {
        let Some(start) = session.text_at("periode/debut").and_then(|text| day(&text)) else { continue };
        let end = session.text_at("periode/fin").and_then(|text| day(&text)).filter(|end| *end >= start);
        last = last.max(end.clone());
        let told = json!({
            "starts_on": start, "ends_on": end, "places_left": places(session),
            "information_meeting": meeting(session).or_else(|| announced(action)),
        });
        all.push((start, told));
    }
    if permanent {
        let until = last.map(|day| format!(" jusqu’au {}", spoken(&day))).unwrap_or_default();
        return (Vec::new(), Some(format!("Entrée à tout moment{until}.")));
    }
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    (all.into_iter().map(|(_, told)| told).collect(), None)
}

/// Places left: none where recruiting is closed (2) or suspended (3), else what is announced.
fn places(session: &Element) -> Option<u16> {
    match session.text_at("etat-recrutement").as_deref() {
        Some("2" | "3") => Some(0),
        _ => session.all("recrutement").find_map(|one| one.text_at("nb-places")?.parse().ok()),
    }
}

/// The information meeting (9): its day, its hour and where it is, in words.
fn meeting(session: &Element) -> Option<String> {
    let is_meeting = |one: &&Element| one.text_at("modalite-recrutement").as_deref() == Some("9");
    let meeting = session.all("recrutement").find(is_meeting)?;
    let day = meeting
        .text_at("periode/debut")
        .and_then(|text| day(&text))
        .map(|day| format!("le {}", spoken(&day)));
    let hour = meeting.text_at("heure-debut").map(|hour| format!("à {hour}"));
    let place = if meeting.text_at("a-distance").as_deref() == Some("1") {
        Some("à distance".to_owned())
    } else {
        let parts =
            ["adresse/ligne", "adresse/codepostal", "adresse/ville"].map(|path| meeting.text_at(path));
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|place| !place.is_empty())
    };
    let told = [day, hour, place, meeting.text_at("commentaire")]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    (!told.is_empty()).then_some(told)
}

/// The dates of information of the whole action.
fn announced(action: &Element) -> Option<String> {
    let days: Vec<String> = action
        .all("date-information")
        .filter_map(|one| Some(format!("le {}", spoken(&day(&one.text_at("date")?)?))))
        .collect();
    (!days.is_empty()).then(|| days.join(", "))
}

/// `20270131` (or `2027-01-31`) as `2027-01-31`; nothing of the `00000000` and `99999999` that stand for nothing.
pub(super) fn day(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(8).collect();
    let (year, month, day) = (digits.get(..4)?.parse().ok()?, digits.get(4..6)?, digits.get(6..8)?);
    let month = time::Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let date = time::Date::from_calendar_date(year, month, day.parse().ok()?).ok()?;
    (2000..2100).contains(&date.year()).then(|| date.to_string())
}

/// `2027-01-31` as people write it.
fn spoken(day: &str) -> String {
    day.split('-').rev().collect::<Vec<_>>().join("/")
}
