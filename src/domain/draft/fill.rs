//! From an offer to what somebody would have typed: to edit it, to compare two of them, to begin from one.

use super::rows::{fill_opening, fill_posts, fill_sessions, fill_steps};
use super::zone::{write_zone, zones_of};
use super::{Ground, Shape, Spec, form};
use crate::domain::form::Typed;
use crate::domain::offer::Offer;
use crate::domain::phone::spoken_phone;
use crate::domain::taxonomy::ReceptionMode;
use crate::domain::territory::Commune;

/// What the form of its kind would hold.
pub fn fill(offer: &Offer, ground: &dyn Ground) -> Typed {
    let mut pairs: Vec<(String, String)> = Vec::new();
    // Places are told by functions that could write: they are given a copy.
    let mut copy = offer.clone();
    let commune = offer.address.code_insee.as_deref().and_then(|code| ground.commune_of_code(code));
    for spec in form::fields(offer.kind) {
        let mut put = |name: String, value: String| {
            if !value.is_empty() {
                pairs.push((name, value));
            }
        };
        fill_field(&spec, offer, &mut copy, commune.as_ref(), ground, &mut put);
    }
    pairs.into_iter().collect()
}

fn fill_field(
    spec: &Spec,
    offer: &Offer,
    copy: &mut Offer,
    commune: Option<&Commune>,
    ground: &dyn Ground,
    put: &mut dyn FnMut(String, String),
) {
    let name = spec.name.to_owned();
    match spec.shape {
        Shape::Words(_, _, place) | Shape::Story(_, _, place) => put(name, place(copy).clone()),
        Shape::Line(_, place) | Shape::Text(_, place) | Shape::Email(place) | Shape::Link(place) => {
            put(name, place(copy).clone().unwrap_or_default());
        }
        Shape::Phone(place) => put(name, place(copy).as_deref().map(spoken_phone).unwrap_or_default()),
        Shape::Lines(_, place) => put(name, place(copy).join("\n")),
        Shape::Count(_, _, place) => {
            put(name, place(copy).map(|count| count.to_string()).unwrap_or_default())
        }
        Shape::Hours(place) => {
            put(name, place(copy).map(|hours| hours.to_string().replace('.', ",")).unwrap_or_default());
        }
        Shape::Tick(place) => put(name, if *place(copy) { "oui".to_owned() } else { String::new() }),
        Shape::One(codes) => put(name, (codes.read)(offer).first().copied().unwrap_or_default().to_owned()),
        Shape::Many(codes) => {
            for code in (codes.read)(offer) {
                put(format!("{name}-{code}"), "oui".to_owned());
            }
        }
        Shape::Rome => {
            put(
                name,
                offer.details.post.rome.as_ref().map(|rome| rome.as_str().to_owned()).unwrap_or_default(),
            );
        }
        Shape::Certification => put(name, offer.details.course.certification.clone().unwrap_or_default()),
        Shape::Commune => put(name, commune_label(offer, commune)),
        Shape::Zone => fill_zone(offer, commune, ground, put),
        Shape::Reception => {
            let has = |mode| offer.reception_modes.contains(&mode);
            let choice = match (has(ReceptionMode::EnPresentiel), has(ReceptionMode::ADistance)) {
                (true, true) => "les-deux",
                (true, false) => "sur-place",
                (false, true) => "a-distance",
                (false, false) => "",
            };
            put(name, choice.to_owned());
        }
        Shape::Sessions => fill_sessions(&offer.sessions, put),
        Shape::Opening => {
            if let Some(hours) = &offer.opening_hours {
                fill_opening(hours, put);
            }
        }
        Shape::Steps => fill_steps(&offer.details.steps, put),
        Shape::Posts => fill_posts(&offer.details.other_posts, put),
    }
}

fn commune_label(offer: &Offer, commune: Option<&Commune>) -> String {
    let postal = offer.address.postal_code.as_deref();
    match (commune, &offer.address.commune) {
        (Some(commune), _) => {
            let own = commune.postal_codes.iter().map(String::as_str);
            let code = own.clone().find(|code| Some(*code) == postal).or(own.clone().next());
            let code =
                code.filter(|_| !commune.is_divided() || postal.is_some()).unwrap_or(&commune.departement);
            format!("{} ({code})", commune.name)
        }
        (None, Some(name)) => match postal {
            Some(code) => format!("{name} ({code})"),
            None => name.clone(),
        },
        (None, None) => String::new(),
    }
}

fn fill_zone(
    offer: &Offer,
    commune: Option<&Commune>,
    ground: &dyn Ground,
    put: &mut dyn FnMut(String, String),
) {
    let same =
        |choice: &&str| zones_of(choice, commune, ground).is_some_and(|zones| same_set(&zones, &offer.zones));
    match ["", "france", "commune", "epci", "departement", "region"].iter().find(|choice| same(choice)) {
        Some(choice) => put("zone".to_owned(), (*choice).to_owned()),
        None => {
            put("zone".to_owned(), "autre".to_owned());
            let names: Vec<String> = offer.zones.iter().map(|code| write_zone(code, ground)).collect();
            put("zone-autre".to_owned(), names.join("\n"));
        }
    }
}

fn same_set(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|code| other.contains(code))
}
