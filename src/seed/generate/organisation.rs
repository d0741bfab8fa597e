//! A made-up structure.

use time::{Date, Duration};

use super::SOURCE;
use super::archetype::{ARCHETYPES, Archetype, CENTRE};
use super::draw::Draw;
use super::place::{CommuneLite, Places, address, phone};
use super::text::{at, fill, of, slug};
use super::words::{HOURS, PATRONS, STREETS};
use crate::domain::contact::Contact;
use crate::domain::organisation::Organisation;

/// A structure, and what its offers take from it.
pub(super) struct Site<'c> {
    pub(super) organisation: Organisation,
    pub(super) archetype: &'static Archetype,
    pub(super) commune: &'c CommuneLite,
}

/// The structure of that number.
pub(super) fn organisation<'c>(draw: &mut Draw, places: &Places<'c>, number: u64, today: Date) -> Site<'c> {
    let commune = places.draw(draw);
    let archetype = draw.weighted(&CENTRE, ARCHETYPES, |archetype| archetype.weight);
    let (there, from) = (at(&commune.name), of(&commune.name));
    let slots = [("a", there.as_str()), ("de", &from), ("patron", draw.one(PATRONS))];
    let name: String = fill(draw.one(archetype.names), &slots).chars().take(150).collect();
    let slug = slug(&name);
    let description = format!(
        "{name} est un lieu ouvert aux habitants {from} et des communes voisines. Nature : {}. L’équipe \
         accueille, informe et accompagne chaque personne, selon sa situation.",
        archetype.nature
    );
    let street = draw.one(STREETS);
    let organisation = Organisation {
        source: SOURCE.to_owned(),
        id: format!("{SOURCE}--structure-{number}"),
        updated_on: recent(draw, today),
        description: draw.chance(85).then_some(description),
        source_link: Some(format!("https://example.org/structures/{number}")),
        // No SIREN begins with three zeros: nobody's number.
        siret: draw.chance(60).then(|| format!("000{:011}", draw.between(0, 99_999_999_999))),
        address: address(draw, commune, street),
        contact: Contact {
            name: None,
            phone: draw.chance(95).then(|| phone(draw, &commune.departement)),
            email: Some(email(&slug, number)),
            is_declared_public: false,
        },
        website: draw.chance(60).then(|| format!("https://{}.example.org/", label(&slug))),
        opening_hours: draw.chance(70).then(|| draw.one(HOURS).to_owned()),
        accessibility_link: None,
        networks: archetype.networks.to_vec(),
        nature: Some(archetype.nature.to_owned()),
        answers_within_days: draw.chance(40).then(|| draw.one(&[2, 3, 5])),
        name,
    };
    Site { organisation, archetype, commune }
}

/// A day of the last ten months, recent ones more often.
pub(super) fn recent(draw: &mut Draw, today: Date) -> Date {
    let most = draw.between(1, 300);
    let days = draw.between(0, most);
    today.checked_sub(Duration::days(days as i64)).unwrap_or(today)
}

/// An address that leads nowhere; the local part holds 64 characters at most.
fn email(slug: &str, number: u64) -> String {
    format!("{}-{number}@example.org", label(slug))
}

/// The beginning of a slug, short enough for a host or a mailbox.
fn label(slug: &str) -> &str {
    slug.get(..40).unwrap_or(slug).trim_end_matches('-')
}
