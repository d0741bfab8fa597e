//! What narrows a search: one value of one filter, its code in addresses and its label for people.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use time::Weekday;

use super::need::Need;
use super::offer::OfferKind;
use super::taxonomy::{Public, Theme, ThemeCategory};

/// One value of one filter. Values of a group are alternatives; groups are all wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Filter {
    /// One of the six big needs.
    Need(Need),
    /// What the offer is.
    Kind(OfferKind),
    /// A whole category of themes.
    Category(ThemeCategory),
    /// A theme.
    Theme(Theme),
    /// Whom it is for; offers open to everyone count under every public.
    Public(Public),
    /// A day of the week on which it receives people.
    Day(Weekday),
    /// Free of charge.
    Free,
    /// Its next open session starts within [`SOON_DAYS`] days.
    Soon,
    /// Its next open session says that places are left.
    PlacesLeft,
    /// One can ask for it here, alone.
    AsksHere,
}

/// Days within which a start is soon.
pub const SOON_DAYS: i64 = 31;

/// The filters between which all are wanted; in the order of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FilterGroup {
    /// `besoin`.
    Need,
    /// `genre`.
    Kind,
    /// `theme`: categories and themes.
    Theme,
    /// `public`.
    Public,
    /// `jour`.
    Day,
    /// `gratuit`.
    Free,
    /// `bientot`.
    Soon,
    /// `places`.
    PlacesLeft,
    /// `demande`.
    AsksHere,
}

impl FilterGroup {
    /// All groups.
    pub const ALL: [Self; 9] = [
        Self::Need,
        Self::Kind,
        Self::Theme,
        Self::Public,
        Self::Day,
        Self::Free,
        Self::Soon,
        Self::PlacesLeft,
        Self::AsksHere,
    ];

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Need => "besoin",
            Self::Kind => "genre",
            Self::Theme => "theme",
            Self::Public => "public",
            Self::Day => "jour",
            Self::Free => "gratuit",
            Self::Soon => "bientot",
            Self::PlacesLeft => "places",
            Self::AsksHere => "demande",
        }
    }

    /// What people read above its values.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Need => "Besoin",
            Self::Kind => "Genre d’offre",
            Self::Theme => "Sujet",
            Self::Public => "Pour qui",
            Self::Day => "Jour d’accueil",
            Self::Free => "Prix",
            Self::Soon => "Début",
            Self::PlacesLeft => "Places",
            Self::AsksHere => "Demande",
        }
    }

    /// The group of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.name() == name)
    }

    /// Its values, in the order of pages; a category stands before its themes.
    pub fn values(self) -> impl Iterator<Item = Filter> {
        Filter::all().iter().copied().filter(move |filter| filter.group() == self)
    }

    /// The value of a code.
    pub fn value(self, code: &str) -> Option<Filter> {
        self.values().find(|filter| filter.code() == code)
    }
}

/// The week, as pages list it.
const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

static ALL: LazyLock<Vec<Filter>> = LazyLock::new(|| {
    let mut all: Vec<Filter> = Need::ALL.into_iter().map(Filter::Need).collect();
    all.extend(OfferKind::ALL.into_iter().map(Filter::Kind));
    for category in ThemeCategory::ALL {
        all.push(Filter::Category(*category));
        let themes = Theme::ALL.iter().filter(|theme| theme.category() == *category);
        all.extend(themes.map(|theme| Filter::Theme(*theme)));
    }
    all.extend(Public::ALL.iter().copied().map(Filter::Public));
    all.extend(WEEK.into_iter().map(Filter::Day));
    all.extend([Filter::Free, Filter::Soon, Filter::PlacesLeft, Filter::AsksHere]);
    all
});

static PLACES: LazyLock<std::collections::HashMap<Filter, u8>> =
    LazyLock::new(|| Filter::all().iter().zip(0u8..).map(|(filter, place)| (*filter, place)).collect());

impl Filter {
    /// How many values there are, of all groups.
    pub const COUNT: usize = 122;

