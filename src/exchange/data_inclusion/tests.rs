//! What the tests of this folder share: rows of any shape, and records of any content.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value};
use time::macros::date;
use time::{Date, Time};

use super::FieldError;
use crate::domain::contact::{Address, Contact};
use crate::domain::offer::{Course, Details, Meeting, Offer, OfferKind, OtherPost, Plain, Post, Session};
use crate::domain::organisation::Organisation;
use crate::domain::taxonomy::*;

const FIELDS: [&str; 22] = [
    "source",
    "id",
    "structure_id",
    "nom",
    "description",
    "date_maj",
    "type",
    "thematiques",
    "frais",
    "publics",
    "code_postal",
    "code_insee",
    "longitude",
    "latitude",
    "telephone",
    "courriel",
    "zone_eligibilite",
    "lien_source",
    "nombre_semaines",
    "volume_horaire_hebdomadaire",
    "siret",
    "premier_pas",
];

/// The row with one field changed.
pub(super) fn with(mut row: Value, field: &str, value: Value) -> Value {
    row[field] = value;
    row
}

/// The fields that a parser refused.
pub(super) fn fields_of<T: std::fmt::Debug>(parsed: Result<T, Vec<FieldError>>) -> Vec<&'static str> {
    parsed.unwrap_err().into_iter().map(|error| error.field).collect()
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[0-9-]{0,12}".prop_map(Value::from),
        "[a-z]{1,4}(://|@)[a-z.@/]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((any::<String>(), inner), 0..4).prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// Any JSON, most often an object with the schema's names.
pub(super) fn any_row() -> impl Strategy<Value = Value> {
    let named = vec((select(&FIELDS[..]), any_json()), 0..22)
        .prop_map(|pairs| {
            pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>()
        })
        .prop_map(Value::Object);
    prop_oneof![4 => named, 1 => any_json()]
}

fn text() -> impl Strategy<Value = String> {
    "[a-zà-ÿA-Z0-9=+«][a-zà-ÿ’'\"\\\\/,;:.{}\\[\\] \n🙂]{3,80}[a-z.!»]"
}

fn any_date() -> impl Strategy<Value = Date> {
    let (first, last) = (date!(2000 - 01 - 01).to_julian_day(), date!(2026 - 11 - 22).to_julian_day());
    (first..=last).prop_map(|day| Date::from_julian_day(day).unwrap())
}

fn some<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    subsequence(all, 0..=all.len().min(3))
}

fn link() -> impl Strategy<Value = String> {
    "https?://[a-z]{1,9}\\.example\\.org(/[a-z0-9é?=&#@-]{0,20})?"
}

fn address() -> impl Strategy<Value = Address> {
    let place = (of(text()), of(text()), of("[0-9]{5}"), of(text()), of("(2A|2B|[0-9]{2})[0-9]{3}"));
    (place, of((-180.0..=180.0, 0.5..=90.0))).prop_map(
        |((street, extra, postal_code, commune, code_insee), point)| {
            // Six decimals, as sources write them: serde_json reads those exactly without `float_roundtrip`.
            let short = |degrees: f64| (degrees * 1e6).round() / 1e6;
            let (longitude, latitude) =
                (point.map(|point| short(point.0)), point.map(|point| short(point.1)));
            Address { street, extra, postal_code, commune, code_insee, longitude, latitude }
        },
    )
}

fn contact(named: bool) -> impl Strategy<Value = Contact> {
    let name = of(text()).prop_map(move |name| name.filter(|_| named));
    let phone = prop_oneof!["\\+33[1-9][0-9]{8}", "3[0-9]{3}", "poste [0-9]{4}"];
    (name, of(phone), of("[a-z]{1,9}(\\.[a-z]{1,9})?@[a-z]{1,9}\\.example\\.org")).prop_map(
        move |(name, phone, email)| {
            // Only an offer can say that its contact is public.
            let is_declared_public = named && email.is_some();
            Contact { name, phone, email, is_declared_public }
        },
    )
}

fn plain() -> impl Strategy<Value = Plain> {
    (vec(text(), 0..3), of(text()), of(text()), vec(text(), 0..3), of(text()), of(text()), of(text()))
        .prop_map(|(tasks, pay, getting_there, entry_steps, proposed_by, outcome, reserved_for)| Plain {
            tasks,
            pay,
            getting_there,
            entry_steps,
            proposed_by,
            outcome,
            reserved_for,
        })
}

