//! The days of the week on which one is received, from opening hours in OSM syntax.

use std::cell::RefCell;
use std::collections::HashMap;

use opening_hours_syntax::rules::day::{DaySelector, HolidayKind, MonthdayRange, WeekDayRange};
use opening_hours_syntax::rules::time::TimeSelector;
use opening_hours_syntax::rules::{RuleKind, RuleSequence};
use time::Weekday;

/// The longest text that is read, in bytes; OSM itself stops at 255 characters.
const LONGEST: usize = 2_000;
/// The texts whose days are kept: a directory repeats its hours, and reading them again would take the longest.
const KEPT: usize = 10_000;

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
const WHOLE_WEEK: Days = 0b111_1111;

/// A set of days: bit 0 is Monday.
type Days = u8;

thread_local! {
    static KNOWN: RefCell<HashMap<Box<str>, Days>> = RefCell::default();
}

/// The days on which an ordinary week is open; none where the text says nothing that can be read.
///
/// Syntax: <https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification>. A rule for a part of the year (a
/// season, every other week, the first Monday of the month, school holidays) opens the days that it names, and closes
/// none; bank holidays change nothing.
pub fn open_days(opening_hours: &str) -> impl Iterator<Item = Weekday> + use<> {
    let days = known(opening_hours.trim());
    WEEK.into_iter().enumerate().filter(move |(at, _)| days & (1 << at) != 0).map(|(_, day)| day)
}

fn known(text: &str) -> Days {
    if text.is_empty() || text.len() > LONGEST {
        return 0;
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(days) = known.get(text) {
            return *days;
        }
        if known.len() == KEPT {
            known.clear();
        }
        let days = read(text);
        known.insert(text.into(), days);
        days
    })
}

fn read(text: &str) -> Days {
    let Ok(hours) = opening_hours_syntax::parse(text) else { return 0 };
    // A rule that is a comment alone ("sur rendez-vous") says nothing of days.
    let silent =
        |rule: &RuleSequence| rule.is_constant() && !rule.comment.is_empty() && !text.contains("24/7");
    hours.rules.iter().filter(|rule| !silent(rule)).fold(0, |open, rule| match rule.kind {
        RuleKind::Open => open | named(&rule.day_selector),
        RuleKind::Closed if closes_days(rule) => open & !named(&rule.day_selector),
        RuleKind::Closed | RuleKind::Unknown => open,
    })
}

/// Whether a closing rule closes whole days of every week.
fn closes_days(rule: &RuleSequence) -> bool {
    let DaySelector { year, monthday, week, weekday } = &rule.day_selector;
    let part_of_them = |range: &WeekDayRange| match range {
        WeekDayRange::Fixed { nth_from_start, nth_from_end, .. } => {
            [nth_from_start, nth_from_end].into_iter().flatten().any(|chosen| !chosen)
        }
        WeekDayRange::Holiday { kind, .. } => *kind == HolidayKind::School,
    };
    year.is_empty()
        && monthday.is_empty()
        && week.is_empty()
        && !weekday.iter().any(part_of_them)
        && rule.time_selector == TimeSelector::default()
}

