//! A search, and the address that says it: `/offres?lieu=62498&rayon=20&q=…&theme=…`.
//!
//! The address is the whole state of the results page: shareable, bookmarkable, cacheable.

use serde::{Deserialize, Serialize};

use super::filter::{Filter, FilterGroup};
use super::percent::{decode_pairs, encode};

/// The radii that the page offers, in kilometres.
pub const RADII: [u16; 5] = [5, 10, 20, 50, 100];
/// The radius of a search that says none.
pub const DEFAULT_RADIUS: u16 = 20;
/// Results a page.
pub const PAGE_SIZE: usize = 20;
/// What a person can type into the search field, in characters.
pub const TEXT_MAX: usize = 200;

/// The pages of one search that can be read; what lies further wants a narrower search.
pub const PAGES_MAX: u32 = 50;

/// The order of the results.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// The best fit, then the nearest.
    #[default]
    Relevance,
    /// The nearest.
    Distance,
    /// What starts soonest; what has no session comes last.
    Start,
    /// What was brought up to date last.
    Fresh,
}

impl Sort {
    /// All orders, as pages list them.
    pub const ALL: [Self; 4] = [Self::Relevance, Self::Distance, Self::Start, Self::Fresh];

    /// The code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Relevance => "pertinence",
            Self::Distance => "distance",
            Self::Start => "debut",
            Self::Fresh => "recent",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Relevance => "Les plus utiles d’abord",
            Self::Distance => "Les plus proches d’abord",
            Self::Start => "Ce qui commence bientôt d’abord",
            Self::Fresh => "Les plus récentes d’abord",
        }
    }

    /// The order of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// What is looked for, as the address says it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Search {
    /// `lieu`: a key of a commune or of an area, or whatever was typed.
    pub place: String,
    /// `rayon`, kilometres; one of [`RADII`].
    pub radius: Option<u16>,
    /// `q`: free text.
    pub text: String,
    /// `besoin`, `genre`, `theme`, `public`, `jour`, `gratuit`, `bientot`, `places`, `demande`: each may be repeated;
    /// in the order of [`Filter::all`], each once.
    pub filters: Vec<Filter>,
    /// `structure`: the end of the address of the one organisation whose offers are wanted.
    pub organisation: Option<String>,
    /// `ailleurs`: shows, too, what is reserved for other territories.
    pub everywhere: bool,
    /// `a-distance`: lists only what is at a distance or for the whole of France.
    pub remote: bool,
    /// `tri`.
    pub sort: Sort,
    /// `page`, from 1 to [`PAGES_MAX`].
    pub page: u32,
}

