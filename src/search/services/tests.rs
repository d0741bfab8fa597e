//! What is put in, in whatever order and however often, answers as if it had been put in once.

use proptest::prelude::*;
use serde_json::{Value, json};
use time::macros::date;

use super::*;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::territory::Point;
use crate::search::gazetteer::Gazetteer;

const TODAY: time::Date = date!(2026 - 11 - 22);
const ALL: Window = Window { page: 1, size: 10_000 };

fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: std::sync::LazyLock<Gazetteer> = std::sync::LazyLock::new(Gazetteer::embedded);
    &GAZETTEER
}

fn organisation(source: &str, id: &str, fields: Value) -> Organisation {
    let mut all = json!({
        "source": source, "id": format!("{source}--{id}"), "name": id, "updated_on": TODAY,
        "address": {"code_insee": "62498"},
    });
    for (name, value) in fields.as_object().unwrap() {
        all[name] = value.clone();
    }
    serde_json::from_value(all).unwrap()
}

fn offer(id: &str, fields: Value) -> Offer {
    let mut all = json!({
        "source": "s", "id": id, "structure_id": "s--1", "name": "nom", "description": "texte", "updated_on": TODAY,
        "kind": "support", "reception_modes": ["en-presentiel"],
    });
    for (name, value) in fields.as_object().unwrap() {
        all[name] = value.clone();
    }
    serde_json::from_value(all).unwrap()
}

/// A service as the property makes it.
#[derive(Debug, Clone)]
struct Made {
    id: u8,
    north: i8,
    remote: bool,
    zone: usize,
    theme: bool,
}

impl Made {
    fn offer(&self) -> Offer {
        let zones = [json!([]), json!(["62"]), json!(["france", "59"]), json!(["75056"])];
        let modes =
            if self.remote { json!(["a-distance", "en-presentiel"]) } else { json!(["en-presentiel"]) };
        let themes = if self.theme { json!(["mobilite--preparer-un-permis"]) } else { json!([]) };
        let fields = json!({"zones": zones[self.zone], "reception_modes": modes, "themes": themes});
        offer(&format!("s--{}", self.id), fields)
    }

    fn point(&self) -> Option<Point> {
        let latitude = 50.43 + f32::from(self.north) / 100.0;
        (self.north != 0).then_some(Point { latitude, longitude: 2.83 })
    }
}

fn made() -> impl Strategy<Value = Vec<Made>> {
    let one = (0_u8..30, -99_i8..99, any::<bool>(), 0_usize..4, any::<bool>());
    let one = one.prop_map(|(id, north, remote, zone, theme)| Made { id, north, remote, zone, theme });
    prop::collection::vec(one, 1..60)
}

/// A total, and the ids and distances of what was found.
type Answer = (usize, Vec<(String, Option<u16>)>);

/// What every question answers.
fn answers(services: &Services) -> Vec<Answer> {
    let lens = gazetteer().by_code("62498").unwrap();
    let themes = ServiceQuery {
        themes: vec![crate::domain::taxonomy::Theme::MobilitePreparerUnPermis],
        ..ServiceQuery::default()
    };
    let mut answers = Vec::new();
    for query in [ServiceQuery::default(), themes] {
        for listing in [
            services.list(&query, ALL, TODAY),
            services.near(&query, lens, None, false, ALL, TODAY),
            services.near(&query, lens, None, false, Window { page: 2, size: 3 }, TODAY),
        ] {
            let found = listing.found.iter();
            let found = found.map(|found| (services.id(found.number).to_owned(), found.distance)).collect();
            answers.push((listing.total, found));
        }
    }
    answers
}

proptest! {
    #[test]
    fn changes_answer_as_a_new_start_does(before in made(), after in made(), gone in prop::collection::vec(0_u8..30, 0..10)) {
        let mut changed = Services::default();
        let giver = changed.put_structure(&organisation("s", "1", json!({})), gazetteer());
        let mut numbers = std::collections::BTreeMap::new();
        let mut last = std::collections::BTreeMap::new();
        for (at, made) in before.iter().chain(&after).enumerate() {
            let next = numbers.len() as u32;
            let number = *numbers.entry(made.id).or_insert(next);
            changed.put(number, &made.offer(), made.point(), giver, gazetteer());
            last.insert(made.id, made);
            if at == before.len() {
                changed.finish();
            }
        }
        for id in &gone {
            if let Some(number) = numbers.get(id) {
                changed.remove(*number);
                last.remove(id);
            }
        }
        changed.finish();
        let mut fresh = Services::default();
        let giver = fresh.put_structure(&organisation("s", "1", json!({})), gazetteer());
        for (number, made) in (0..).zip(last.values()) {
            fresh.put(number, &made.offer(), made.point(), giver, gazetteer());
        }
        fresh.finish();
        prop_assert_eq!(answers(&changed), answers(&fresh));
        prop_assert_eq!(changed.structure_score(0, TODAY), fresh.structure_score(0, TODAY));
    }
}

