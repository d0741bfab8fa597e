//! Searches are counted, never who searched: what is kept of one. No address, no session, no hour.

use time::Date;

use super::card::{Located, Results, Words};
use super::filter::{Filter, FilterGroup};
use super::query::Misread;

/// Stands for what was not kept: words that may say who searched, or more of anything than is counted apart.
pub const OTHER: &str = "*";
/// Filters counted one by one; nobody sets more by hand.
const FILTERS_MAX: usize = 10;
/// Words counted one by one.
const WORDS_MAX: usize = 8;

/// What is kept of a search; searches that say the same are counted together.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CountedSearch {
    /// The day in mainland France.
    pub day: Date,
    /// Code of the commune or key of the area, as it was found, never as it was typed; empty for all of France.
    pub place: String,
    /// The filters, needs among them, in the order of [`Filter::all`]; none at all where there were too many to tell.
    pub filters: Option<Vec<Filter>>,
    /// Whether the offers of one organisation were looked for. Its name is not kept: an address can be typed.
    pub of_organisation: bool,
    /// Whether offers reserved for other territories were shown too.
    pub everywhere: bool,
    /// The words in their normal form, in alphabetical order; empty without any; [`OTHER`] where one is not known.
    pub words: String,
    /// The radius asked for, kilometres; 0 without a commune.
    pub radius_km: u16,
    /// How many offers it found.
    pub band: Band,
    /// Whether they lie farther than asked.
    pub widened: bool,
    /// How many of the words they hold.
    pub kept: Words,
}

impl CountedSearch {
    /// What is kept of a search and of its first page. `words` are those of its text in their normal form, and `known`
    /// says whether a word is everybody's: of the directory or of the dictionary.
    ///
    /// Nothing for another page than the first, and where the place first has to be made clear.
    pub fn new(results: &Results, words: &[String], known: &dyn Fn(&str) -> bool, day: Date) -> Option<Self> {
        let search = &results.search;
        if search.page > 1 || results.misread.contains(&Misread::Page) {
            return None;
        }
        let (place, radius_km) = match &results.located {
            Located::Nowhere => (String::new(), 0),
            Located::At(place) => (place.code.clone(), search.radius_km()),
            Located::In(area) => (area.key(), 0),
            Located::Among(_) | Located::Unknown => return None,
        };
        Some(Self {
            day,
            place,
            filters: (search.filters.len() <= FILTERS_MAX).then(|| search.filters.clone()),
            of_organisation: search.organisation.is_some(),
            everywhere: search.everywhere,
            words: kept_words(words, known),
            radius_km,
            band: Band::of(results.total),
            widened: results.widened_to.is_some(),
            kept: results.words,
        })
    }

    /// What is left of it where there is no room for one search more: its day and what it found.
    #[must_use]
    pub fn among_others(&self) -> Self {
        Self {
            day: self.day,
            place: OTHER.to_owned(),
            filters: None,
            of_organisation: false,
            everywhere: false,
            words: OTHER.to_owned(),
            radius_km: 0,
            band: self.band,
            widened: self.widened,
            kept: Words::All,
        }
    }

    /// The codes of its needs, between commas.
    pub fn needs_text(&self) -> String {
        let Some(filters) = &self.filters else { return OTHER.to_owned() };
        let needs = filters.iter().filter(|filter| filter.group() == FilterGroup::Need);
        needs.map(|need| need.code()).collect::<Vec<_>>().join(",")
    }

    /// Its other filters as an address says them, in one order.
    pub fn filters_text(&self) -> String {
        let Some(filters) = &self.filters else { return OTHER.to_owned() };
        let others = filters.iter().filter(|filter| filter.group() != FilterGroup::Need);
        let mut told: Vec<String> =
            others.map(|filter| format!("{}={}", filter.group().name(), filter.code())).collect();
        if self.of_organisation {
            told.push("structure=oui".to_owned());
        }
        if self.everywhere {
            told.push("ailleurs=oui".to_owned());
        }
        told.join("&")
    }

    /// The code of how many words were kept.
    pub fn kept_code(&self) -> &'static str {
        match self.kept {
            Words::All => "all",
            Words::AllButOne => "all-but-one",
            Words::Any => "any",
        }
    }
}

