//! What the demonstration promises.

mod quality;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use time::macros::date;
use time::{Date, Duration};

use super::table::{NOUVELLE_AQUITAINE, Town};
use super::*;
use crate::domain::clock::{is_working_day, spoken_date};
use crate::domain::contact::{Address, Contact};
use crate::domain::need::Need;
use crate::domain::offer::OfferKind;
use crate::domain::taxonomy::{MobilisationMode, Public};
use crate::domain::territory::Point;

const TODAY: Date = date!(2026 - 11 - 22);

/// Blocks that ARCEP keeps for fiction, in E.164 without their last four digits.
const FICTION: [&str; 3] = ["+3335301", "+3353649", "+3363998"];

fn by_slug() -> BTreeMap<&'static str, Offer> {
    offers(TODAY).into_iter().map(|(offer, slug)| (slug, offer)).collect()
}

fn point(address: &Address) -> Option<Point> {
    let (latitude, longitude) = address.latitude.zip(address.longitude)?;
    Some(Point { latitude: latitude as f32, longitude: longitude as f32 })
}

fn around(town: Town, need: Need) -> usize {
    let centre = point(&town.address(0, "")).into_iter().next();
    let near = |offer: &Offer| {
        centre.zip(point(&offer.address)).is_some_and(|(centre, place)| centre.distance_km(place) <= 20.0)
    };
    by_slug().values().filter(|offer| !offer.is_closed(TODAY) && need.fits(offer) && near(offer)).count()
}

fn contacts() -> Vec<Contact> {
    let offers = offers(TODAY).into_iter().map(|(offer, _)| offer.contact);
    offers.chain(organisations().into_iter().map(|(organisation, _)| organisation.contact)).collect()
}

#[test]
fn there_is_enough_to_look_around_and_no_more() {
    assert!((30..=45).contains(&offers(TODAY).len()), "{}", offers(TODAY).len());
    assert!((18..=24).contains(&organisations().len()), "{}", organisations().len());
    let kinds: BTreeSet<_> = offers(TODAY).iter().map(|(offer, _)| offer.kind).collect();
    assert!(kinds.len() >= 5, "{kinds:?}");
}