/// What could not be understood in an address, said in a sentence on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Misread {
    /// The radius is not a number of kilometres between 1 and 100.
    Radius,
    /// A filter's value is unknown.
    Filter,
    /// The page is not a number from 1 to [`PAGES_MAX`].
    Page,
    /// The order is unknown.
    Sort,
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
            Self::Sort => "Cet ordre n’existe pas. Voici les plus utiles d’abord.",
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
                    search.place = cut(value);
                    None
                }
                "q" => {
                    search.text = cut(value);
                    (value.chars().count() > TEXT_MAX).then_some(Misread::Text)
                }
                "rayon" => {
                    search.radius =
                        value.parse().ok().filter(|km| (1..=100).contains(km)).map(Self::offered_radius);
                    search.radius.is_none().then_some(Misread::Radius)
                }
                "structure" => {
                    let slug = value.len() <= TEXT_MAX
                        && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
                    search.organisation = slug.then(|| value.to_owned());
                    (!slug).then_some(Misread::Filter)
                }
                "ailleurs" => {
                    search.everywhere = value == "oui";
                    (!search.everywhere).then_some(Misread::Filter)
                }
                "a-distance" => {
                    search.remote = value == "oui";
                    (!search.remote).then_some(Misread::Filter)
                }
                "tri" => match Sort::from_code(value) {
                    Some(sort) => {
                        search.sort = sort;
                        None
                    }
                    None => Some(Misread::Sort),
                },
                "page" => match value.parse().ok().filter(|page| (1..=PAGES_MAX).contains(page)) {
                    Some(page) => {
                        search.page = page;
                        None
                    }
                    None => Some(Misread::Page),
                },
                name => match FilterGroup::from_name(name).map(|group| group.value(value)) {
                    Some(Some(filter)) => {
                        if !search.filters.contains(&filter) {
                            search.filters.push(filter);
                        }
                        None
                    }
                    Some(None) => Some(Misread::Filter),
                    None => None,
                },
            };
            if let Some(problem) = problem.filter(|problem| !misread.contains(problem)) {
                misread.push(problem);
            }
        }
        search.filters.sort_by_key(|filter| filter.index());
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
        pairs.extend(self.filters.iter().map(|filter| (filter.group().name(), filter.code().to_owned())));
        if let Some(organisation) = &self.organisation {
            pairs.push(("structure", organisation.clone()));
        }
        if self.everywhere {
            pairs.push(("ailleurs", "oui".to_owned()));
        }
        if self.remote {
            pairs.push(("a-distance", "oui".to_owned()));
        }
        if self.sort != Sort::default() {
            pairs.push(("tri", self.sort.code().to_owned()));
        }
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

    /// The same search from its first page, with one filter more.
    pub fn with(&self, filter: Filter) -> Self {
        let mut search = self.on_page(1);
        if !search.filters.contains(&filter) {
            search.filters.push(filter);
            search.filters.sort_by_key(|filter| filter.index());
        }
        search
    }

    /// The same search from its first page, without one of its filters.
    pub fn without(&self, filter: Filter) -> Self {
        let mut search = self.on_page(1);
        search.filters.retain(|one| *one != filter);
        search
    }

    /// The same search from its first page, with this value alone in its group.
    pub fn only(&self, filter: Filter) -> Self {
        let mut search = self.on_page(1);
        search.filters.retain(|one| one.group() != filter.group());
        search.with(filter)
    }

    /// Its filters of one group.
    pub fn of(&self, group: FilterGroup) -> impl Iterator<Item = Filter> {
        self.filters.iter().copied().filter(move |filter| filter.group() == group)
    }

    /// The same search from its first page, around another place.
    pub fn around(&self, code: &str) -> Self {
        Self { place: code.to_owned(), page: 1, ..self.clone() }
    }
}