/// Words that say nothing of the person, or [`OTHER`] for all of them: next to a name, a known word says too much.
fn kept_words(words: &[String], known: &dyn Fn(&str) -> bool) -> String {
    // A telephone number comes in pieces, each of which may stand in some offer.
    let kept = |word: &String| !word.bytes().all(|byte| byte.is_ascii_digit()) && known(word);
    if words.len() > WORDS_MAX || !words.iter().all(kept) {
        return OTHER.to_owned();
    }
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// A number of results, as it is told apart: none, a few, a page, more than a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Band {
    /// 0.
    None,
    /// 1 to 4.
    Few,
    /// 5 to 19.
    Some,
    /// 20 and more.
    Many,
}

impl Band {
    /// The band of a number.
    pub fn of(results: usize) -> Self {
        match results {
            0 => Self::None,
            1..5 => Self::Few,
            5..20 => Self::Some,
            _ => Self::Many,
        }
    }

    /// Its smallest number.
    pub fn least(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Few => 1,
            Self::Some => 5,
            Self::Many => 20,
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::domain::query::Search;
    use crate::domain::territory::{Area, AreaKind};

    const DAY: Date = date!(2026 - 11 - 23);

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn counted(query: &str, text: &str) -> Option<CountedSearch> {
        let (search, misread) = Search::from_query(query);
        let results = Results { search, misread, total: 7, ..Results::default() };
        CountedSearch::new(&results, &words(text), &|word| !word.contains("dupont"), DAY)
    }

    #[test]
    fn one_unknown_word_hides_them_all() {
        let kept = |text: &str| counted("", text).unwrap().words;
        assert_eq!(kept(""), "");
        assert_eq!(kept("velo permis velo"), "permis velo", "whatever the order");
        assert_eq!(kept("permis dupont"), OTHER);
        assert_eq!(kept("06 39 98 00 12"), OTHER, "even where each pair is known");
        assert_eq!(kept("permis b1"), "b1 permis");
        assert_eq!(kept("a b c d e f g h"), "a b c d e f g h");
        assert_eq!(kept("a b c d e f g h i"), OTHER);
    }

    #[test]
    fn filters_have_one_text() {
        let search = counted("gratuit=oui&besoin=creer&genre=workshop&besoin=travailler&ailleurs=oui", "");
        let search = search.unwrap();
        assert_eq!(search.needs_text(), "travailler,creer");
        assert_eq!(search.filters_text(), "genre=workshop&gratuit=oui&ailleurs=oui");
        let typed = counted("structure=marie-dupont", "").unwrap();
        assert_eq!(typed.filters_text(), "structure=oui");
        let all: Vec<String> = Filter::all()[..11]
            .iter()
            .map(|filter| format!("{}={}", filter.group().name(), filter.code()))
            .collect();
        let many = counted(&all.join("&"), "").unwrap();
        assert_eq!((many.needs_text().as_str(), many.filters_text().as_str()), (OTHER, OTHER));
    }

    #[test]
    fn only_the_first_page_of_a_place_that_is_clear_counts() {
        assert!(counted("page=1", "").is_some());
        assert!(counted("page=2", "").is_none());
        assert!(counted("page=99", "").is_none(), "no such page, so the first is shown");
        for located in [Located::Unknown, Located::Among(Vec::new())] {
            let results = Results { located, ..Results::default() };
            assert!(CountedSearch::new(&results, &[], &|_| true, DAY).is_none());
        }
        let area = Area { kind: AreaKind::Departement, code: "62".into(), name: "Pas-de-Calais".into() };
        let results = Results { located: Located::In(area), ..Results::default() };
        let search = CountedSearch::new(&results, &[], &|_| true, DAY).unwrap();
        assert_eq!((search.place.as_str(), search.radius_km), ("departement-62", 0));
    }

    #[test]
    fn bands_begin_where_they_say() {
        for (results, least) in [(0, 0), (1, 1), (4, 1), (5, 5), (19, 5), (20, 20), (usize::MAX, 20)] {
            assert_eq!(Band::of(results).least(), least, "{results}");
        }
    }

    #[test]
    fn how_many_words_were_kept_has_a_code_and_a_place_its_own() {
        let codes = [Words::All, Words::AllButOne, Words::Any].map(|words| {
            let results = Results { words, widened_to: Some(50), ..Results::default() };
            let search = CountedSearch::new(&results, &[], &|_| true, DAY).unwrap();
            assert!(search.widened && search.place.is_empty());
            search.kept_code()
        });
        assert_eq!(codes, ["all", "all-but-one", "any"]);
    }
}
