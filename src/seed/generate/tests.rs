//! What a generated directory promises.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::BufReader;

use time::macros::date;

use super::archetype::ARCHETYPES;
use super::*;
use crate::domain::offer::{Offer, OfferKind};
use crate::domain::taxonomy::{Fee, MobilisableBy, Public};
use crate::exchange::data_inclusion::{Read, read_services, read_structures};

const TODAY: Date = date!(2026 - 11 - 22);

fn communes() -> Vec<CommuneLite> {
    let commune = |code: &str, name: &str, postal_code: &str, latitude, longitude, population| CommuneLite {
        code: code.into(),
        name: name.into(),
        postal_code: postal_code.into(),
        departement: code[..2].into(),
        latitude,
        longitude,
        population,
    };
    vec![
        commune("62498", "Lens", "62300", 50.4289, 2.8319, 32_663),
        commune("33063", "Bordeaux", "33000", 44.8378, -0.5792, 259_809),
        commune("76351", "Le Havre", "76600", 49.4944, 0.1079, 166_058),
        commune("2A004", "Ajaccio", "20000", 41.9192, 8.7386, 72_000),
        commune("33001", "Abzac", "33230", 45.0167, -0.1283, 2_000),
    ]
}

fn make(offers: usize, seed: u64) -> (tempfile::TempDir, Generated) {
    let out = tempfile::tempdir().unwrap();
    let made = generate(offers, seed, &communes(), out.path(), TODAY, &|_| {}).unwrap();
    (out, made)
}

fn read(out: &tempfile::TempDir) -> (HashMap<String, String>, Vec<Offer>) {
    let open = |name: &str| BufReader::new(fs::File::open(out.path().join(name)).unwrap());
    let mut networks = HashMap::new();
    let mut names = HashMap::new();
    for read in read_structures(open("structures.json"), TODAY) {
        let Read::Valid { record, .. } = read else { panic!("{read:?}") };
        names.insert(record.id.clone(), record.address.commune.unwrap());
        networks.insert(record.id, record.networks);
    }
    let services = read_services(open("services.json"), TODAY, |id| networks.get(id).cloned());
    let valid = services.map(|read| match read {
        Read::Valid { record, .. } => record,
        Read::Rejected(rejection) => panic!("{rejection:?}"),
    });
    (names, valid.collect())
}

#[test]
fn every_row_is_valid_and_counted() {
    let (out, made) = make(3000, 7);
    let (structures, offers) = read(&out);
    assert_eq!((structures.len() as u64, offers.len() as u64), (made.structures, made.services));
    assert_eq!(made.services, 3000);
    assert!((600..900).contains(&made.structures), "{made:?}");
    assert_eq!(offers.iter().map(|offer| &offer.id).collect::<HashSet<_>>().len(), 3000);
}

#[test]
fn shares_are_those_of_a_real_directory() {
    let (out, _) = make(5000, 1);
    let (structures, offers) = read(&out);
    let share =
        |holds: &dyn Fn(&Offer) -> bool| offers.iter().filter(|offer| holds(offer)).count() * 100 / 5000;
    let near = |share: usize, expected: usize| share.abs_diff(expected) <= 4;
    assert!(near(share(&|offer| offer.publics == [Public::TousPublics]), 35));
    assert!(
        near(share(&|offer| offer.fee == Some(Fee::Gratuit)), 85),
        "{}",
        share(&|o| o.fee == Some(Fee::Gratuit))
    );
    assert!(near(share(&|offer| offer.mobilisable_by.contains(&MobilisableBy::Usagers)), 60));
    for kind in OfferKind::ALL {
        assert!(share(&|offer| offer.kind == kind) >= 2, "{kind:?}");
    }
    assert!(share(&|offer| !offer.sessions.is_empty()) >= 10);
    let bordeaux = structures.values().filter(|name| *name == "Bordeaux").count();
    let abzac = structures.values().filter(|name| *name == "Abzac").count();
    assert!(bordeaux > 20 * abzac.max(1), "{bordeaux} {abzac}");
}

#[test]
fn texts_are_whole_and_nobody_real_can_be_called() {
    let (out, _) = make(3000, 3);
    for offer in read(&out).1 {
        let length = offer.description.chars().count();
        assert!((200..=800).contains(&length), "{length}: {}", offer.description);
        for text in [&offer.name, &offer.description] {
            assert!(!text.contains(['{', '}']) && !text.contains("  ") && !text.contains("à Le "), "{text}");
        }
        assert!(!offer.name.ends_with('.'));
        assert!(offer.contact.email.is_some_and(|email| email.ends_with("@example.org")));
        if let Some(phone) = offer.contact.phone {
            let fiction = ["+3319900", "+3326191", "+3335301", "+3346571", "+3353649", "+3363998"];
            assert!(phone.len() == 12 && fiction.iter().any(|block| phone.starts_with(block)), "{phone}");
        }
        assert!(!offer.mobilisation_modes.is_empty() && !offer.themes.is_empty());
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_does_not() {
    let bytes = |seed| {
        let (out, _) = make(500, seed);
        ["structures.json", "services.json"].map(|name| fs::read(out.path().join(name)).unwrap())
    };
    assert_eq!(bytes(7), bytes(7));
    assert_ne!(bytes(7)[1], bytes(8)[1]);
}

#[test]
fn nothing_is_made_from_no_commune_and_no_offer_is_an_empty_list() {
    let out = tempfile::tempdir().unwrap();
    assert!(generate(1, 1, &[], out.path(), TODAY, &|_| {}).is_err());
    let made = generate(0, 1, &communes(), out.path(), TODAY, &|_| {}).unwrap();
    assert_eq!(made, Generated { structures: 0, services: 0 });
    assert_eq!(fs::read(out.path().join("services.json")).unwrap(), b"[\n]\n");
}

#[test]
fn every_archetype_has_names_and_subjects_with_words() {
    for archetype in ARCHETYPES {
        assert!(!archetype.names.is_empty());
        for subject in archetype.subjects.iter().chain([&archetype.main]) {
            assert!(subject.forms.len() >= 3 && subject.how.len() >= 3);
            assert!(!subject.themes.is_empty() && !subject.publics.contains(&Public::TousPublics));
        }
    }
}
