//! A search, and the address that says it: `/offres?lieu=62498&rayon=20&q=…&theme=…`.
//!
//! The address is the whole state of the results page: shareable, bookmarkable, cacheable.

use serde::{Deserialize, Serialize};

use super::need::Need;
use super::offer::OfferKind;
use super::percent::{decode_pairs, encode};
use super::taxonomy::{Theme, ThemeCategory};

/// The radii that the page offers, in kilometres.
pub const RADII: [u16; 5] = [5, 10, 20, 50, 100];
/// The radius of a search that says none.
pub const DEFAULT_RADIUS: u16 = 20;
/// Results a page.
pub const PAGE_SIZE: usize = 20;
/// What a person can type into the search field, in characters.
pub const TEXT_MAX: usize = 200;

/// A theme, or a whole category of themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeFilter {
    /// One of the 69.
    Theme(Theme),
    /// One of the 16.
    Category(ThemeCategory),
}

impl ThemeFilter {
    /// The theme or category of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Theme::from_code(code).map(Self::Theme).or_else(|| ThemeCategory::from_code(code).map(Self::Category))
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Theme(theme) => theme.code(),
            Self::Category(category) => category.code(),
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Theme(theme) => theme.label(),
            Self::Category(category) => category.label(),
        }
    }

    /// Whether an offer of these themes is meant.
    pub fn fits(self, themes: &[Theme]) -> bool {
        themes.iter().any(|theme| match self {
            Self::Theme(wanted) => *theme == wanted,
            Self::Category(wanted) => theme.category() == wanted,
        })
    }
}

/// What is looked for, as the address says it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Search {
    /// `lieu`: an INSEE code, or whatever was typed.
    pub place: String,
    /// `rayon`, kilometres; one of [`RADII`].
    pub radius: Option<u16>,
    /// `q`: free text.
    pub text: String,
    /// `besoin`: one of the six big needs.
    pub need: Option<Need>,
    /// `theme`, repeated: any of these.
    pub themes: Vec<ThemeFilter>,
    /// `genre`, repeated: any of these kinds.
    pub kinds: Vec<OfferKind>,
    /// `page`, from 1.
    pub page: u32,
}

/// What could not be understood in an address, said in a sentence on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Misread {
    /// The radius is not a number of kilometres between 1 and 100.
    Radius,
    /// The theme, need or kind is unknown.
    Filter,
    /// The page is not a number from 1.
    Page,
    /// The text was cut to [`TEXT_MAX`] characters.
    Text,
}

impl Misread {
    /// The sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Radius => "Cette distance n’existe pas. Nous cherchons à 20 km.",
            Self::Filter => "Un des filtres n’existe pas. Nous l’avons enlevé.",
            Self::Page => "Cette page n’existe pas. Voici la première.",
            Self::Text => "Votre phrase est longue. Nous cherchons avec le début.",
        }
    }
}

