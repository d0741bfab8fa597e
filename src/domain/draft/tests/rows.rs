//! What is read of the parts that come several times, and what is wrong with them.

use super::super::*;
use super::{Earth, blank};
use crate::domain::form::{Problems, Typed};
use crate::domain::offer::{Offer, OfferKind};

/// The offer as far as it can be read.
fn read(kind: OfferKind, typed: &[(&str, &str)]) -> Offer {
    parse_leniently(&typed.iter().copied().collect(), &blank(kind), &Earth)
}

/// What is wrong with these names of the form, of all that is wrong.
fn wrong(kind: OfferKind, typed: &[(&str, &str)]) -> Vec<String> {
    let typed: Typed = typed.iter().copied().collect();
    let own = |problems: &Problems| {
        let all = problems.all().iter().map(|one| one.field.clone());
        all.filter(|field| ["session", "horaires", "etape", "poste"].iter().any(|row| field.starts_with(row)))
            .collect()
    };
    parse(&typed, &blank(kind), &Earth).err().map(|problems| own(&problems)).unwrap_or_default()
}

#[test]
fn sessions_are_read_with_their_meetings_and_put_in_order() {
    let offer = read(
        OfferKind::Training,
        &[
            ("session-1-debut", "01/03/2027"),
            ("session-1-fin", "01/03/2027"),
            ("session-1-places", "999"),
            ("session-3-debut", "11/01/2027"),
            ("session-3-reunion-le", "11/01/2027"),
            ("session-3-reunion-a", "9 h 30"),
            ("session-3-reunion-lieu", "au  centre"),
        ],
    );
    let [first, second] = offer.sessions.as_slice() else { panic!("{:?}", offer.sessions) };
    assert_eq!((first.places_left, second.places_left), (None, Some(999)));
    let told = first.meeting.as_ref().map(|meeting| meeting.sentence().replace('\u{a0}', " "));
    assert_eq!(told.as_deref(), Some("lundi 11 janvier 2027 à 9 h 30, au centre"));
    let filled = fill(&offer, &Earth);
    assert_eq!((filled.get("session-1-reunion-a"), filled.get("session-2-fin")), ("09:30", "2027-03-01"));
}

#[test]
fn what_is_wrong_with_a_session_is_told_beside_it() {
    for (typed, field) in [
        (vec![("session-1-debut", "demain")], "session-1-debut"),
        (vec![("session-1-places", "3")], "session-1-debut"),
        (vec![("session-1-debut", "11/01/2027"), ("session-1-places", "1000")], "session-1-places"),
        (vec![("session-1-debut", "11/01/2027"), ("session-1-fin", "10/01/2027")], "session-1-fin"),
        (
            vec![("session-1-debut", "11/01/2027"), ("session-1-reunion-le", "12/01/2027")],
            "session-1-reunion-le",
        ),
        (vec![("session-1-debut", "11/01/2027"), ("session-1-reunion-a", "9 h")], "session-1-reunion-le"),
        (vec![("session-1-debut", "11/01/2027"), ("session-1-reunion-lieu", "ici")], "session-1-reunion-le"),
        (vec![("session-1-debut", "11/01/2027"), ("session-1-reunion-a", "midi")], "session-1-reunion-a"),
    ] {
        assert_eq!(wrong(OfferKind::Training, &typed), [field], "{typed:?}");
    }
    let right = [
        ("session-1-debut", "11/01/2027"),
        ("session-1-reunion-le", "11/01/2027"),
        ("session-1-fin", "11/01/2027"),
    ];
    assert_eq!(wrong(OfferKind::Training, &right), Vec::<String>::new());
}