#[test]
fn ids_and_slugs_are_unique_and_made_alike() {
    let organisations = organisations();
    let offers = offers(TODAY);
    let ids = organisations.iter().map(|(one, slug)| (&one.source, &one.id, *slug));
    let ids: Vec<_> = ids.chain(offers.iter().map(|(one, slug)| (&one.source, &one.id, *slug))).collect();
    for (source, id, slug) in &ids {
        assert_eq!(*source, SOURCE);
        assert_eq!(**id, format!("{SOURCE}--{slug}"));
        assert!(slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{slug}");
    }
    assert_eq!(ids.iter().map(|(_, id, _)| id).collect::<BTreeSet<_>>().len(), ids.len());
    let names: BTreeSet<_> = offers.iter().map(|(offer, _)| &offer.name).collect();
    assert_eq!(names.len(), offers.len(), "two offers of one name");
}

#[test]
fn every_offer_has_its_organisation_and_every_organisation_is_used() {
    let organisations: BTreeSet<_> = organisations().into_iter().map(|(one, _)| one.id).collect();
    let mut used: BTreeSet<_> = offers(TODAY).into_iter().map(|(offer, _)| offer.structure_id).collect();
    assert!(used.is_subset(&organisations), "{:?}", used.difference(&organisations));
    used.extend(conventions().iter().flat_map(|one| one.parties.iter().map(|&id| id.to_owned())));
    assert_eq!(used, organisations);
}

#[test]
fn pathways_and_conventions_name_what_exists() {
    let offers: BTreeMap<_, _> =
        offers(TODAY).into_iter().map(|(offer, _)| (offer.id.clone(), offer)).collect();
    let pathways = pathways();
    assert_eq!(pathways.len(), 1);
    assert_eq!(pathways[0].0.slug, "creer-son-activite-a-lens");
    let roles: Vec<_> = pathways[0].1.iter().map(|(role, _)| *role).collect();
    assert_eq!(roles, [StepRole::Project, StepRole::Income, StepRole::Place]);
    assert!(pathways[0].1.iter().all(|(_, id)| offers.contains_key(*id)));

    let organisations: BTreeSet<_> = organisations().into_iter().map(|(one, _)| one.id).collect();
    let demo = &conventions()[0];
    assert_eq!(demo.convention.slug, "region-restos-nouvelle-aquitaine");
    assert_eq!((demo.convention.years, demo.convention.signed_on), (3, None));
    assert_eq!((demo.convention.axes.len(), demo.offers.len(), demo.convention.aims.len()), (2, 2, 3));
    assert!(demo.parties.len() == 2 && demo.parties.iter().all(|id| organisations.contains(*id)));
    let kind = |axis: usize, kind| {
        demo.offers[axis].iter().filter(|id| offers.get(**id).is_some_and(|offer| offer.kind == kind)).count()
    };
    assert!(demo.offers.iter().flatten().all(|id| offers.contains_key(*id)));
    assert!(kind(0, OfferKind::Training) >= 6);
    assert!((4..=6).contains(&kind(1, OfferKind::Workshop)));
}

#[test]
fn what_the_press_texts_name_is_there() {
    let organisations: BTreeSet<_> = organisations().into_iter().map(|(one, _)| one.name).collect();
    for name in [
        "Institut Randstad",
        "CoopConnexion",
        "Agence Randstad de Lens",
        "Région Nouvelle-Aquitaine",
        "Les Restos du Cœur",
    ] {
        assert!(organisations.contains(name), "{name}");
    }
    let offers = by_slug();
    assert!(offers["coworking-lens"].name.contains("coworking"));
    assert!(offers["cooperative-jeunesse-lens"].name.contains("coopérative jeunesse"));
    assert_eq!(offers["interim-lens"].kind, OfferKind::TemporaryWork);
    assert!(offers["soutien-institut-randstad"].name.contains("Institut Randstad"));
    for slug in ["coworking-lens", "cooperative-jeunesse-lens", "interim-lens", "soutien-institut-randstad"] {
        assert_eq!(offers[slug].address.code_insee.as_deref(), Some("62498"), "{slug}");
        assert!(offers[slug].accepts_requests(), "{slug}");
    }
    let said = format!("{:?}", conventions());
    for words in [
        "2023-2028",
        "22 janvier",
        "État",
        "mouvement associatif",
        "expérimentation",
        "caritatives",
        "bénévol",
    ] {
        assert!(said.contains(words), "{words}");
    }
    let everything = format!("{said}{:?}{:?}", by_slug(), pathways());
    for private in ["Morestain", "Maroni"] {
        assert!(!everything.contains(private));
    }
}

#[test]
fn those_who_are_not_in_the_texts_say_that_they_are_fictional() {
    let real = [
        "coop-connexion",
        "institut-randstad",
        "agence-randstad-lens",
        "region-nouvelle-aquitaine",
        "restos-du-coeur",
    ];
    for (organisation, slug) in organisations() {
        assert_eq!(organisation.name.ends_with("(démonstration)"), !real.contains(&slug), "{slug}");
    }
}

#[test]
fn every_need_finds_something_in_lens_and_in_bordeaux() {
    for need in Need::ALL {
        assert!(around(super::table::LENS, need) >= 2, "{need:?} in Lens");
        assert!(around(super::table::BORDEAUX, need) >= 1, "{need:?} in Bordeaux");
    }
}

#[test]
fn every_way_in_is_shown() {
    let offers = offers(TODAY);
    let only = |mode| {
        let is = |offer: &&Offer| offer.mobilisation_modes == [mode] && offer.plain.proposed_by.is_none();
        offers.iter().map(|(offer, _)| offer).filter(is).count()
    };
    assert!(only(MobilisationMode::Telephoner) >= 1);
    assert!(only(MobilisationMode::SePresenter) >= 1);
    assert!(only(MobilisationMode::UtiliserLienMobilisation) >= 1);
    assert!(only(MobilisationMode::EnvoyerUnCourriel) >= 1);
    assert!(offers.iter().filter(|(offer, _)| offer.plain.proposed_by.is_some()).count() >= 2);
    assert!(offers.iter().any(|(offer, _)| offer.is_remote() && offer.zones == ["france"]));
    let asked_here = offers.iter().filter(|(offer, _)| offer.accepts_requests()).count();
    assert!(asked_here * 5 >= offers.len() * 4, "{asked_here}");
}

#[test]
fn contacts_are_fictional() {
    for contact in contacts() {
        assert!(contact.email.as_deref().is_none_or(|email| email.ends_with("@example.org")), "{contact:?}");
        let fiction = |phone: &str| phone.len() == 12 && FICTION.iter().any(|block| phone.starts_with(block));
        assert!(contact.phone.as_deref().is_none_or(fiction), "{contact:?}");
    }
    let all: Vec<_> = organisations().into_iter().filter_map(|(one, _)| one.contact.phone).collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "two organisations of one number");
}

