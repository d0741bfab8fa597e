//! Reading `judged.txt`: what is typed, and what an offer must be to be good.

use super::directory::Known;
use crate::domain::filter::FilterGroup;
use crate::domain::query::Search;
use crate::domain::taxonomy::Network;
use crate::search::fold;
use crate::search::traits::Traits;

/// Searches of one sort.
pub struct Group {
    /// `demo` or `made`.
    pub directory: String,
    pub name: String,
    /// The least nDCG@10 of its searches, on average.
    pub floor: f32,
    pub searches: Vec<Judged>,
}

/// A search, and its judgement.
pub struct Judged {
    pub text: String,
    pub search: Search,
    best: Vec<Vec<Term>>,
    fair: Vec<Vec<Term>>,
    never: Vec<Vec<Term>>,
}

/// Something that an offer is.
enum Term {
    Slug(String),
    Title(String),
    Text(String),
    Network(Network),
    Filter(Traits),
}

impl Judged {
    /// What an offer is worth to the person: 3, 1 or 0.
    pub fn grade(&self, offer: &Known) -> f32 {
        if any(&self.best, offer) {
            3.0
        } else if any(&self.fair, offer) {
            1.0
        } else {
            0.0
        }
    }

    /// Whether an offer must not be shown to her.
    pub fn is_wrong(&self, offer: &Known) -> bool {
        any(&self.never, offer)
    }
}

fn any(ways: &[Vec<Term>], offer: &Known) -> bool {
    ways.iter().any(|terms| terms.iter().all(|term| term.fits(offer)))
}

impl Term {
    fn fits(&self, offer: &Known) -> bool {
        let says = |text: &str, words: &str| format!(" {text}").contains(&format!(" {words}"));
        match self {
            Self::Slug(slug) => offer.slug == *slug,
            Self::Title(words) => says(&offer.title, words),
            Self::Text(words) => says(&offer.text, words),
            Self::Network(network) => offer.networks.contains(network),
            Self::Filter(filter) => offer.traits.meets(*filter),
        }
    }

    fn read(term: &str) -> Result<Self, String> {
        let (name, value) =
            term.split_once(':').ok_or_else(|| format!("« {term} » n’a pas de deux-points"))?;
        let unknown = || format!("« {term} » n’existe pas");
        Ok(match name {
            "offre" => Self::Slug(value.to_owned()),
            "titre" => Self::Title(fold(value)),
            "texte" => Self::Text(fold(value)),
            "reseau" => Self::Network(Network::from_code(value).ok_or_else(unknown)?),
            name => {
                let filter = FilterGroup::from_name(name).and_then(|group| group.value(value));
                Self::Filter(Traits::of(filter.ok_or_else(unknown)?))
            }
        })
    }
}

/// Every group of the file.
pub fn groups(file: &str) -> Result<Vec<Group>, String> {
    let mut groups: Vec<Group> = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[') {
            Some(heading) => groups.push(group(heading.trim_end_matches(']')).ok_or(line)?),
            None => groups.last_mut().ok_or("une recherche avant son groupe")?.searches.push(judged(line)?),
        }
    }
    Ok(groups)
}

fn group(heading: &str) -> Option<Group> {
    let (directory, rest) = heading.split_once(" : ")?;
    let (name, floor) = rest.split_once(" ≥ ")?;
    let floor = floor.replace(',', ".").parse().ok()?;
    Some(Group { directory: directory.to_owned(), name: name.to_owned(), floor, searches: Vec::new() })
}

fn judged(line: &str) -> Result<Judged, String> {
    let mut parts = line.split(" | ");
    let typed = parts.next().unwrap_or_default();
    let (text, place) = typed.split_once(" @").unwrap_or((typed, ""));
    let (place, radius) = place.split_once('/').unwrap_or((place, "20"));
    let search = Search {
        text: text.to_owned(),
        place: place.to_owned(),
        radius: (!place.is_empty()).then(|| radius.parse()).transpose().map_err(|_| line)?,
        page: 1,
        ..Search::default()
    };
    let mut judged =
        Judged { text: typed.to_owned(), search, best: Vec::new(), fair: Vec::new(), never: Vec::new() };
    for part in parts {
        let (mark, ways) = part.split_once(' ').ok_or(line)?;
        let ways: Result<Vec<Vec<Term>>, String> =
            ways.split(", ").map(|way| way.split(' ').map(Term::read).collect()).collect();
        match mark {
            "+" => judged.best = ways?,
            "~" => judged.fair = ways?,
            "-" => judged.never = ways?,
            _ => return Err(format!("« {mark} » n’est ni +, ni ~, ni -")),
        }
    }
    if judged.best.is_empty() { Err(format!("rien n’est « très bien » : {line}")) } else { Ok(judged) }
}
