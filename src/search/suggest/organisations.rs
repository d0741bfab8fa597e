//! Organisations, to be proposed by their name and their town.

use std::collections::HashMap;

use super::directory::town_name;
use super::hit::Hit;
use super::shelf::{Fit, Item, Shelf};
use crate::domain::suggestion::{Choice, Suggestion, SuggestionKind};
use crate::search::slug::stem;

/// An organisation to be proposed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known<'a> {
    /// Its name.
    pub name: &'a str,
    /// The end of its address.
    pub slug: &'a str,
    /// Its town, with the postal code; empty where it is not known.
    pub town: &'a str,
    /// How many offers it has.
    pub offers: u32,
}

/// What the address of an organisation begins with.
pub const PAGE: &str = "/structures/";

/// Marks a slug that its name does not begin.
const OWN: char = '=';

/// Organisations, those that offer most first.
pub(super) struct Organisations {
    pub shelf: Shelf,
    /// How many offers each has, up to the most that the type holds.
    offers: Box<[u16]>,
    /// The town of each, as a place in `town_names`; the last number means none.
    towns: Box<[u16]>,
    town_names: Box<[Box<str>]>,
}

impl Organisations {
    pub fn new<'a>(known: impl IntoIterator<Item = Known<'a>>) -> Self {
        let mut known: Vec<Known<'_>> = known.into_iter().collect();
        known.sort_by(|a, b| {
            b.offers.cmp(&a.offers).then_with(|| a.name.cmp(b.name)).then_with(|| a.slug.cmp(b.slug))
        });
        let (mut town_names, mut places) = (Vec::<Box<str>>::new(), HashMap::<&str, u16>::new());
        let towns = known.iter().map(|one| match u16::try_from(town_names.len()) {
            _ if one.town.is_empty() => u16::MAX,
            Ok(next) if next < u16::MAX => *places.entry(one.town).or_insert_with(|| {
                town_names.push(one.town.into());
                next
            }),
            _ => places.get(one.town).copied().unwrap_or(u16::MAX),
        });
        let towns = towns.collect();
        let item = |one: &Known<'a>| Item { name: one.name, also: town_name(one.town), note: note(one) };
        Self {
            shelf: Shelf::new(known.iter().map(item)),
            offers: known.iter().map(|one| u16::try_from(one.offers).unwrap_or(u16::MAX)).collect(),
            towns,
            town_names: town_names.into(),
        }
    }

    /// One of them, as a list shows it.
    pub fn hit(&self, near: bool, (fit, at): (Fit, u32)) -> Hit {
        let name = self.shelf.name(at);
        let slug = match self.shelf.note(at) {
            own if own.starts_with(OWN) => own[OWN.len_utf8()..].to_owned(),
            end => stem(name) + end,
        };
        let offers = u32::from(self.offers[at as usize]);
        let town = self.town_names.get(usize::from(self.towns[at as usize])).map(|town| &**town);
        let count = match offers {
            0 => None,
            1 => Some("1 offre".to_owned()),
            many => Some(format!("{many} offres")),
        };
        let detail: Vec<&str> = town.into_iter().chain(count.as_deref()).collect();
        let suggestion = Suggestion {
            kind: SuggestionKind::Organisation,
            label: name.to_owned(),
            detail: detail.join(", "),
            choice: Choice::Page(format!("{PAGE}{slug}")),
        };
        Hit { near, fit, offers, suggestion }
    }

    /// Bytes in memory: of the names, and of all the rest.
    pub fn bytes(&self) -> (usize, usize) {
        let (names, rest) = self.shelf.bytes();
        let towns: usize = self.town_names.iter().map(|town| town.len() + size_of::<Box<str>>()).sum();
        (names, rest + towns + (self.offers.len() + self.towns.len()) * 2)
    }
}

/// What the slug has beyond the name, or the whole slug.
fn note(one: &Known<'_>) -> String {
    let end = one.slug.strip_prefix(&stem(one.name)).filter(|end| !end.starts_with(OWN));
    end.map_or_else(|| format!("{OWN}{}", one.slug), str::to_owned)
}