/// The days of the week that a rule names: all where it names no day, none where it names dates or holidays only.
fn named(selector: &DaySelector) -> Days {
    if selector.weekday.is_empty() {
        let dates = selector.monthday.iter().any(|one| matches!(one, MonthdayRange::Date { .. }));
        return if dates { 0 } else { WHOLE_WEEK };
    }
    selector.weekday.iter().fold(0, |days, range| match range {
        WeekDayRange::Fixed { range, .. } => {
            let (first, last) = (range.start().num_days_from_monday(), range.end().num_days_from_monday());
            let count = (last + 7 - first) % 7 + 1;
            days | (0..count).fold(0, |some, at| some | 1 << ((first + at) % 7))
        }
        WeekDayRange::Holiday { .. } => days,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The open days, a letter each: `LMMJVSD` with a dot for a closed one.
    fn week(text: &str) -> String {
        let days: Vec<Weekday> = open_days(text).collect();
        let letters = WEEK.iter().zip("LMMJVSD".chars());
        letters.map(|(day, letter)| if days.contains(day) { letter } else { '.' }).collect()
    }

    #[test]
    fn an_ordinary_week_is_read() {
        for (text, expected) in [
            ("Mo-Fr 09:00-12:00; Sa off", "LMMJV.."),
            ("Mo-Fr 9:00-12:00,14:00-17:00; PH off", "LMMJV.."),
            ("24/7", "LMMJVSD"),
            ("24/7 \"accueil d’urgence\"", "LMMJVSD"),
            ("08:00-20:00", "LMMJVSD"),
            ("Mo,We 14:00+", "L.M...."),
            ("Fr-Mo 10:00-18:00", "L...VSD"),
            ("Mo-Su 10:00-18:00; Su,PH off", "LMMJVS."),
            ("Mo-Fr 09:00-17:00; We 12:00-14:00 off", "LMMJV.."),
            ("Tu 09:00-12:00, Th 14:00-17:00", ".M.J..."),
            ("Mo-Th 08:30-17:00 \"sur rendez-vous\"", "LMMJ..."),
            ("Mo 09:00-12:00 || \"sur rendez-vous\"", "L......"),
            ("Mo-Fr 09:00-17:00; We closed", "LM.JV.."),
            (" mo-fr 09:00-12:00 ", "LMMJV.."),
        ] {
            assert_eq!(week(text), expected, "{text}");
        }
    }

    #[test]
    fn parts_of_the_year_open_their_days_and_close_none() {
        for (text, expected) in [
            ("Sep-Jun Mo-Fr 09:00-17:00; Jul-Aug Mo-Th 09:00-12:00", "LMMJV.."),
            ("Mo-Fr 09:00-17:00; Jul-Aug off", "LMMJV.."),
            ("Mo-Fr 09:00-17:00; Dec 24-Jan 02 off", "LMMJV.."),
            ("Apr-Sep 10:00-18:00", "LMMJVSD"),
            ("week 1-53/2 Tu 09:00-12:00", ".M....."),
            ("Mo[1] 14:00-16:00", "L......"),
            ("Mo-Fr 09:00-12:00; Mo[1] off", "LMMJV.."),
            ("Mo-Fr 09:00-12:00; SH Mo-Fr off", "LMMJV.."),
            ("Mo-Fr 09:00-12:00; Dec 05 09:00-18:00", "LMMJV.."),
        ] {
            assert_eq!(week(text), expected, "{text}");
        }
    }

    #[test]
    fn what_says_no_day_opens_none() {
        for text in [
            "",
            "\"sur rendez-vous\"",
            "lundi au vendredi",
            "Mo-Fr 9h-12h",
            "off",
            "PH 10:00-12:00",
            "Mo-Fr unknown",
            "Mo-Fr 99:99-12:00",
            &"Mo-Fr 09:00-12:00; ".repeat(200),
        ] {
            assert_eq!(week(text), ".......", "{text}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { cases: 2_000, ..Default::default() })]

        #[test]
        fn no_text_breaks_it(text in "\\PC{0,60}") {
            proptest::prop_assert!(open_days(&text).count() <= 7);
        }

        #[test]
        fn no_text_that_looks_like_hours_breaks_it(
            parts in proptest::collection::vec(proptest::sample::select(vec![
                "Mo", "Tu", "Su", "PH", "SH", "Jan", "Feb 30", "Dec", "easter", "week", "53", "1-5/2", "2026", "9999",
                "24/7", "09:00", "12:00", "26:00", "00:00-48:00", "sunrise", "(sunset+99:59)", "-", "-", ",", "; ", " ",
                " ", "||", "[1]", "[-5]", "+", " +1 day", " -9999 days", "/", "off", "closed", "unknown", "\"x\"", ":",
            ]), 0..14),
        ) {
            proptest::prop_assert!(open_days(&parts.concat()).count() <= 7);
        }
    }
}
