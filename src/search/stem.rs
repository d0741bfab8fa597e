//! The light stemmer: singular and plural, feminine and masculine, single and doubled consonants meet; nothing else.
//!
//! The idea is that of J. Savoy's light stemmer ("Light Stemming Approaches for the French, Portuguese, German and
//! Hungarian Languages", ACM SAC 2006): take number and gender off, leave derivation alone. The rules are ours. A
//! final "e" goes only where a known ending says that it marks a feminine, so that vente and vent, poste and post,
//! port and porte stay apart, which Snowball's French stemmer joins.

mod exception;

use std::borrow::Cow;

use super::stop::is_stop;
use exception::{by_heart, ends_so, keeps_doubled};

/// The stem of a folded word, the same for documents and queries. The stem of a stem is itself.
///
/// Words of other scripts, numbers and stop words are their own stems.
pub fn stem(word: &str) -> Cow<'_, str> {
    let mut stem = Cow::Borrowed(word);
    if !word.is_ascii() {
        return stem;
    }
    // Each turn takes a letter at least.
    loop {
        if let Some((gone, instead)) = change(&stem) {
            stem = cut(stem, gone, instead);
        } else if let Some(at) = doubled(&stem).filter(|_| !keeps_doubled(&stem) && !is_stop(&stem)) {
            stem.to_mut().remove(at);
        } else {
            return stem;
        }
    }
}

/// A word that is still being typed, as it begins the stems of the words that it may become: "appart" gives "apart".
pub fn beginning(word: &str) -> Cow<'_, str> {
    let mut begun = Cow::Borrowed(word);
    while let Some(at) = doubled(&begun) {
        begun.to_mut().remove(at);
    }
    begun
}

/// How many last letters of a word go, and what stands in their place.
fn change(word: &str) -> Option<(usize, &'static str)> {
    let (shortest, gone, instead) = match word.as_bytes() {
        [.., b's', b's'] => return None,
        [.., b's'] => (4, 1, ""),
        [.., b'e', b'a', b'u', b'x'] => (4, 1, ""),
        [.., b'y', b'a', b'u', b'x'] => (5, 1, ""),
        // local, locaux
        [.., b'a', b'u', b'x'] => (6, 2, "l"),
        [.., b'e', b'u', b'x'] => (4, 1, ""),
        [.., b'o', b'u', b'x'] => (5, 1, ""),
        // coiffeur, coiffeuse, and heureux, heureuse: all in "-eu"
        [.., b'e', b'u', b'r'] => (6, 1, ""),
        [.., b'e', b'u', b's', b'e'] => (6, 2, ""),
        // directeur, directrice
        [.., b't', b'r', b'i', b'c', b'e'] => (7, 4, "eu"),
        // actif, active: in "-i"
        [.., b'i', b'f'] => (5, 1, ""),
        [.., b'i', b'v', b'e'] => (6, 2, ""),
        [.., b'e', b'e'] => (6, 1, ""),
        [.., b'e', b'r', b'e'] | [.., b'a', b'l', b'e'] => (5, 1, ""),
        [.., b'n', b'n', b'e'] | [.., b'e', b'l', b'l', b'e'] => (6, 2, ""),
        // Long enough to leave vente, tente, pente, verte; by heart: verte
        [.., b'a' | b'e', b'n', b't', b'e'] | [.., b'e', b'r', b't', b'e'] => (6, 1, ""),
        [.., b'a', b'u', b'd', b'e'] | [.., b'o', b'i', b'd', b'e'] => (6, 1, ""),
        [.., b'a' | b'o', b'i', b's', b'e'] | [.., b'a', b'i', b'n', b'e'] => (7, 1, ""),
        [.., b'e', b'u', b'r', b'e'] => (7, 1, ""),
        [.., b'q' | b'g', b'u', b'e'] => (usize::MAX, 0, ""),
        [.., b'u', b'e'] => (6, 1, ""),
        [.., b'e' | b'u' | b'l'] => (usize::MAX, 0, ""),
        _ => return None,
    };
    if let Some(known) = by_heart(word) {
        return Some(known);
    }
    (word.len() >= shortest && !ends_so(word) && !is_stop(word)).then_some((gone, instead))
}

fn cut<'a>(word: Cow<'a, str>, gone: usize, instead: &str) -> Cow<'a, str> {
    let kept = word.len() - gone;
    match word {
        Cow::Borrowed(word) if instead.is_empty() => Cow::Borrowed(&word[..kept]),
        word => {
            let mut word = word.into_owned();
            word.truncate(kept);
            word.push_str(instead);
            Cow::Owned(word)
        }
    }
}

/// Where a consonant follows itself after a vowel, as it does in words and not in acronyms (CCAS, CDDI). Not "ss",
/// which is said otherwise than "s", nor "ll" after "i" (fille, ville).
fn doubled(word: &str) -> Option<usize> {
    let letters = word.as_bytes();
    (2..letters.len()).find(|&at| {
        let letter = letters[at];
        letter == letters[at - 1]
            && letter.is_ascii_lowercase()
            && !matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b's')
            && matches!(letters[at - 2], b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
            && (letter, letters[at - 2]) != (b'l', b'i')
    })
}

#[cfg(test)]
mod tests;