#[test]
fn a_service_takes_forty_eight_bytes() {
    assert_eq!(size_of::<columns::Row>(), 48);
}

#[test]
fn records_of_one_structure_are_told_by_siret_or_name_within_a_commune() {
    let mut services = Services::default();
    let siret = |siret: &str| json!({"siret": siret});
    let elsewhere = json!({"siret": "1", "address": {"code_insee": "59350"}});
    for (source, id, fields) in [
        ("a", "Mission locale de Lens", siret("1")),
        ("b", "mission LOCALE, de Lens", siret("2")),
        ("c", "Une autre", siret("2")),
        ("d", "Ailleurs", elsewhere),
        // A producer with two of one name: two sites.
        ("e", "Relais", siret("5")),
        ("f", "Relais", siret("6")),
        ("f", "relais", siret("7")),
        ("g", "Sans commune", json!({"address": {}})),
        ("h", "Sans commune", json!({"address": {}})),
    ] {
        services.put_structure(&organisation(source, id, fields), gazetteer());
    }
    services.finish();
    let twins = |id: &str| {
        let number = services.structure_number(id).unwrap();
        services.twins(number).iter().map(|twin| services.structure_id(*twin).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(twins("a--Mission locale de Lens"), ["b--mission LOCALE, de Lens", "c--Une autre"]);
    assert_eq!(twins("c--Une autre"), ["a--Mission locale de Lens", "b--mission LOCALE, de Lens"]);
    for alone in ["d--Ailleurs", "e--Relais", "f--Relais", "g--Sans commune"] {
        assert!(twins(alone).is_empty(), "{alone}");
    }
}

#[test]
fn of_several_records_the_services_of_the_best_are_kept() {
    let mut services = Services::default();
    let best = services.put_structure(&organisation("a", "Relais", json!({})), gazetteer());
    let lesser = services.put_structure(&organisation("b", "Relais", json!({})), gazetteer());
    let alone = services.put_structure(&organisation("b", "Autre", json!({})), gazetteer());
    let full = json!({"publics": ["jeunes"], "themes": ["mobilite--preparer-un-permis"], "fee": "gratuit"});
    for (number, (id, giver, fields)) in (0..).zip([
        ("1", lesser, json!({})),
        ("2", best, full),
        ("3", alone, json!({})),
        ("4", best, json!({})),
    ]) {
        let point = Some(Point { latitude: 50.43, longitude: 2.83 });
        services.put(number, &offer(id, fields), point, giver, gazetteer());
    }
    services.finish();
    let lens = gazetteer().by_code("62498").unwrap();
    let ids = |listing: Listing| {
        listing.found.iter().map(|found| services.id(found.number).to_owned()).collect::<Vec<_>>()
    };
    let all = ServiceQuery::default();
    assert_eq!(ids(services.near(&all, lens, None, false, ALL, TODAY)), ["1", "2", "3", "4"]);
    assert_eq!(ids(services.near(&all, lens, None, true, ALL, TODAY)), ["2", "3", "4"]);
    assert_eq!(ids(services.anywhere(&all, true, ALL, TODAY)), ["2", "3", "4"]);
    // Among what was found: where the best has nothing, the lesser stands.
    let paid = ServiceQuery { fees: vec![crate::domain::taxonomy::Fee::Payant], ..ServiceQuery::default() };
    assert_eq!(services.near(&paid, lens, None, true, ALL, TODAY).total, 0);
    let only = StructureQuery { without_twins: true, ..StructureQuery::default() };
    let structures = services.structures(&only, ALL, TODAY);
    let structures: Vec<&str> =
        structures.found.iter().map(|found| services.structure_id(found.number)).collect();
    assert_eq!(structures, ["a--Relais", "b--Autre"]);
}

#[test]
fn a_structure_that_goes_leaves_its_producer_and_its_twins() {
    let mut services = Services::default();
    let number = services.put_structure(&organisation("a", "Relais", json!({})), gazetteer());
    services.put_structure(&organisation("b", "Relais", json!({})), gazetteer());
    services.finish();
    assert_eq!((services.sources(), services.twins(1)), (vec!["a", "b"], vec![0]));
    services.remove_structure(number);
    services.finish();
    assert_eq!((services.sources(), services.twins(1)), (vec!["b"], vec![]));
    assert_eq!(services.structure_number("a--Relais"), None);
    services.put_structure(&organisation("b", "Relais", json!({"siret": "1"})), gazetteer());
    services.finish();
    assert_eq!(services.structures(&StructureQuery::default(), ALL, TODAY).total, 1);
}
