//! Where counted searches wait until they are written: in memory, for a few seconds, in bounded room.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use time::Date;

use super::card::Results;
use super::search_count::CountedSearch;

/// Different searches that can wait; what comes beyond is counted among the others.
pub const WAITING_MAX: usize = 5_000;
/// Different searches of a day that are counted apart, so that nobody fills the database by searching.
pub const DAY_MAX: usize = 50_000;

/// How often a search was made, and what it found in all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Searches.
    pub searches: u64,
    /// The sum of their results.
    pub results: u64,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.searches += other.searches;
        self.results += other.results;
    }
}

/// Counted searches, each with its tally.
pub type Counts = HashMap<CountedSearch, Tally>;

/// Counts searches until somebody takes the counts away to write them. Cheap to clone; every clone counts together.
#[derive(Debug, Clone, Default)]
pub struct SearchCounter(Arc<Mutex<Waiting>>);

#[derive(Debug, Default)]
struct Waiting {
    counts: Counts,
    day: Option<Date>,
    /// Hashes of the searches met on `day`.
    met: HashSet<u64>,
    hasher: RandomState,
}

impl SearchCounter {
    /// Counts one search that was answered with `results`; see [`CountedSearch::new`] for what is kept and when.
    ///
    /// To be called once for each page of results that a person is shown, and once for each answer of the API to a
    /// search; not for counts beside a button, suggestions or the map, which repeat a search that was counted.
    pub fn count(&self, results: &Results, words: &[String], known: &dyn Fn(&str) -> bool, day: Date) {
        if let Some(search) = CountedSearch::new(results, words, known, day) {
            self.waiting().add(search, Tally { searches: 1, results: results.total as u64 });
        }
    }

    /// Takes everything that waits.
    pub fn take(&self) -> Counts {
        std::mem::take(&mut self.waiting().counts)
    }