#[test]
fn hours_are_lines_or_a_text_and_never_both() {
    let line = [("horaires-1-du", "Mo"), ("horaires-1-de", "9 h"), ("horaires-1-a", "12 h")];
    let with = |more: &[(&'static str, &'static str)]| {
        line.into_iter().chain(more.iter().copied()).collect::<Vec<_>>()
    };
    let hours = |typed: &[(&str, &str)]| read(OfferKind::Support, typed).opening_hours;
    assert_eq!(hours(&line).as_deref(), Some("Mo 09:00-12:00"));
    assert_eq!(hours(&with(&[("horaires-1-au", "Mo")])).as_deref(), Some("Mo 09:00-12:00"));
    let week = with(&[("horaires-1-au", "Fr"), ("horaires-feries", "oui")]);
    assert_eq!(hours(&week).as_deref(), Some("Mo-Fr 09:00-12:00; PH off"));
    let filled = fill(&read(OfferKind::Support, &week), &Earth);
    assert_eq!((filled.get("horaires-1-au"), filled.get("horaires-feries")), ("Fr", "oui"));
    assert_eq!(hours(&[("horaires-osm", "24/7")]).as_deref(), Some("24/7"));
    assert_eq!(hours(&[("horaires-feries", "oui")]), None);
    for (typed, field) in [
        (vec![("horaires-1-du", "Mo")], "horaires-1-du"),
        (vec![("horaires-1-du", "Mo"), ("horaires-1-de", "9 h"), ("horaires-1-a", "9 h")], "horaires-1-a"),
        (
            vec![
                ("horaires-1-du", "Tu"),
                ("horaires-1-au", "Mo"),
                ("horaires-1-de", "9 h"),
                ("horaires-1-a", "10 h"),
            ],
            "horaires-1-au",
        ),
        (vec![("horaires-osm", "toujours")], "horaires-osm"),
        (with(&[("horaires-osm", "24/7")]), "horaires-osm"),
    ] {
        assert_eq!(wrong(OfferKind::Support, &typed), [field], "{typed:?}");
    }
    assert_eq!(wrong(OfferKind::Support, &week), Vec::<String>::new());
}

#[test]
fn a_programme_has_two_steps_that_differ() {
    let step = |row: usize, role: &str, offer: &str| {
        [(format!("etape-{row}-role"), role.to_owned()), (format!("etape-{row}-offre"), offer.to_owned())]
    };
    let told = |rows: &[[(String, String); 2]]| {
        let typed: Vec<(&str, &str)> =
            rows.iter().flatten().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        (wrong(OfferKind::Programme, &typed), read(OfferKind::Programme, &typed).details.steps.len())
    };
    let (one, two) = (step(1, "project", "a"), step(2, "income", "/offres/b"));
    assert_eq!(told(&[one.clone(), two.clone()]), (vec![], 2));
    assert_eq!(told(std::slice::from_ref(&one)), (vec!["etape".to_owned()], 1));
    let fields = |fields: &[&str]| fields.iter().map(|&field| field.to_owned()).collect::<Vec<_>>();
    for (third, field) in [
        (step(3, "income", "a"), "etape-3-offre"),
        (step(3, "income", "Un bureau"), "etape-3-offre"),
        (step(3, "rien", "c"), "etape-3-role"),
    ] {
        assert_eq!(told(&[one.clone(), two.clone(), third]), (fields(&[field]), 2));
    }
    let mut base = blank(OfferKind::Programme);
    let typed: Typed = [one, two].concat().into_iter().collect();
    base.details.steps = parse_leniently(&typed, &base, &Earth).details.steps;
    base.details.steps[1].agreed = true;
    let chosen: Typed = fill(&base, &Earth).pairs().chain([("etape-1-choix", "c")]).collect();
    let again = parse_leniently(&chosen, &base, &Earth).details.steps;
    let told: Vec<(&str, bool)> = again.iter().map(|step| (step.offer.as_str(), step.agreed)).collect();
    assert_eq!(told, [("c", false), ("b", true)], "who agreed goes on agreeing, a new partner is asked");
}

#[test]
fn a_post_has_a_trade_and_places_that_people_can_count() {
    for (typed, field) in [
        (vec![("poste-1-places", "2")], "poste-1-metier"),
        (vec![("poste-1-metier", "Vendeur"), ("poste-1-places", "1000")], "poste-1-places"),
        (vec![("poste-1-metier", "Vendeur"), ("poste-1-rome", "astronaute")], "poste-1-rome"),
    ] {
        assert_eq!(wrong(OfferKind::Workshop, &typed), [field], "{typed:?}");
    }
    let typed = [("poste-1-metier", "Vendeur"), ("poste-1-places", "999"), ("poste-1-ferme", "oui")];
    assert_eq!(wrong(OfferKind::Workshop, &typed), Vec::<String>::new());
    let posts = read(OfferKind::Workshop, &typed).details.other_posts;
    assert_eq!((posts[0].places, posts[0].closed), (Some(999), true));
}
