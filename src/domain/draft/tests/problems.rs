//! What each field takes and what it says of the rest, at its very bounds.

use super::super::form::{Shape, fields};
use super::super::*;
use super::{Earth, TODAY, blank, workshop};
use crate::domain::form::Typed;
use crate::domain::offer::{Offer, OfferKind};
use crate::domain::taxonomy::{Public, ReceptionMode};

/// The least that the form of a kind asks for: each required field, with something that it takes.
fn least(kind: OfferKind) -> Vec<(String, String)> {
    let required = fields(kind).into_iter().filter(|spec| spec.required);
    let typed = required.flat_map(|spec| {
        let one = |value: &str| vec![(spec.name.to_owned(), value.to_owned())];
        match spec.shape {
            Shape::Words(..) | Shape::Line(..) | Shape::Text(..) | Shape::Lines(..) => one("Une phrase"),
            Shape::Story(least, ..) => one(&"a".repeat(least)),
            Shape::Count(..) | Shape::Hours(_) => one("26"),
            Shape::One(codes) => one((codes.all)()[0].0),
            Shape::Many(codes) => vec![(format!("{}-{}", spec.name, (codes.all)()[1].0), "oui".to_owned())],
            Shape::Email(_) => one("a@example.org"),
            Shape::Commune => one("Lens"),
            Shape::Reception => one("sur-place"),
            Shape::Steps => [("1-role", "project"), ("1-offre", "a"), ("2-role", "income"), ("2-offre", "b")]
                .map(|(part, value)| (format!("{}-{part}", spec.name), value.to_owned()))
                .to_vec(),
            other => panic!("{}: {other:?}", spec.name),
        }
    });
    typed.collect()
}

/// The least form with one field otherwise: the offer, or what is said of that field.
fn with(kind: OfferKind, name: &str, value: &str) -> Result<Offer, String> {
    let own = |one: &String| one == name || (name == "accueil" && value == "a-distance" && one == "commune");
    let rest = least(kind).into_iter().filter(|(one, _)| !own(one));
    let typed: Typed = rest.chain([(name.to_owned(), value.to_owned())]).collect();
    parse(&typed, &blank(kind), &Earth).map_err(|problems| {
        assert!(problems.all().iter().all(|problem| problem.field == name), "{name}: {problems:?}");
        problems.about(name).unwrap_or_default().replace('\u{a0}', " ")
    })
}

#[test]
fn each_kind_is_published_with_what_it_needs_and_not_without() {
    for kind in OfferKind::ALL {
        let all = least(kind);
        let offer = parse(&all.iter().cloned().collect(), &blank(kind), &Earth).unwrap();
        assert_eq!((offer.kind, offer.address.commune.as_deref()), (kind, Some("Lens")));
        assert_eq!(offer.reception_modes, [ReceptionMode::EnPresentiel]);
        let typed: Typed = all.iter().cloned().collect();
        assert_eq!(advice::advise(&typed, &offer, TODAY).missing, Vec::<&str>::new(), "{kind:?}");
        for spec in fields(kind).into_iter().filter(|spec| spec.required) {
            let less: Typed = all.iter().filter(|(name, _)| !spec.owns(name)).cloned().collect();
            let problems = parse(&less, &blank(kind), &Earth).unwrap_err();
            let told: Vec<&str> = problems.all().iter().map(|problem| problem.field.as_str()).collect();
            assert_eq!(told, [spec.name], "{kind:?}");
            assert!(
                ["Il manque", "Un programme"].iter().any(|told| problems.all()[0].message.starts_with(told)),
                "{problems:?}"
            );
            assert_eq!(advice::advise(&less, &offer, TODAY).missing, [spec.name], "{kind:?}");
        }
    }
}

