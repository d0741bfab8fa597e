//! Words and names instead of codes, and what an offer knows beyond its form.

use super::super::*;
use super::{Earth, TODAY, blank, workshop};
use crate::domain::form::Typed;
use crate::domain::offer::OfferKind;
use crate::domain::taxonomy::{Contract, ReceptionMode};

#[test]
fn where_one_must_live_is_typed_by_name() {
    let read = |text: &str| zone::read_zones(text, &Earth);
    assert_eq!(read("Pas-de-Calais\nLiévin, Lens").unwrap(), ["62", "62510", "62498"]);
    assert_eq!(read("62 80;200093201").unwrap(), ["62", "80", "200093201"]);
    assert_eq!(read("CC du Lac, Bourg").unwrap(), ["200000001"]);
    assert!(read("Lens\nAtlantide").unwrap_err().contains("« Atlantide »"));
    assert!(read(" \n").is_err());
    let told = |zones: &[&str]| {
        zone::zone_sentence(&zones.iter().map(|&zone| zone.to_owned()).collect::<Vec<_>>(), &Earth)
    };
    assert_eq!(told(&[]), None);
    assert_eq!(told(&["france"]).unwrap(), "Partout en France.");
    assert_eq!(told(&["62498", "62"]).unwrap(), "Il faut habiter ici : Lens, Pas-de-Calais.");
    assert_eq!(
        told(&["02", "59", "60", "62", "80", "62510"]).unwrap(),
        "Il faut habiter ici : Hauts-de-France, Liévin."
    );
}

#[test]
fn a_trade_is_found_by_its_words() {
    let with = |pairs: &[(&'static str, &'static str)]| {
        let typed = workshop().into_iter().filter(|(name, _)| *name != "metier").chain(pairs.iter().copied());
        parse(&typed.collect(), &blank(OfferKind::Workshop), &Earth)
    };
    let rome = |pairs: &[(&'static str, &'static str)]| {
        with(pairs).unwrap().details.post.rome.map(|rome| rome.as_str().to_owned())
    };
    assert_eq!(rome(&[("metier", "Réparateur")]), None);
    assert_eq!(rome(&[("metier", "jardinier")]).as_deref(), Some("A1203"), "called just so");
    assert_eq!(rome(&[("metier", "Jardinier"), ("rome", "maraîcher")]).as_deref(), Some("A1414"));
    assert_eq!(rome(&[("metier", "X"), ("rome", "k2204 Nettoyage")]).as_deref(), Some("K2204"));
    let refused = with(&[("metier", "X"), ("rome", "plantes")]).unwrap_err();
    assert!(refused.about("rome").unwrap().contains("Horticulture et maraîchage (A1414)"), "{refused:?}");
    assert!(with(&[("metier", "X"), ("rome", "astronaute")]).unwrap_err().about("rome").is_some());
}

#[test]
fn a_workshop_has_several_posts() {
    let posts = [
        ("poste-1-metier", "Jardinier"),
        ("poste-1-taches", "Vous plantez."),
        ("poste-3-metier", "Vendeur"),
        ("poste-3-heures", "20"),
        ("poste-3-contrat", "cdd"),
        ("poste-3-places", "0"),
    ];
    let typed: Typed = workshop().into_iter().chain(posts).collect();
    let offer = parse(&typed, &blank(OfferKind::Workshop), &Earth).unwrap();
    let [first, second] = offer.details.other_posts.as_slice() else { panic!("{:?}", offer.details) };
    assert_eq!(first.rome.as_ref().unwrap().as_str(), "A1203");
    assert_eq!(first.tasks.as_deref(), Some("Vous plantez."));
    assert_eq!((second.weekly_hours, second.contract), (Some(20.0), Some(Contract::Cdd)));
    assert!(first.is_open() && !second.is_open());
    assert!(!offer.is_closed(TODAY));
}

#[test]
fn what_nobody_touched_stays_even_where_the_form_would_not_take_it() {
    let mut base = parse(&workshop().into_iter().collect(), &blank(OfferKind::Workshop), &Earth).unwrap();
    base.name = "Réparer des vélos.".to_owned();
    base.conditions = Some("x".repeat(3_000));
    base.plain.tasks = (0..20).map(|at| format!("Tâche {at}")).collect();
    base.contact.phone = Some("3646".to_owned());
    base.reception_modes = vec![ReceptionMode::EnPresentiel, ReceptionMode::ADistance];
    base.zones = vec!["62510".to_owned(), "62".to_owned()];
    base.address.commune = Some("Lens-sur-Mer".to_owned());
    base.address.code_insee = None;
    assert_eq!(parse(&fill(&base, &Earth), &base, &Earth), Ok(base.clone()));
    let typed: Typed = fill(&base, &Earth).pairs().chain([("conditions", "Venez.")]).collect();
    let changed = parse(&typed, &base, &Earth).unwrap();
    assert_eq!(changed.conditions.as_deref(), Some("Venez."));
    assert_eq!((changed.name, changed.address), (base.name, base.address));
}

#[test]
fn sessions_that_the_form_does_not_show_are_kept() {
    let mut base = blank(OfferKind::Training);
    let day = |at: usize| TODAY + time::Duration::days(at as i64);
    base.sessions =
        (0..SESSIONS_MAX + 6).map(|at| crate::domain::offer::Session::starting(day(at))).collect();
    let typed: Typed = fill(&base, &Earth).pairs().chain([("session-1-places", "4")]).collect();
    let offer = parse_leniently(&typed, &base, &Earth);
    assert_eq!(offer.sessions.len(), base.sessions.len());
    assert_eq!(offer.sessions[0].places_left, Some(4));
}