impl Search {
    /// Reads the pairs of an address; what makes no sense is left out and told.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<Misread>) {
        let mut search = Self { page: 1, ..Self::default() };
        let mut misread = Vec::new();
        for (name, value) in pairs.into_iter().take(100) {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let problem = match name {
                "lieu" => {
                    search.place = value.chars().take(TEXT_MAX).collect();
                    None
                }
                "q" => {
                    search.text = value.chars().take(TEXT_MAX).collect();
                    (value.chars().count() > TEXT_MAX).then_some(Misread::Text)
                }
                "rayon" => {
                    search.radius =
                        value.parse().ok().filter(|km| (1..=100).contains(km)).map(Self::offered_radius);
                    search.radius.is_none().then_some(Misread::Radius)
                }
                "besoin" => {
                    search.need = Need::from_code(value);
                    search.need.is_none().then_some(Misread::Filter)
                }
                "theme" => match ThemeFilter::from_code(value) {
                    Some(theme) => {
                        if !search.themes.contains(&theme) {
                            search.themes.push(theme);
                        }
                        None
                    }
                    None => Some(Misread::Filter),
                },
                "genre" => match OfferKind::from_code(value) {
                    Some(kind) => {
                        if !search.kinds.contains(&kind) {
                            search.kinds.push(kind);
                        }
                        None
                    }
                    None => Some(Misread::Filter),
                },
                "page" => match value.parse().ok().filter(|page| *page >= 1) {
                    Some(page) => {
                        search.page = page;
                        None
                    }
                    None => Some(Misread::Page),
                },
                _ => None,
            };
            if let Some(problem) = problem.filter(|problem| !misread.contains(problem)) {
                misread.push(problem);
            }
        }
        (search, misread)
    }

    /// Reads the query of an address, as it stands after the `?`.
    pub fn from_query(query: &str) -> (Self, Vec<Misread>) {
        let pairs: Vec<(String, String)> = decode_pairs(query).collect();
        Self::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// The smallest offered radius that covers `km`.
    fn offered_radius(km: u16) -> u16 {
        RADII.into_iter().find(|radius| *radius >= km).unwrap_or(DEFAULT_RADIUS)
    }

    /// The radius to search in, kilometres.
    pub fn radius_km(&self) -> u16 {
        self.radius.unwrap_or(DEFAULT_RADIUS)
    }

    /// The pairs of its address, in one order, without what is by default.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.place.is_empty() {
            pairs.push(("lieu", self.place.clone()));
        }
        if let Some(radius) = self.radius {
            pairs.push(("rayon", radius.to_string()));
        }
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        if let Some(need) = self.need {
            pairs.push(("besoin", need.code().to_owned()));
        }
        pairs.extend(self.themes.iter().map(|theme| ("theme", theme.code().to_owned())));
        pairs.extend(self.kinds.iter().map(|kind| ("genre", kind.code().to_owned())));
        if self.page > 1 {
            pairs.push(("page", self.page.to_string()));
        }
        pairs
    }

    /// Its address.
    pub fn href(&self) -> String {
        let pairs: Vec<String> =
            self.to_pairs().into_iter().map(|(name, value)| format!("{name}={}", encode(&value))).collect();
        if pairs.is_empty() { "/offres".to_owned() } else { format!("/offres?{}", pairs.join("&")) }
    }

    /// The same search, on another page.
    pub fn on_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// The same search from its first page, around another place.
    pub fn around(&self, code: &str) -> Self {
        Self { place: code.to_owned(), page: 1, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> (Search, Vec<Misread>) {
        Search::from_pairs(pairs.iter().copied())
    }

    #[test]
    fn absurd_values_are_left_out_and_told() {
        let (search, misread) = read(&[("rayon", "-5"), ("page", "0"), ("theme", "nope"), ("lieu", "62498")]);
        assert_eq!(search, Search { place: "62498".into(), page: 1, ..Search::default() });
        assert_eq!(misread, [Misread::Radius, Misread::Page, Misread::Filter]);
        assert_eq!(read(&[("rayon", "NaN"), ("rayon", "1e308")]).1, [Misread::Radius]);
        assert_eq!(read(&[("page", "1000000000")]).0.page, 1_000_000_000);
        assert_eq!(read(&[("q", &"a".repeat(1_000_000))]).0.text.len(), TEXT_MAX);
    }

    #[test]
    fn a_radius_between_two_becomes_the_larger() {
        assert_eq!(read(&[("rayon", "12")]).0.radius, Some(20));
    }

    proptest::proptest! {
        #[test]
        fn a_search_is_read_back_from_its_address(
            place in "[a-zA-Zé'0-9][a-zA-Zé' &=0-9]{0,20}[a-zé0-9]", text in "(\\PC{1,20})?", radius in 0usize..6, need in 0usize..7, page in 1u32..50,
        ) {
            let search = Search {
                place, text: text.trim().to_owned(), radius: RADII.get(radius).copied(), need: Need::ALL.get(need).copied(),
                themes: vec![], kinds: vec![OfferKind::Training], page,
            };
            let (back, misread) = Search::from_query(search.href().trim_start_matches("/offres"));
            proptest::prop_assert_eq!(back, search);
            proptest::prop_assert!(misread.is_empty());
        }
    }
}
