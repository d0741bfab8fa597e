//! Where names and their words begin, sorted: what starts with a typed text stands together.

use super::matching::Match;
use super::{Names, one_slip};
use crate::search::fold::after;

/// A place in the buffer from which a name is read to its end, and the position of that name.
#[derive(Clone, Copy)]
struct Start {
    offset: u32,
    at: u32,
}

/// Every beginning of the names.
#[derive(Default)]
pub(super) struct Beginnings {
    /// Names, and names without their front, by their letters: spaces do not count.
    whole: Vec<Start>,
    /// Words, by the text from there on.
    words: Vec<Start>,
}

impl Beginnings {
    pub fn new(names: &Names) -> Self {
        let mut made = Self::default();
        for at in 0..names.len() as u32 {
            let (start, front) = (names.starts[at as usize], u32::from(names.fronts[at as usize]));
            made.whole.push(Start { offset: start, at });
            if front > 0 {
                made.whole.push(Start { offset: start + front, at });
            }
            let name = names.name(at);
            let inner = name.match_indices(' ').map(|(space, _)| space as u32 + 1);
            made.words.extend(std::iter::once(0).chain(inner).map(|word| Start { offset: start + word, at }));
        }
        made.whole.sort_by(|a, b| letters(names, a).cmp(letters(names, b)));
        made.words.sort_by_key(|start| text(names, start));
        made
    }

    /// The names that begin with these letters, with or without their front.
    pub fn whole(&self, names: &Names, squeezed: &str) -> impl Iterator<Item = (Match, u32)> {
        let from = self.whole.partition_point(|start| letters(names, start).lt(squeezed.bytes()));
        let begun = self.whole[from..].iter().map_while(move |start| {
            let rest = after(text(names, start), squeezed)?;
            let front = names.starts[start.at as usize] != start.offset;
            Some(match (rest.is_empty(), front) {
                (true, false) => (Match::Whole, start.at),
                (true, true) => (Match::WithoutFront, start.at),
                (false, _) => (Match::Prefix, start.at),
            })
        });
        begun.filter(move |_| !squeezed.is_empty())
    }

    /// The names in which a word begins with the rarest of the typed words; one may come several times.
    pub fn rarest_word(&self, names: &Names, typed: &str) -> impl Iterator<Item = u32> {
        let ranges = typed.split(' ').map(|word| self.beginning_with(names, word));
        ranges.min_by_key(|range| range.len()).unwrap_or_default().iter().map(|start| start.at)
    }

    /// The names that may be one slip away from the typed one; one may come several times.
    pub fn alike(&self, names: &Names, typed: &str) -> Vec<u32> {
        let Some(first) = typed.get(..1) else { return Vec::new() };
        // The whole name, whatever its words.
        let from = self.whole.partition_point(|start| letters(names, start).lt(first.bytes()));
        let same_first = self.whole[from..].iter().take_while(|start| text(names, start).starts_with(first));
        let alike = same_first.filter(|start| one_slip(typed, names.name(start.at)));
        let mut found: Vec<u32> = alike.map(|start| start.at).collect();
        if typed.contains(' ') {
            // One word slips, the others stand: each name holds the rarest, or else the second.
            let mut words: Vec<&str> = typed.split(' ').collect();
            words.sort_unstable();
            words.dedup();
            let mut ranges: Vec<_> = words.iter().map(|word| self.beginning_with(names, word)).collect();
            ranges.sort_by_key(|range| range.len());
            found.extend(ranges.iter().take(2).flat_map(|range| range.iter().map(|start| start.at)));
        } else {
            let mut last = ("", false);
            for start in self.beginning_with(names, first) {
                let text = text(names, start);
                let word = text.split(' ').next().unwrap_or(text);
                // Equal words stand side by side: they are compared once.
                if last.0 != word {
                    last = (word, one_slip(typed, word));
                }
                if last.1 {
                    found.push(start.at);
                }
            }
        }
        found
    }

    fn beginning_with(&self, names: &Names, prefix: &str) -> &[Start] {
        let from = self.words.partition_point(|start| text(names, start) < prefix);
        let count = self.words[from..].partition_point(|start| text(names, start).starts_with(prefix));
        &self.words[from..from + count]
    }
}

/// The name from there to its end.
fn text<'n>(names: &'n Names, start: &Start) -> &'n str {
    &names.buffer[start.offset as usize..names.starts[start.at as usize + 1] as usize - 1]
}

/// The same, without spaces.
fn letters<'n>(names: &'n Names, start: &Start) -> impl Iterator<Item = u8> + use<'n> {
    text(names, start).bytes().filter(|&b| b != b' ')
}