/// The first [`TEXT_MAX`] characters, without the space that may end them.
fn cut(text: &str) -> String {
    let end = text.char_indices().nth(TEXT_MAX).map_or(text.len(), |(at, _)| at);
    text[..end].trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::need::Need;

    fn read(pairs: &[(&str, &str)]) -> (Search, Vec<Misread>) {
        Search::from_pairs(pairs.iter().copied())
    }

    #[test]
    fn absurd_values_are_left_out_and_told() {
        let (search, misread) = read(&[("rayon", "-5"), ("page", "0"), ("theme", "nope"), ("lieu", "62498")]);
        assert_eq!(search, Search { place: "62498".into(), page: 1, ..Search::default() });
        assert_eq!(misread, [Misread::Radius, Misread::Page, Misread::Filter]);
        assert_eq!(read(&[("rayon", "NaN"), ("rayon", "1e308")]).1, [Misread::Radius]);
        assert_eq!(read(&[("page", "51")]).1, [Misread::Page]);
        assert_eq!(read(&[("tri", "hasard"), ("jour", "monday")]).1, [Misread::Sort, Misread::Filter]);
        assert_eq!(read(&[("q", &"a".repeat(1_000_000))]).0.text.len(), TEXT_MAX);
        // What is cut after a space is read back as it was kept.
        assert_eq!(read(&[("q", &"a ".repeat(TEXT_MAX))]).0.text.len(), TEXT_MAX - 1);
    }

    #[test]
    fn a_radius_between_two_becomes_the_larger() {
        assert_eq!(read(&[("rayon", "12")]).0.radius, Some(20));
    }

    proptest::proptest! {
        #[test]
        fn a_search_is_read_back_from_its_address(
            place in "[a-zA-Zé'0-9][a-zA-Zé' &=0-9]{0,20}[a-zé0-9]", text in "(\\PC{1,20})?", radius in 0usize..6,
            picked in proptest::collection::btree_set(0..Filter::COUNT, 0..12), organisation in "([a-z][a-z0-9-]{0,20})?",
            everywhere: bool, remote: bool, sort in 0usize..4, page in 1u32..=PAGES_MAX,
        ) {
            let search = Search {
                place, text: text.trim().to_owned(), radius: RADII.get(radius).copied(),
                filters: picked.into_iter().map(|at| Filter::all()[at]).collect(),
                organisation: Some(organisation).filter(|slug| !slug.is_empty()),
                everywhere, remote, sort: Sort::ALL[sort], page,
            };
            let (back, misread) = Search::from_query(search.href().trim_start_matches("/offres"));
            proptest::prop_assert_eq!(back, search);
            proptest::prop_assert!(misread.is_empty());
        }
    }

    #[test]
    fn a_search_is_narrowed_from_its_first_page() {
        let [work, train] = [Need::Work, Need::Train].map(Filter::Need);
        let search =
            Search { filters: vec![train, Filter::Free], page: 3, text: "vélo".into(), ..Search::default() };
        let page = |search: &Search| (search.filters.clone(), search.page, search.text.clone());
        let told = |filters: &[Filter], page: u32| (filters.to_vec(), page, "vélo".to_owned());
        assert_eq!(page(&search.with(work)), told(&[work, train, Filter::Free], 1));
        assert_eq!(page(&search.with(train)), told(&[train, Filter::Free], 1));
        assert_eq!(page(&search.without(train)), told(&[Filter::Free], 1));
        assert_eq!(page(&search.only(work)), told(&[work, Filter::Free], 1));
        assert_eq!(page(&search.on_page(7)), told(&[train, Filter::Free], 7));
        assert_eq!(search.of(FilterGroup::Need).collect::<Vec<_>>(), [train]);
        let there = search.around("62498");
        assert_eq!((there.place.as_str(), page(&there)), ("62498", told(&[train, Filter::Free], 1)));
    }

    #[test]
    fn each_value_of_an_address_is_read_or_told() {
        for (query, misread) in [
            ("ailleurs=oui&a-distance=oui&structure=coop-1", vec![]),
            ("ailleurs=non", vec![Misread::Filter]),
            ("a-distance=non", vec![Misread::Filter]),
            ("structure=a/b", vec![Misread::Filter]),
            ("rayon=100&page=50", vec![]),
            ("rayon=101", vec![Misread::Radius]),
            ("rayon=0", vec![Misread::Radius]),
            ("inconnu=1", vec![]),
        ] {
            assert_eq!(Search::from_query(query).1, misread, "{query}");
        }
        let (search, _) =
            Search::from_query("ailleurs=oui&a-distance=oui&structure=coop-1&gratuit=oui&gratuit=oui");
        assert_eq!(Search::from_query("q=+&rayon=&lieu=").0.href(), "/offres", "what is blank says nothing");
        assert!(search.everywhere && search.remote && search.organisation.as_deref() == Some("coop-1"));
        assert_eq!(search.filters, [Filter::Free]);
        let read =
            |letters: usize| read(&[("q", &"é".repeat(letters)), ("structure", &"a".repeat(letters))]).1;
        assert_eq!((read(TEXT_MAX), read(TEXT_MAX + 1)), (vec![], vec![Misread::Text, Misread::Filter]));
        for (km, radius) in [(1, 5), (5, 5), (6, 10), (20, 20), (21, 50), (51, 100)] {
            let (search, _) = Search::from_query(&format!("rayon={km}"));
            assert_eq!((search.radius, search.radius_km()), (Some(radius), radius));
        }
        assert_eq!(
            (Search::default().radius_km(), Search::default().href().as_str()),
            (DEFAULT_RADIUS, "/offres")
        );
    }
}