#[test]
fn zones_are_departements_and_publics_are_allowed_by_the_schema() {
    let known: BTreeSet<_> = NOUVELLE_AQUITAINE.into_iter().chain(["62", "59", "france"]).collect();
    for (offer, slug) in offers(TODAY) {
        assert!(offer.zones.iter().all(|zone| known.contains(zone.as_str())), "{slug}");
        assert!(!offer.publics.contains(&Public::TousPublics) || offer.publics.len() == 1, "{slug}");
        assert!(!offer.publics.is_empty() && !offer.themes.is_empty(), "{slug}");
    }
}

#[test]
fn some_runs_are_full_one_is_over_one_offer_is_closed() {
    let offers = by_slug();
    let closed: Vec<_> =
        offers.iter().filter(|(_, offer)| offer.is_closed(TODAY)).map(|(slug, _)| *slug).collect();
    assert_eq!(closed, ["soudure-henin"]);
    let runs: Vec<_> = offers.values().flat_map(|offer| &offer.sessions).collect();
    assert!(runs.iter().any(|run| run.ends_on.is_some_and(|end| end < TODAY) || run.starts_on < TODAY));
    assert!(runs.iter().filter(|run| run.starts_on > TODAY && run.places_left == Some(0)).count() >= 3);
    assert!(runs.iter().filter(|run| run.is_open(TODAY)).count() >= 12);
}

proptest! {
    /// The demonstration never grows old, whatever the day on which it is made.
    #[test]
    fn the_dates_follow_the_day(days in 0_i64..4000) {
        let today = date!(2026 - 05 - 04).saturating_add(Duration::days(days));
        for (offer, slug) in offers(today) {
            let age = (today - offer.updated_on).whole_days();
            prop_assert!((1..=14).contains(&age), "{slug}: {age}");
            prop_assert_eq!(offer.is_closed(today), slug == "soudure-henin", "{}", slug);
            prop_assert!(offer.sessions.is_sorted_by_key(|run| run.starts_on), "{slug}");
            for run in &offer.sessions {
                prop_assert!(is_working_day(run.starts_on), "{slug}");
                prop_assert!(run.ends_on.is_some_and(|end| end > run.starts_on), "{slug}");
                if let Some(meeting) = &run.information_meeting {
                    let mut days = (1..120).map(|day| today.saturating_add(Duration::days(day)));
                    let found = days.any(|day| day < run.starts_on && meeting.starts_with(&spoken_date(day)));
                    prop_assert!(found, "{slug}: {meeting}, from {today}");
                }
            }
        }
    }
}
