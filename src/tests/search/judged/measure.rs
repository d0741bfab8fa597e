//! How well a search did, and how well many did.

use std::fmt;

use super::directory::{Directory, Known};
use super::judgement::Judged;

/// How far down people look.
const SHOWN: usize = 10;
/// Where what they want must be.
const FIRST: usize = 3;

/// How one search did.
pub struct Outcome {
    text: String,
    titles: Vec<String>,
    /// nDCG@10.
    pub ndcg: f32,
    first: bool,
    wrong: Option<String>,
    nothing: bool,
    /// The directory has nothing good for it: it judges nothing.
    pub void: bool,
}

impl Outcome {
    /// Searches, and judges. What is at a distance comes after the list, as on the page.
    pub fn of(judged: &Judged, directory: &Directory) -> Self {
        let results = directory.index.search(&judged.search, Vec::new(), directory.today);
        let cards = results.cards.iter().chain(&results.remote);
        let shown: Vec<&Known> =
            cards.filter_map(|card| directory.offers.get(&card.slug)).take(SHOWN).collect();
        let reach = results.widened_to.unwrap_or(judged.search.radius_km());
        let mut ideal: Vec<f32> =
            directory.within(&judged.search, reach).iter().map(|offer| judged.grade(offer)).collect();
        ideal.extend(shown.iter().filter(|offer| !offer.somewhere).map(|offer| judged.grade(offer)));
        ideal.sort_by(|a, b| b.total_cmp(a));
        let best = gain(ideal.iter().copied().take(SHOWN));
        let grades: Vec<f32> = shown.iter().map(|offer| judged.grade(offer)).collect();
        Self {
            text: judged.text.clone(),
            titles: shown.iter().take(FIRST).map(|offer| offer.title.clone()).collect(),
            ndcg: if best > 0.0 { gain(grades.iter().copied()) / best } else { 0.0 },
            first: grades.iter().take(FIRST).any(|grade| *grade == 3.0),
            wrong: shown.iter().find(|offer| judged.is_wrong(offer)).map(|offer| offer.title.clone()),
            nothing: shown.is_empty(),
            void: !directory.offers.values().any(|offer| judged.grade(offer) == 3.0),
        }
    }

    /// Whether the person finds what she wants, and nothing absurd.
    pub fn is_right(&self) -> bool {
        self.first && self.wrong.is_none()
    }
}

/// What a list is worth to somebody who reads from the top and tires.
fn gain(grades: impl Iterator<Item = f32>) -> f32 {
    grades.enumerate().fold(0.0, |sum, (at, grade)| sum + grade / (at as f32 + 2.0).log2())
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:.2} « {} » : {}", self.ndcg, self.text, self.titles.join(" / "))?;
        match &self.wrong {
            Some(wrong) => write!(f, " ; jamais : {wrong}"),
            None => Ok(()),
        }
    }
}

/// How some searches did: sums.
#[derive(Default)]
pub struct Figures {
    searches: usize,
    gained: f32,
    pub first: usize,
    pub never: usize,
    pub nothing: usize,
}

impl Figures {
    pub fn add(&mut self, outcome: &Outcome) {
        self.searches += 1;
        self.gained += outcome.ndcg;
        self.first += usize::from(outcome.first);
        self.never += usize::from(outcome.wrong.is_some());
        self.nothing += usize::from(outcome.nothing);
    }

    pub fn and(&mut self, other: &Self) {
        self.searches += other.searches;
        self.gained += other.gained;
        self.first += other.first;
        self.never += other.never;
        self.nothing += other.nothing;
    }

    /// nDCG@10, on average.
    pub fn ndcg(&self) -> f32 {
        self.gained / self.searches.max(1) as f32
    }

    /// A count as a share of the searches.
    pub fn percent(&self, count: usize) -> f32 {
        100.0 * count as f32 / self.searches.max(1) as f32
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(
            f,
            "{:3} recherches, nDCG@10 {:.2}, bien placé {:3.0} %, absurde {:2.0} %, sans résultat {:2.0} %",
            self.searches,
            self.ndcg(),
            self.percent(self.first),
            self.percent(self.never),
            self.percent(self.nothing)
        )
    }
}