    /// Brings back what was taken and could not be written.
    pub fn bring_back(&self, counts: Counts) {
        let mut waiting = self.waiting();
        for (search, tally) in counts {
            let room = waiting.counts.len() < WAITING_MAX || waiting.counts.contains_key(&search);
            let search = if room { search } else { search.among_others() };
            waiting.counts.entry(search).or_default().add(tally);
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        // Nothing panics under the lock; if something did, the counts are still right.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn add(&mut self, search: CountedSearch, tally: Tally) {
        if let Some(waiting) = self.counts.get_mut(&search) {
            return waiting.add(tally);
        }
        if self.day.replace(search.day) != Some(search.day) {
            self.met.clear();
        }
        let hash = self.hasher.hash_one(&search);
        let room = self.counts.len() < WAITING_MAX && (self.met.len() < DAY_MAX || self.met.contains(&hash));
        let search = if room {
            self.met.insert(hash);
            search
        } else {
            search.among_others()
        };
        self.counts.entry(search).or_default().add(tally);
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::domain::query::Search;
    use crate::domain::search_count::OTHER;

    const DAY: Date = date!(2026 - 11 - 23);

    fn count(counter: &SearchCounter, word: &str, total: usize, day: Date) {
        let results =
            Results { search: Search { page: 1, ..Search::default() }, total, ..Results::default() };
        counter.count(&results, &[word.to_owned()], &|_| true, day);
    }

    fn total(counts: &Counts) -> u64 {
        counts.values().map(|tally| tally.searches).sum()
    }

    #[test]
    fn the_same_search_is_one_count_with_an_exact_sum() {
        let counter = SearchCounter::default();
        for found in [5, 19, 7, 0] {
            count(&counter.clone(), "permis", found, DAY);
        }
        let mut tallies: Vec<_> =
            counter.take().into_values().map(|one| (one.searches, one.results)).collect();
        tallies.sort_unstable();
        assert_eq!(tallies, [(1, 0), (3, 31)]);
        assert!(counter.take().is_empty());
    }

    #[test]
    fn however_many_different_searches_the_room_is_bounded_and_none_is_lost() {
        let counter = SearchCounter::default();
        for number in 0..WAITING_MAX + 100 {
            count(&counter, &format!("mot{number}"), number % 30, DAY);
        }
        count(&counter, "mot0", 0, DAY);
        let counts = counter.take();
        let others = counts.keys().filter(|search| search.place == OTHER).count();
        assert_eq!((counts.len() - others, total(&counts)), (WAITING_MAX, WAITING_MAX as u64 + 101));
        assert!((1..=4).contains(&others), "one for each band: {others}");
        assert!(counts.keys().all(|search| search.place != OTHER || search.words == OTHER));
    }

    #[test]
    fn a_day_has_bounded_room_too_and_the_next_begins_anew() {
        let counter = SearchCounter::default();
        let mut apart = 0;
        let mut write = |from: usize, to: usize, day: Date| {
            for number in from..to {
                count(&counter, &format!("mot{number}"), 1, day);
                if counter.0.lock().unwrap().counts.len() == WAITING_MAX {
                    apart += counter.take().keys().filter(|search| search.place != OTHER).count();
                }
            }
            let counts = counter.take();
            apart += counts.keys().filter(|search| search.place != OTHER).count();
            std::mem::take(&mut apart)
        };
        assert_eq!(write(0, DAY_MAX + 1_000, DAY), DAY_MAX);
        assert_eq!(write(0, 10, DAY), 10, "those that were met go on");
        assert_eq!(write(DAY_MAX, DAY_MAX + 10, DAY), 0);
        let tomorrow = DAY.next_day().unwrap();
        assert_eq!(write(DAY_MAX, DAY_MAX + 10, tomorrow), 10);
        assert_eq!(write(DAY_MAX, DAY_MAX + 10, DAY), 10, "a clock that jumps back begins anew too");
    }

    #[test]
    fn what_is_brought_back_joins_what_came_meanwhile() {
        let counter = SearchCounter::default();
        count(&counter, "permis", 3, DAY);
        let taken = counter.take();
        count(&counter, "permis", 4, DAY);
        counter.bring_back(taken.clone());
        let counts = counter.take();
        assert_eq!(counts.into_values().collect::<Vec<_>>(), [Tally { searches: 2, results: 7 }]);

        for number in 0..WAITING_MAX {
            count(&counter, &format!("mot{number}"), 1, DAY);
        }
        counter.bring_back(taken);
        let counts = counter.take();
        assert_eq!((counts.len(), total(&counts)), (WAITING_MAX + 1, WAITING_MAX as u64 + 1));
    }

    #[test]
    fn threads_count_together_and_nothing_is_lost_between_two_takings() {
        let counter = SearchCounter::default();
        let mut taken = 0;
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|thread| {
                    let counter = counter.clone();
                    scope.spawn(move || {
                        (0..2_000).for_each(|n| count(&counter, &format!("mot{}", (n + thread) % 7), 1, DAY))
                    })
                })
                .collect();
            while !threads.iter().all(std::thread::ScopedJoinHandle::is_finished) {
                taken += total(&counter.take());
            }
        });
        assert_eq!(taken + total(&counter.take()), 8_000);
    }

    #[test]
    fn what_comes_back_stays_apart_as_long_as_there_is_room() {
        let apart = |counts: &Counts| counts.keys().filter(|search| search.place != OTHER).count();
        let taken = |word: &str| {
            let counter = SearchCounter::default();
            count(&counter, word, 3, DAY);
            counter.take()
        };
        let counter = SearchCounter::default();
        counter.bring_back(taken("permis"));
        assert_eq!(counter.take(), taken("permis"), "as it was");
        for number in 0..WAITING_MAX - 1 {
            count(&counter, &format!("mot{number}"), 1, DAY);
        }
        counter.bring_back(taken("permis"));
        counter.bring_back(taken("mot7"));
        counter.bring_back(taken("velo"));
        let counts = counter.take();
        assert_eq!((counts.len(), apart(&counts)), (WAITING_MAX + 1, WAITING_MAX), "the last had no room");
        assert_eq!(counts.values().filter(|tally| tally.searches == 2).count(), 1, "one joined its own");
        let second = Results { search: Search { page: 2, ..Search::default() }, ..Results::default() };
        counter.count(&second, &[], &|_| true, DAY);
        assert!(counter.take().is_empty(), "a second page is no second search");
    }
}