    /// Every value of every group, group after group.
    pub fn all() -> &'static [Self] {
        &ALL
    }

    /// Its place in [`Filter::all`], for bit sets and columns.
    pub fn index(self) -> usize {
        usize::from(PLACES[&self])
    }

    /// The group that it belongs to.
    pub const fn group(self) -> FilterGroup {
        match self {
            Self::Need(_) => FilterGroup::Need,
            Self::Kind(_) => FilterGroup::Kind,
            Self::Category(_) | Self::Theme(_) => FilterGroup::Theme,
            Self::Public(_) => FilterGroup::Public,
            Self::Day(_) => FilterGroup::Day,
            Self::Free => FilterGroup::Free,
            Self::Soon => FilterGroup::Soon,
            Self::PlacesLeft => FilterGroup::PlacesLeft,
            Self::AsksHere => FilterGroup::AsksHere,
        }
    }

    /// Its code in addresses; `oui` for what is only on or off.
    pub fn code(self) -> &'static str {
        match self {
            Self::Need(need) => need.code(),
            Self::Kind(kind) => kind.code(),
            Self::Category(category) => category.code(),
            Self::Theme(theme) => theme.code(),
            Self::Public(public) => public.code(),
            Self::Day(day) => match day {
                Weekday::Monday => "lundi",
                Weekday::Tuesday => "mardi",
                Weekday::Wednesday => "mercredi",
                Weekday::Thursday => "jeudi",
                Weekday::Friday => "vendredi",
                Weekday::Saturday => "samedi",
                Weekday::Sunday => "dimanche",
            },
            Self::Free | Self::Soon | Self::PlacesLeft | Self::AsksHere => "oui",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Need(need) => need.label(),
            Self::Kind(kind) => kind.label(),
            Self::Category(category) => category.label(),
            Self::Theme(theme) => theme.label(),
            Self::Public(public) => public.label(),
            Self::Day(day) => match day {
                Weekday::Monday => "Lundi",
                Weekday::Tuesday => "Mardi",
                Weekday::Wednesday => "Mercredi",
                Weekday::Thursday => "Jeudi",
                Weekday::Friday => "Vendredi",
                Weekday::Saturday => "Samedi",
                Weekday::Sunday => "Dimanche",
            },
            Self::Free => "Gratuit",
            Self::Soon => "Commence dans le mois",
            Self::PlacesLeft => "Il reste des places",
            Self::AsksHere => "Je peux demander ici",
        }
    }
}

/// The number of offers of each value, and within each radius.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// By [`Filter::index`]: how many offers the search would find with this value alone in its group.
    pub counts: Vec<u32>,
    /// By place in [`super::query::RADII`]: how many within that radius; all 0 without a place.
    pub radii: [u32; 5],
}

impl Default for Facets {
    fn default() -> Self {
        Self { counts: vec![0; Filter::COUNT], radii: [0; 5] }
    }
}

impl Facets {
    /// How many offers the search would find with this value alone in its group.
    pub fn count(&self, filter: Filter) -> u32 {
        self.counts[filter.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_listed_once_and_read_back() {
        assert_eq!(Filter::all().len(), Filter::COUNT);
        for (index, filter) in Filter::all().iter().enumerate() {
            assert_eq!(filter.index(), index);
            assert_eq!(filter.group().value(filter.code()), Some(*filter), "{filter:?}");
            assert_eq!(FilterGroup::from_name(filter.group().name()), Some(filter.group()));
        }
        assert!(Filter::all().is_sorted_by_key(|filter| filter.group()));
    }

    #[test]
    fn what_is_unknown_is_no_value() {
        assert_eq!(FilterGroup::Day.value("monday"), None);
        assert_eq!(FilterGroup::Free.value("non"), None);
        assert_eq!(FilterGroup::from_name("prix"), None);
    }

    #[test]
    fn a_count_is_told_of_its_own_value() {
        let mut facets = Facets::default();
        for (at, count) in facets.counts.iter_mut().zip(7..) {
            *at = count;
        }
        assert_eq!(facets.count(Filter::all()[0]), 7);
        assert_eq!(facets.count(Filter::AsksHere), 7 + Filter::COUNT as u32 - 1);
        assert_eq!(Filter::Day(Weekday::Wednesday).code(), "mercredi");
        assert_eq!(FilterGroup::Day.values().count(), 7);
    }
}