#[test]
fn the_bounds_themselves_are_taken() {
    use OfferKind::{Support, Training, Workshop};
    let letters = |count: usize| "é".repeat(count);
    let lines = |count: usize| "Vous plantez.\n".repeat(count);
    for (kind, name, right, wrong, told) in [
        (Workshop, "nom", letters(3), letters(2), "3 caractères au moins"),
        (Workshop, "nom", letters(150), letters(151), "trop long (151 caractères). Gardez-en 150"),
        (Workshop, "nom", "Vélos, etc.".to_owned(), "Vélos.".to_owned(), "pas de point"),
        (Workshop, "description", format!("{}.", letters(49)), letters(49), "50 caractères au moins"),
        (Workshop, "description", letters(10_000), letters(10_001), "trop long"),
        (Workshop, "metier", letters(100), letters(101), "trop long"),
        (Workshop, "resultat", letters(500), letters(501), "trop long"),
        (Workshop, "taches", lines(12), lines(13), "12 lignes au plus"),
        (Workshop, "taches", letters(300), format!("{0}\n{0}é", letters(300)), "trop long"),
        (Workshop, "places", "0".to_owned(), "-1".to_owned(), "entre 0 et 999"),
        (Workshop, "places", "999".to_owned(), "1000".to_owned(), "entre 0 et 999"),
        (Training, "semaines", "1".to_owned(), "0".to_owned(), "entre 1 et 300"),
        (Workshop, "heures", "168".to_owned(), "169".to_owned(), "nombre d’heures"),
        (Workshop, "contrat", "cdd".to_owned(), "zzz".to_owned(), "réponse de la liste"),
        (Workshop, "courriel", "a@b.fr".to_owned(), "a@".to_owned(), "incomplète"),
        (Workshop, "telephone", "3949".to_owned(), "12".to_owned(), "10 chiffres"),
        (Workshop, "lien", "example.org".to_owned(), "exemple".to_owned(), "adresse entière"),
        (Workshop, "rome", "A1203".to_owned(), "Z9".to_owned(), "une lettre et 4 chiffres"),
        (Workshop, "rome", "maraîcher".to_owned(), "astronaute".to_owned(), "ne trouvons pas ce métier"),
        (Training, "certification", "RS1".to_owned(), "TP1".to_owned(), "RNCP ou RS"),
        (Workshop, "commune", "Liévin".to_owned(), "Atlantide".to_owned(), "ne trouvons pas cette commune"),
        (Support, "accueil", "les-deux".to_owned(), "partout".to_owned(), "Il manque"),
        (Workshop, "zone", "france".to_owned(), "ailleurs".to_owned(), "choisissez une autre zone"),
    ] {
        assert_eq!(with(kind, name, &right).err(), None, "{name}: {right}");
        let message = with(kind, name, &wrong).expect_err(name);
        assert!(message.contains(told), "{name}: {message}");
    }
    // What may stay empty may.
    for spec in fields(Training).into_iter().chain(fields(Workshop)).filter(|spec| !spec.required) {
        let kind = if fields(Training).iter().any(|one| one.name == spec.name) { Training } else { Workshop };
        assert_eq!(with(kind, spec.name, " ").err(), None, "{}", spec.name);
    }
}

#[test]
fn what_was_typed_is_what_the_offer_says() {
    use OfferKind::{Support, Training, Workshop};
    assert_eq!(with(Workshop, "nom", " Réparer\ndes  vélos ").unwrap().name, "Réparer des vélos");
    let long = format!("{}\r\nb", "a".repeat(60));
    assert_eq!(with(Workshop, "description", &long).unwrap().description.lines().count(), 2);
    assert_eq!(
        with(Workshop, "metier", "Agent\nde tri").unwrap().details.post.trade.as_deref(),
        Some("Agent de tri")
    );
    assert_eq!(with(Workshop, "resultat", "a\nb").unwrap().plain.outcome.as_deref(), Some("a\nb"));
    assert_eq!(with(Workshop, "taches", "a\n\n b  c ").unwrap().plain.tasks, ["a", "b c"]);
    assert!(with(Workshop, "ferme", "oui").unwrap().details.post.closed);
    let modes = |choice: &str| with(Support, "accueil", choice).unwrap().reception_modes;
    let (here, away) = (ReceptionMode::EnPresentiel, ReceptionMode::ADistance);
    assert_eq!(modes("sur-place"), [here]);
    assert_eq!(modes("les-deux"), [away, here]);
    let remote = with(Support, "accueil", "a-distance").unwrap();
    assert_eq!(
        (remote.reception_modes, remote.address),
        (vec![away], Default::default()),
        "nobody has to come"
    );
    let lenient = |kind, typed: &[(&str, &str)]| {
        parse_leniently(&typed.iter().copied().collect(), &blank(kind), &Earth)
    };
    assert_eq!(lenient(Workshop, &[("publics-tous-publics", "oui")]).publics, [Public::TousPublics]);
    assert_eq!(lenient(Training, &[]).reception_modes, []);
    // A code that was typed wrong is not guessed from the trade.
    let rome = |code: &str| lenient(Workshop, &[("metier", "Jardinier"), ("rome", code)]).details.post.rome;
    assert_eq!((rome("").is_some(), rome("astronaute")), (true, None));
}

