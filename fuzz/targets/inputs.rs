//! What is done with one input of each kind, and what must hold whatever it is. `make fuzz` invents millions;
//! `tests/corpus.rs` asks each kept one again in every run of the tests.

use std::sync::OnceLock;

use premier_pas::domain::draft;
use premier_pas::domain::field::{Email, FirstName, Mobile};
use premier_pas::domain::form::Typed;
use premier_pas::domain::id::{Code, Secret};
use premier_pas::domain::offer::{Offer, OfferKind};
use premier_pas::domain::opening::{Week, read_time};
use premier_pas::domain::percent::decode_pairs;
use premier_pas::domain::phone::Phone;
use premier_pas::domain::query::{PAGES_MAX, Search, TEXT_MAX};
use premier_pas::domain::referral::Ask;
use premier_pas::domain::siret::Siret;
use premier_pas::domain::taxonomy::Network;
use premier_pas::exchange::data_inclusion::{Read, read_services, read_structures};
use premier_pas::exchange::{emplois, lheo, table};
use premier_pas::search::gazetteer::Gazetteer;
use premier_pas::search::{Index, fold, spoken_hours};
use premier_pas::seed::demo;
use time::Date;
use time::macros::date;

const TODAY: Date = date!(2026 - 11 - 22);

/// What reads an input of some kind, and fails where something does not hold.
pub type Reader = fn(&[u8]);

/// Every kind, by its name.
pub const KINDS: [(&str, Reader); 8] = [
    ("address", address),
    ("form", form),
    ("rows", rows),
    ("catalogue", catalogue),
    ("table", table),
    ("feed", feed),
    ("numbers", numbers),
    ("hours", hours),
];

/// The demonstration, as it is searched.
fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let gazetteer = Gazetteer::embedded();
        let offers = demo::offers(TODAY);
        let directory = demo::organisations().into_iter().map(|(organisation, _)| {
            let own = offers.iter().filter(|(offer, _)| offer.structure_id == organisation.id);
            let own = own.map(|(offer, _)| offer.clone()).collect();
            (organisation, own)
        });
        Index::of_directory(gazetteer.into(), directory)
    })
}

/// The query of an address: it is searched for.
pub fn address(bytes: &[u8]) {
    let Ok(query) = std::str::from_utf8(bytes) else { return };
    let (search, misread) = Search::from_query(query);
    assert!(search.place.chars().count() <= TEXT_MAX && search.text.chars().count() <= TEXT_MAX);
    assert!((1..=PAGES_MAX).contains(&search.page));
    let (again, _) = Search::from_query(search.href().trim_start_matches("/offres"));
    assert_eq!(again, search, "an address says all of its search");
    let folded = fold(query);
    assert_eq!(fold(&folded), folded, "what is folded stays");
    index().search(&search, misread, TODAY);
}

/// A form, as a browser sends it: of a request, and of an offer of each kind.
pub fn form(bytes: &[u8]) {
    let typed: Typed = decode_pairs(&String::from_utf8_lossy(bytes)).collect();
    if let Err(problems) = Ask::parse(&typed) {
        assert!(!problems.is_empty(), "a refusal says why");
    }
    let _ = Ask::parse_beside(&typed);
    for kind in OfferKind::ALL {
        let base = Offer::blank(kind, draft::SOURCE, "pp-1", "s-1", TODAY);
        let offer = draft::parse_leniently(&typed, &base, index());
        if let Ok(whole) = draft::parse(&typed, &base, index()) {
            assert_eq!(whole, offer, "what nothing is wrong with is read alike");
        }
        draft::advice::advise(&typed, &offer, TODAY);
    }
}

/// Structures and services of data·inclusion: JSON, NDJSON or CSV.
pub fn rows(bytes: &[u8]) {
    fn explained<T>(read: Read<T>) {
        if let Read::Rejected(rejection) = read {
            assert!(!rejection.errors.is_empty(), "a refusal says why");
        }
    }
    read_structures(bytes, TODAY).take(1_000).for_each(explained);
    read_services(bytes, TODAY, |_| Some(vec![Network::RestosDuCoeur])).take(1_000).for_each(explained);
}

/// A catalogue of trainings, LHEO 2.3.
pub fn catalogue(bytes: &[u8]) {
    let origin = lheo::Origin { source: "essai", prefix: "essai", structure_id: None, today: TODAY };
    for formation in lheo::formations(bytes).take(1_000).map_while(Result::ok) {
        lheo::organisation(&formation, origin);
        for read in lheo::trainings(&formation, origin) {
            if let Read::Rejected(rejection) = read {
                assert!(!rejection.errors.is_empty(), "a refusal says why");
            }
        }
    }
}

/// A table of offers: CSV or XLSX.
pub fn table(bytes: &[u8]) {
    let giver =
        table::Giver { source: "essai", prefix: "essai", structure_id: "s-1", networks: &[], known: None };
    let _ = table::read_offers(bytes, giver, TODAY);
}

/// The feed of SIAE of Les emplois.
pub fn feed(bytes: &[u8]) {
    let _ = emplois::read_feed(bytes, &|_| true, TODAY);
}

/// What identifies and reaches somebody: a mobile, a phone, an e-mail, a first name, a code, a link, a SIRET.
pub fn numbers(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    if let Ok(mobile) = Mobile::parse(&typed) {
        let kept = mobile.as_str();
        assert!(kept.starts_with('+') && kept[1..].bytes().all(|digit| digit.is_ascii_digit()), "{kept}");
        assert_eq!(Mobile::parse(kept).as_ref(), Ok(&mobile), "what is kept is a number");
    }
    if let Ok(code) = Code::parse(&typed) {
        assert_eq!(Code::parse(code.as_str()), Ok(code), "what is kept is a code");
    }
    if let Ok(email) = Email::parse(&typed) {
        assert!(!email.as_str().contains(['\r', '\n']), "no header comes along");
    }
    let _ = (Phone::parse(&typed), FirstName::parse(&typed), Secret::parse(&typed), Siret::parse(&typed));
}

/// Opening hours, of OpenStreetMap's syntax and as people type them.
pub fn hours(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let told = spoken_hours::spoken_hours(&text, TODAY);
    if spoken_hours::is_valid(&text) {
        assert!(told.is_none_or(|told| !told.is_empty()));
    }
    if let Some(osm) = Week::read(&text).and_then(|week| week.osm()) {
        assert!(spoken_hours::is_valid(&osm), "{osm}");
    }
    read_time(&text);
}
