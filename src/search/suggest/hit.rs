//! What was found, and how what was found in several places makes one list.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::shelf::Fit;
use crate::domain::suggestion::{Choice, Suggestion, SuggestionKind};

/// A suggestion, and what ranks it among those of its kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Whether it is in the town where the person is.
    pub near: bool,
    /// How well it fits what was typed.
    pub fit: Fit,
    /// How many offers stand behind it.
    pub offers: u32,
    /// What the list shows.
    pub suggestion: Suggestion,
}

/// One list of what several indexes found, `most` lines at most: by kind, what is near first, then by fit, then
/// by number of offers.
///
/// Of the main index come all that are not `gone`; `recent` replaces an organisation, and adds its offers to those of a
/// need or a trade. A kind that finds little leaves its lines to the others.
pub fn merge(
    main: Vec<Hit>,
    recent: Vec<Hit>,
    gone: impl Fn(&Choice) -> bool,
    most: usize,
) -> Vec<Suggestion> {
    let mut hits: Vec<Hit> = main.into_iter().filter(|hit| !gone(&hit.suggestion.choice)).collect();
    let mut places: HashMap<Choice, usize> =
        hits.iter().zip(0..).map(|(hit, at)| (hit.suggestion.choice.clone(), at)).collect();
    for hit in recent {
        match places.get(&hit.suggestion.choice) {
            None => {
                places.insert(hit.suggestion.choice.clone(), hits.len());
                hits.push(hit);
            }
            Some(at) if hit.suggestion.kind == SuggestionKind::Organisation => hits[*at] = hit,
            Some(at) => {
                let known = &mut hits[*at];
                known.offers = known.offers.saturating_add(hit.offers);
                known.fit = known.fit.min(hit.fit);
            }
        }
    }
    // A slip is for where nothing fits.
    if hits.iter().any(|hit| hit.fit < Fit::Slip) {
        hits.retain(|hit| hit.fit < Fit::Slip);
    }
    hits.sort_by(|a, b| {
        let key = |hit: &Hit| (hit.suggestion.kind, !hit.near, hit.fit, Reverse(hit.offers));
        key(a).cmp(&key(b)).then_with(|| a.suggestion.label.cmp(&b.suggestion.label))
    });
    share(hits.into_iter().map(|hit| hit.suggestion).collect(), most)
}

/// `most` suggestions of a list sorted by kind: one of each kind in turn, as long as it has some.
fn share(sorted: Vec<Suggestion>, most: usize) -> Vec<Suggestion> {
    let mut left = most;
    let mut kept = [0; SuggestionKind::ALL.len()];
    let found = SuggestionKind::ALL.map(|kind| sorted.iter().filter(|one| one.kind == kind).count());
    while left > 0 && kept != found {
        for (kept, found) in kept.iter_mut().zip(found) {
            if left > 0 && *kept < found {
                *kept += 1;
                left -= 1;
            }
        }
    }
    let mut sorted = sorted;
    sorted.retain(|one| {
        let kept = &mut kept[one.kind as usize];
        let keep = *kept > 0;
        *kept -= usize::from(keep);
        keep
    });
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(kind: SuggestionKind, fit: Fit, offers: u32, label: &str) -> Hit {
        let choice = match kind {
            SuggestionKind::Organisation => Choice::Page(label.to_owned()),
            _ => Choice::Words(label.to_owned()),
        };
        Hit {
            near: false,
            fit,
            offers,
            suggestion: Suggestion { kind, label: label.into(), detail: String::new(), choice },
        }
    }

    fn labels(list: &[Suggestion]) -> Vec<&str> {
        list.iter().map(|one| one.label.as_str()).collect()
    }

    #[test]
    fn kinds_follow_each_other_then_fit_then_offers() {
        use SuggestionKind::{Need, Organisation, Trade};
        let main = vec![
            hit(Organisation, Fit::Whole, 1, "o"),
            hit(Trade, Fit::Words, 1, "t1"),
            hit(Trade, Fit::Words, 5, "t5"),
            hit(Trade, Fit::Whole, 0, "t0"),
            hit(Need, Fit::Beginnings, 3, "n"),
        ];
        assert_eq!(labels(&merge(main, Vec::new(), |_| false, 9)), ["n", "t0", "t5", "t1", "o"]);
    }

    #[test]
    fn what_is_near_comes_before_what_fits_better() {
        let far = hit(SuggestionKind::Organisation, Fit::Whole, 9, "far");
        let near = Hit { near: true, ..hit(SuggestionKind::Organisation, Fit::Words, 1, "near") };
        assert_eq!(labels(&merge(vec![far, near], Vec::new(), |_| false, 9)), ["near", "far"]);
    }

    #[test]
    fn what_changed_replaces_and_adds() {
        use SuggestionKind::{Organisation, Trade};
        let main = || {
            let organisations = [("gone", 9), ("renamed", 8), ("same", 2)];
            let mut main: Vec<Hit> = organisations
                .iter()
                .map(|(name, offers)| hit(Organisation, Fit::Words, *offers, name))
                .collect();
            main.extend([hit(Trade, Fit::Words, 2, "maçon"), hit(Trade, Fit::Words, 3, "peintre")]);
            main
        };
        let recent = vec![
            hit(Organisation, Fit::Words, 1, "renamed"),
            hit(Organisation, Fit::Words, 4, "new"),
            hit(Trade, Fit::Words, 2, "maçon"),
        ];
        let gone = |choice: &Choice| *choice == Choice::Page("gone".into());
        assert_eq!(labels(&merge(main(), recent, gone, 9)), ["maçon", "peintre", "new", "same", "renamed"]);
        assert_eq!(labels(&merge(Vec::new(), main(), |_| false, 2)), ["peintre", "gone"]);
    }

    #[test]
    fn a_slip_is_for_where_nothing_fits() {
        use SuggestionKind::{Need, Organisation};
        let slip = hit(Need, Fit::Slip, 3, "slip");
        let sure = hit(Organisation, Fit::Start, 1, "sure");
        assert_eq!(labels(&merge(vec![slip.clone()], vec![sure], |_| false, 9)), ["sure"]);
        assert_eq!(labels(&merge(vec![slip], Vec::new(), |_| false, 9)), ["slip"]);
    }

    #[test]
    fn a_kind_that_finds_little_leaves_its_lines() {
        use SuggestionKind::{Need, Organisation, Place};
        let of = |kind, count: u32| {
            (0..count).map(move |at| hit(kind, Fit::Words, 99 - at, &format!("{kind:?}{at}")))
        };
        let all = || of(Organisation, 9).chain(of(Need, 1)).chain(of(Place, 9)).collect::<Vec<_>>();
        let list = merge(all(), Vec::new(), |_| false, 8);
        let kinds: Vec<SuggestionKind> = list.iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [&[Need][..], &[Organisation; 4], &[Place; 3]].concat());
        assert!(merge(all(), Vec::new(), |_| false, 0).is_empty());
        assert_eq!(merge(all(), Vec::new(), |_| false, 99).len(), 19);
    }
}
