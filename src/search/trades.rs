//! Every trade of the ROME, found by the words that people use for it: `trades.txt`, for anybody to add to.

use std::sync::LazyLock;

use super::fold::fold;
use super::stem::stem;
use super::stop::is_stop;
use crate::domain::draft::trade::Trade;
use crate::domain::offer::Rome;

/// Trades that a search answers at most.
const FOUND_MAX: usize = 8;

/// A line of the table.
struct Known {
    trade: Trade,
    /// Stems of what people call who does it.
    called: Vec<String>,
    /// Stems of its label.
    official: Vec<String>,
    /// Stems of all its words.
    words: Vec<String>,
}

static KNOWN: LazyLock<Vec<Known>> =
    LazyLock::new(|| include_str!("trades.txt").lines().filter_map(read).collect());

fn read(line: &str) -> Option<Known> {
    let mut parts = line.split('|').map(str::trim);
    let (code, label, words) = (parts.next()?, parts.next()?, parts.next()?);
    let name = words.split(',').next()?.trim();
    let trade = Trade { code: Rome::parse(code)?, label: label.to_owned(), name: name.to_owned() };
    Some(Known {
        called: stems(name),
        official: stems(label),
        words: stems(&format!("{label} {words}")),
        trade,
    })
}

fn stems(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded
        .split(' ')
        .filter(|word| !word.is_empty() && !is_stop(word))
        .map(|word| stem(word).into_owned())
        .collect()
}

/// Every trade of the table, in the order of its codes.
pub fn all() -> impl Iterator<Item = &'static Trade> {
    KNOWN.iter().map(|known| &known.trade)
}

/// What the ROME calls the trade of a code, where the table has it.
pub fn label(code: &Rome) -> Option<&'static str> {
    all().find(|trade| trade.code == *code).map(|trade| trade.label.as_str())
}

/// The trades that hold every word, those that people call so first; where none does, those that hold most of them, and
/// among these the word that is said first: a "soudeur de cadres" is a "soudeur".
pub fn find(typed: &str) -> Vec<Trade> {
    let asked = stems(typed);
    if asked.is_empty() {
        return Vec::new();
    }
    let held = |known: &Known| asked.iter().filter(|word| known.words.contains(word)).count();
    let most = KNOWN.iter().map(held).max().unwrap_or(0);
    if most == 0 {
        return Vec::new();
    }
    let mut found: Vec<&Known> = KNOWN.iter().filter(|known| held(known) == most).collect();
    if most < asked.len()
        && let Some(first) = asked.iter().find(|word| found.iter().any(|known| known.words.contains(word)))
    {
        found.retain(|known| known.words.contains(first));
    }
    // "jardinier" is who does A1203; other trades only speak of gardens.
    let so_called =
        |known: &&Known| asked == known.official || asked.iter().all(|word| known.called.contains(word));
    if most == asked.len() && found.iter().any(so_called) {
        found.retain(so_called);
    }
    found.sort_by_key(|known| known.called.len());
    found.into_iter().take(FOUND_MAX).map(|known| known.trade.clone()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn codes(typed: &str) -> Vec<String> {
        find(typed).into_iter().map(|trade| trade.code.as_str().to_owned()).collect()
    }

    #[test]
    fn every_line_is_read_and_no_trade_comes_twice() {
        let lines = include_str!("trades.txt").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(all().count(), lines);
        let codes: BTreeSet<&str> = all().map(|trade| trade.code.as_str()).collect();
        let names: BTreeSet<&str> = all().map(|trade| trade.name.as_str()).collect();
        assert_eq!((codes.len(), names.len()), (lines, lines));
        assert_eq!(lines, 532, "as many as the ROME has");
    }

    #[test]
    fn every_trade_is_found_by_what_people_call_it_and_by_its_official_name() {
        let asked = all().flat_map(|trade| [(trade, &trade.name), (trade, &trade.label)]);
        let lost = asked.filter(|(trade, typed)| !find(typed).contains(trade));
        let lost: Vec<_> = lost.map(|(trade, typed)| (trade.code.as_str(), typed, codes(typed))).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }

    #[test]
    fn a_trade_is_found_as_people_call_it() {
        for (typed, code) in [
            ("jardinier", "A1203"),
            ("Jardiniers", "A1203"),
            ("maçon", "F1703"),
            ("macon", "F1703"),
            ("réparateur de vélos", "I1607"),
            ("agent de propreté", "K2204"),
            ("préparateur de commandes", "N1103"),
            ("cariste", "N1101"),
            ("aide à domicile", "K1302"),
        ] {
            assert_eq!(codes(typed).first().map(String::as_str), Some(code), "{typed}");
        }
        assert_eq!(codes("soudeur"), ["H2913"]);
        assert!(codes("vélo").contains(&"I1607".to_owned()) && codes("vélo").len() > 1);
        assert_eq!(codes("soudeur de cadres"), ["H2913"], "the word that is known");
        for nothing in ["", "de la", "astronaute", "???"] {
            assert_eq!(codes(nothing), Vec::<String>::new(), "{nothing}");
        }
        assert_eq!(label(&Rome::parse("H2913").unwrap()), Some("Soudage manuel"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_looked_for(text in "\\PC{0,60}") {
            proptest::prop_assert!(find(&text).len() <= FOUND_MAX);
        }
    }
}