#[test]
fn a_city_of_quarters_is_told_by_the_quarter_or_its_departement() {
    let there = |commune: &str| with(OfferKind::Workshop, "commune", commune).unwrap();
    for (typed, postal, told) in [
        ("Lens", Some("62300"), "Lens (62300)"),
        ("Lens (62301)", Some("62301"), "Lens (62301)"),
        ("Paris", None, "Paris (75)"),
        ("Paris 75002", Some("75002"), "Paris (75002)"),
    ] {
        let offer = there(typed);
        assert_eq!(offer.address.postal_code.as_deref(), postal, "{typed}");
        assert_eq!(fill(&offer, &Earth).get("commune"), told);
    }
    let mut offer = there("Lens");
    offer.address.postal_code = Some("99999".to_owned());
    assert_eq!(fill(&offer, &Earth).get("commune"), "Lens (62300)", "a code that is not the commune's");
    offer.address.code_insee = None;
    assert_eq!(fill(&offer, &Earth).get("commune"), "Lens (99999)");
    offer.address.postal_code = None;
    assert_eq!(fill(&offer, &Earth).get("commune"), "Lens");
}

#[test]
fn an_address_moves_with_its_street_and_its_commune() {
    let mut base = blank(OfferKind::Workshop);
    base.address.commune = Some("Bourg-sur-Mer".to_owned());
    base.address.postal_code = Some("62999".to_owned());
    (base.address.longitude, base.address.latitude) = (Some(2.0), Some(50.0));
    let typed = |more: &[(&'static str, &'static str)]| {
        let least = workshop().into_iter().filter(|(name, _)| *name != "commune");
        least.chain([("commune", "Bourg-sur-Mer (62999)")]).chain(more.iter().copied()).collect::<Typed>()
    };
    let same = parse(&typed(&[("complement", "Cour")]), &base, &Earth).unwrap().address;
    assert_eq!((same.longitude, same.extra.as_deref()), (Some(2.0), Some("Cour")));
    let moved = parse(&typed(&[("adresse", "1 rue du Bois")]), &base, &Earth).unwrap().address;
    assert_eq!(moved.line().as_deref(), Some("1 rue du Bois, 62999 Bourg-sur-Mer"));
    assert_eq!((moved.longitude, moved.latitude), (None, None), "nobody knows where that is");
    let known = parse(&typed(&[("commune", "Liévin")]), &base, &Earth).unwrap().address;
    assert_eq!((known.code_insee.as_deref(), known.latitude), (Some("62510"), Some(50.42)));
    // The same commune in other words is no move.
    let mut exact = known;
    exact.latitude = Some(50.421_234);
    base.address = exact;
    let again = parse(&typed(&[("commune", "Liévin")]), &base, &Earth).unwrap().address;
    assert_eq!(again.latitude, Some(50.421_234));
    let other = parse(&typed(&[("commune", "Lens")]), &base, &Earth).unwrap().address;
    assert_eq!(other.latitude, Some(50.43));
}

#[test]
fn everybody_is_a_public_that_stands_alone() {
    let publics = |codes: &[&str]| {
        let least = workshop().into_iter().filter(|(name, _)| !name.starts_with("publics-"));
        let least = least.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let typed = least.chain(codes.iter().map(|code| (format!("publics-{code}"), "oui".to_owned())));
        parse(&typed.collect(), &blank(OfferKind::Workshop), &Earth).map(|offer| offer.publics.len())
    };
    assert_eq!((publics(&["tous-publics"]), publics(&["jeunes", "femmes"])), (Ok(1), Ok(2)));
    assert!(publics(&["tous-publics", "jeunes"]).unwrap_err().about("publics").is_some());
}

#[test]
fn a_zone_follows_its_commune_and_nothing_follows_who_is_remote() {
    let typed = |more: &[(&'static str, &'static str)]| {
        workshop().into_iter().chain(more.iter().copied()).collect::<Typed>()
    };
    let base = parse(&typed(&[("zone", "commune")]), &blank(OfferKind::Workshop), &Earth).unwrap();
    assert_eq!(base.zones, ["62498"]);
    let moved = parse(&typed(&[("zone", "commune"), ("commune", "Liévin")]), &base, &Earth).unwrap();
    assert_eq!(moved.zones, ["62510"]);
    let nowhere = parse(&typed(&[("zone", "departement"), ("commune", "")]), &base, &Earth).unwrap_err();
    assert!(nowhere.about("zone").is_some() && nowhere.about("commune").is_some());
    let remote: Typed = [("accueil", "a-distance"), ("commune", "")].into_iter().collect();
    let support = Offer { address: base.address, ..blank(OfferKind::Support) };
    assert_eq!(parse_leniently(&remote, &support, &Earth).address.line(), None);
    // Only a training says how it receives disabled people.
    let asks = |kind: &OfferKind| fields(*kind).iter().any(|spec| spec.name == "handicap");
    assert_eq!(OfferKind::ALL.into_iter().filter(asks).collect::<Vec<_>>(), [OfferKind::Training]);
}