/// Of each kind something, as one offer never has it.
fn details() -> impl Strategy<Value = Details> {
    (vec(text(), 0..3), of(text()), any::<bool>(), some(Payer::ALL), of(select(Level::ALL))).prop_map(
        |(questions, trade, closed, payers, level)| Details {
            other_posts: trade
                .iter()
                .map(|trade| OtherPost { trade: trade.clone(), closed, ..OtherPost::default() })
                .collect(),
            questions,
            post: Post { trade, closed, ..Post::default() },
            course: Course { payers, level, ..Course::default() },
            ..Details::default()
        },
    )
}

fn sessions() -> impl Strategy<Value = Vec<Session>> {
    let session = (any_date(), of(any_date()), of(any::<u16>()), of(text())).prop_map(
        |(starts_on, ends_on, places_left, information_meeting)| Session {
            starts_on,
            ends_on,
            places_left,
            information_meeting,
            kept: Vec::new(),
            meeting: ends_on.map(|on| Meeting { on, at: Some(Time::MIDNIGHT), place: None }),
        },
    );
    vec(session, 0..4).prop_map(|mut sessions| {
        sessions.sort_by_key(|session| session.starts_on);
        sessions
    })
}

fn publics() -> impl Strategy<Value = Vec<Public>> {
    prop_oneof![Just(vec![Public::TousPublics]), some(&Public::ALL[1..])]
}

/// An offer that follows every rule.
pub(super) fn an_offer() -> impl Strategy<Value = Offer> {
    let words = (vec(text(), 5), vec(of(text()), 7));
    let codes = (
        of(select(ServiceType::ALL)),
        some(Theme::ALL),
        of(select(Fee::ALL)),
        publics(),
        some(ReceptionMode::ALL),
        some(MobilisationMode::ALL),
        some(MobilisableBy::ALL),
        subsequence(vec!["france", "62", "2A", "62498", "200093201", "99100"], 0..4),
    );
    let figures = (any_date(), of(0.0_f32..400.0), of(1_u32..300), select(OfferKind::ALL.to_vec()));
    let rest = (address(), contact(true), of(link()), of(link()), sessions(), plain(), details());
    (words, codes, figures, rest).prop_map(|((needed, mut free), codes, figures, rest)| {
        let mut needed = needed.into_iter();
        let mut need = || needed.next().unwrap();
        let mut free = || free.pop().unwrap();
        Offer {
            source: need(),
            id: need(),
            structure_id: need(),
            name: need(),
            description: need(),
            updated_on: figures.0,
            source_link: rest.2,
            service_type: codes.0,
            themes: codes.1,
            fee: codes.2,
            fee_details: free(),
            publics: codes.3,
            publics_details: free(),
            conditions: free(),
            address: rest.0,
            contact: rest.1,
            reception_modes: codes.4,
            zones: codes.7.into_iter().map(str::to_owned).collect(),
            mobilisation_link: rest.3,
            mobilisation_modes: codes.5,
            mobilisable_by: codes.6,
            mobilisation_details: free(),
            weekly_hours: figures.1,
            weeks: figures.2,
            opening_hours: free(),
            kind: figures.3,
            sessions: rest.4,
            plain: rest.5,
            details: rest.6,
            door_closed: false,
        }
    })
}

/// An organisation that follows every rule.
pub(super) fn an_organisation() -> impl Strategy<Value = Organisation> {
    let words = (text(), text(), text(), of(text()), of(text()), of(text()));
    let links = (of(link()), of(link()), of(link()));
    let rest = (any_date(), of("[0-9]{14}"), some(Network::ALL), of(any::<u8>()));
    (words, address(), contact(false), links, rest).prop_map(|(words, address, contact, links, rest)| {
        Organisation {
            source: words.0,
            id: words.1,
            name: words.2,
            updated_on: rest.0,
            description: words.3,
            source_link: links.0,
            siret: rest.1,
            address,
            contact,
            website: links.1,
            opening_hours: words.4,
            accessibility_link: links.2,
            networks: rest.2,
            nature: words.5,
            answers_within_days: rest.3,
        }
    })
}
