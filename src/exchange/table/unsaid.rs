//! What a file says nothing of stays as it is here.

use serde_json::{Map, Value};
use time::Date;

use super::column::COLUMNS;
use super::write::meeting;
use crate::domain::offer::{Details, Offer, OfferKind};
use crate::exchange::data_inclusion::{parse_service, service_row};

/// What an offer says and no column holds.
const APART: [&str; 3] = [
    "premier_pas.details.steps",
    "premier_pas.details.other_posts",
    "premier_pas.details.course.prescribers",
];
/// The beginning of the field of a column that is about a session.
const SESSION: &str = "session.";

/// An offer as a file tells it, with what the file has no word for as it is here. `unsaid` knows the fields of which it says
/// nothing, by the names that columns have.
pub fn keep_unsaid(ours: &Offer, theirs: Offer, unsaid: &dyn Fn(&str) -> bool, today: Date) -> Offer {
    let mine = service_row(ours);
    let mut row = service_row(&theirs);
    let whole = COLUMNS.iter().map(|column| column.field).filter(|field| !field.starts_with(SESSION));
    for field in whole.chain(APART).filter(|field| unsaid(field)) {
        let value = field.split('.').fold(&mine, |value, step| &value[step]).clone();
        put(&mut row, field, value);
    }
    keep_sessions(&mine, &mut row, unsaid);
    match parse_service(&row, Some(&[]), today) {
        Ok(mut kept) => {
            fit(&mut kept);
            kept
        }
        // What is here breaks a rule that what comes in follows.
        Err(_) => theirs,
    }
}

fn keep_sessions(mine: &Value, row: &mut Value, unsaid: &dyn Fn(&str) -> bool) {
    let of_sessions = COLUMNS.iter().filter_map(|column| column.field.strip_prefix(SESSION));
    let (mut kept, said): (Vec<&str>, Vec<&str>) =
        of_sessions.partition(|key| unsaid(&format!("{SESSION}{key}")));
    if kept.contains(&"information_meeting") {
        // The same, with its day: no column holds it.
        kept.push("meeting");
    }
    let own = mine["premier_pas"]["sessions"].clone();
    if said.is_empty() {
        put(row, "premier_pas.sessions", own);
        return;
    }
    let (Some(own), Some(theirs)) = (own.as_array(), row["premier_pas"]["sessions"].as_array_mut()) else {
        return;
    };
    for session in theirs {
        let same = own.iter().find(|one| one["starts_on"] == session["starts_on"]);
        // A table says in words a meeting whose day is known: the same words are the same meeting.
        if let Some(same) = same.filter(|same| !same["meeting"].is_null())
            && session["information_meeting"] == meeting(same)
        {
            for key in ["meeting", "information_meeting"] {
                session[key] = same[key].clone();
            }
        }
        for key in &kept {
            if let Some(value) = same.map(|one| &one[*key]).filter(|value| !value.is_null()) {
                session[*key] = value.clone();
            }
        }
    }
}

/// Writes a value at the end of a path; nothing is there where the value is null.
fn put(row: &mut Value, path: &str, value: Value) {
    let Value::Object(map) = row else { return };
    match path.split_once('.') {
        None if value.is_null() && path != "premier_pas" => _ = map.remove(path),
        None => _ = map.insert(path.to_owned(), value),
        Some((first, rest)) => {
            put(map.entry(first).or_insert_with(|| Value::Object(Map::new())), rest, value);
        }
    }
}

/// Leaves out what an offer of its kind does not say.
fn fit(offer: &mut Offer) {
    let Details { post, other_posts, course, venture, steps, .. } = &mut offer.details;
    if offer.kind != OfferKind::Workshop {
        other_posts.clear();
    }
    if !matches!(offer.kind, OfferKind::Workshop | OfferKind::TemporaryWork) {
        *post = Default::default();
    }
    if offer.kind != OfferKind::Training {
        *course = Default::default();
    }
    if offer.kind != OfferKind::Enterprise {
        *venture = Default::default();
    }
    if offer.kind != OfferKind::Programme {
        steps.clear();
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::domain::offer::{Meeting, OtherPost, Rome, Session};

    const TODAY: Date = date!(2026 - 11 - 22);

    fn offer(name: &str) -> Offer {
        let row = serde_json::json!({
            "source": "s", "id": "s--1", "structure_id": "s--s", "nom": name, "description": "Vous semez.",
            "date_maj": "2026-11-01", "publics": ["jeunes"], "premier_pas": {"kind": "workshop"},
        });
        parse_service(&row, Some(&[]), TODAY).unwrap()
    }

    #[test]
    fn what_has_no_column_stays() {
        let mut ours = offer("Semer");
        ours.details.post.rome = Rome::parse("A1405");
        ours.plain.tasks = vec!["Semer".to_owned()];
        ours.fee_details = Some("Le bus".to_owned());
        ours.details.other_posts = vec![OtherPost { trade: "Vendeur".to_owned(), ..OtherPost::default() }];
        let theirs = offer("Semer et récolter");
        let kept = keep_unsaid(&ours, theirs.clone(), &|field| field != "nom", TODAY);
        assert_eq!(kept, Offer { name: "Semer et récolter".to_owned(), ..ours.clone() });
        assert_eq!(keep_unsaid(&ours, theirs.clone(), &|_| false, TODAY), theirs);
    }

    #[test]
    fn a_session_keeps_what_only_it_knew() {
        let session = |day, places| Session { places_left: places, ..Session::starting(day) };
        let (mut ours, mut theirs) = (offer("Lire"), offer("Lire"));
        for one in [&mut ours, &mut theirs] {
            one.kind = OfferKind::Training;
        }
        ours.sessions = vec![session(date!(2027 - 01 - 01), Some(1))];
        ours.sessions[0].information_meeting = Some("lundi".to_owned());
        ours.sessions[0].meeting = Some(Meeting { on: date!(2026 - 12 - 07), at: None, place: None });
        theirs.sessions = vec![session(date!(2027 - 01 - 01), Some(4)), session(date!(2027 - 02 - 01), None)];
        let unsaid = |field: &str| field == "session.information_meeting";
        let kept = keep_unsaid(&ours, theirs.clone(), &unsaid, TODAY).sessions;
        assert_eq!((kept[0].places_left, kept[0].information_meeting.as_deref()), (Some(4), Some("lundi")));
        assert_eq!(kept[0].meeting, ours.sessions[0].meeting);
        assert_eq!((kept.len(), &kept[1].information_meeting), (2, &None));
        let mut back = theirs.clone();
        back.sessions[0].information_meeting = ours.sessions[0].meeting.as_ref().map(Meeting::sentence);
        assert_eq!(
            keep_unsaid(&ours, back.clone(), &|_| false, TODAY).sessions[0].meeting,
            ours.sessions[0].meeting
        );
        back.sessions[0].information_meeting = Some("mardi".to_owned());
        assert_eq!(keep_unsaid(&ours, back, &|_| false, TODAY).sessions[0].meeting, None, "other words");
        let none = |field: &str| field.starts_with(SESSION);
        assert_eq!(keep_unsaid(&ours, theirs, &none, TODAY).sessions, ours.sessions);
    }

    #[test]
    fn another_kind_leaves_what_was_of_the_first() {
        let mut ours = offer("Semer");
        ours.details.post.places = Some(3);
        let mut theirs = offer("Semer");
        theirs.kind = OfferKind::Training;
        let kept = keep_unsaid(&ours, theirs, &|field| field.contains("details"), TODAY);
        assert!(kept.details.is_empty());
    }
}
