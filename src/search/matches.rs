//! The offers that hold what was asked, in three tiers: in their name, in what they are, anywhere.

use std::borrow::Cow;
use std::cell::OnceCell;

use roaring::RoaringBitmap;

use super::vocabulary::Holders;

type Set<'s> = Cow<'s, RoaringBitmap>;

/// The offers that hold one word or phrase: those of any of some sets, for each tier. Each set of a tier has its like in
/// the next, which holds it.
#[derive(Debug, Clone, Default)]
pub(super) struct Held<'s> {
    title: Vec<Set<'s>>,
    about: Vec<Set<'s>>,
    all: Vec<Set<'s>>,
}

impl<'s> Held<'s> {
    /// Adds the offers that hold every one of some words.
    pub fn add(&mut self, words: &[&'s Holders]) {
        let in_tier = |tier: fn(&'s Holders) -> &'s RoaringBitmap| {
            intersection(words.iter().map(|word| Cow::Borrowed(tier(word))))
        };
        self.title.extend(in_tier(Holders::title));
        self.about.extend(in_tier(Holders::about));
        self.all.extend(in_tier(Holders::all));
    }

    /// Adds offers that are what is meant, without saying it.
    pub fn is(&mut self, offers: &'s RoaringBitmap) {
        self.about.push(Cow::Borrowed(offers));
        self.all.push(Cow::Borrowed(offers));
    }
}

/// The offers of a segment that hold enough of what was asked.
#[derive(Debug, Clone)]
pub(super) struct Matches<'s> {
    terms: Vec<Held<'s>>,
    /// How many of the terms are needed.
    needed: usize,
    all: Set<'s>,
    // Most answers are full before these are looked at.
    title: OnceCell<Set<'s>>,
    about: OnceCell<Set<'s>>,
}

impl<'s> Matches<'s> {
    /// Those that hold `needed` of some terms.
    pub fn new(terms: Vec<Held<'s>>, needed: usize) -> Self {
        let all = together(&terms, needed, |term| &term.all);
        Self { terms, needed, all, title: OnceCell::new(), about: OnceCell::new() }
    }

    /// Enough words stand in the name.
    pub fn title(&self) -> &RoaringBitmap {
        self.title.get_or_init(|| together(&self.terms, self.needed, |term| &term.title))
    }

    /// Enough words say what the offer is.
    pub fn about(&self) -> &RoaringBitmap {
        self.about.get_or_init(|| together(&self.terms, self.needed, |term| &term.about))
    }

    /// Enough words stand somewhere.
    pub fn all(&self) -> &RoaringBitmap {
        &self.all
    }

    /// 0 where enough words stand in the name of an offer, 1 where they say what it is, 2 elsewhere.
    pub fn tier(&self, offer: u32) -> u32 {
        let enough = |tier: for<'h> fn(&'h Held<'s>) -> &'h [Set<'s>]| {
            let holds = |term: &&Held<'s>| tier(term).iter().any(|set| set.contains(offer));
            self.terms.iter().filter(holds).count() >= self.needed
        };
        match () {
            () if enough(|term| &term.title) => 0,
            () if enough(|term| &term.about) => 1,
            () => 2,
        }
    }
}

/// The offers that one tier of `needed` terms holds.
fn together<'s>(
    terms: &[Held<'s>],
    needed: usize,
    tier: for<'h> fn(&'h Held<'s>) -> &'h [Set<'s>],
) -> Set<'s> {
    let mut each = terms.iter().map(|term| union(tier(term).iter().cloned()));
    if needed >= terms.len() {
        return intersection(each).unwrap_or_default();
    }
    if needed <= 1 {
        return union(each);
    }
    let each: Vec<Set<'s>> = each.by_ref().collect();
    let without = (0..each.len()).filter_map(|left_out| {
        let others = each.iter().enumerate().filter(|(at, _)| *at != left_out);
        intersection(others.map(|(_, set)| set.clone()))
    });
    union(without)
}

/// What is in any set. One after the other into the largest: sets of few offers then stay lists.
fn union<'s>(sets: impl Iterator<Item = Set<'s>>) -> Set<'s> {
    let mut sets: Vec<Set<'s>> = sets.filter(|set| !set.is_empty()).collect();
    sets.sort_unstable_by_key(|set| std::cmp::Reverse(set.len()));
    let mut sets = sets.into_iter();
    let Some(mut all) = sets.next() else { return Cow::default() };
    sets.for_each(|set| *all.to_mut() |= &*set);
    all
}

/// What is in every set; nothing where there is none.
fn intersection<'s>(sets: impl Iterator<Item = Set<'s>>) -> Option<Set<'s>> {
    let mut sets: Vec<Set<'s>> = sets.collect();
    sets.sort_unstable_by_key(|set| set.len());
    let mut sets = sets.into_iter();
    let mut all = sets.next()?;
    for set in sets {
        all = match all {
            Cow::Borrowed(few) => Cow::Owned(few & &*set),
            Cow::Owned(few) => Cow::Owned(few & &*set),
        };
    }
    Some(all)
}
