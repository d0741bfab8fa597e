//! Opening hours in OpenStreetMap's syntax, as people say them.
//!
//! What lines of a form can say is said as they say it. Any other text is worked out day by day by the `opening-hours`
//! crate, with the public holidays of France: where the coming weeks are alike, an ordinary week is told, otherwise the
//! next seven days.

use chrono::{Datelike, Days, NaiveDate};
use opening_hours::localization::Country;
use opening_hours::{Context, OpeningHours, RuleKind};
use opening_hours_syntax::rules::OpeningHoursExpression;
use time::{Date, Time};

use crate::domain::clock::spoken_date;
use crate::domain::opening::{Line, Week, spoken_time};

/// The longest text of opening hours, in bytes; OSM itself stops at 255 characters.
const LONGEST: usize = 1_000;
/// Weeks that are looked at: more than a year, so that a season is not taken for the rule.
const WEEKS: usize = 54;
/// Of these, weeks that have to be alike to be told as the ordinary one: a closed August and some days off are not.
const ALIKE: usize = 44;

/// Stretches of one day, in minutes after its midnight.
type Stretches = Vec<(u16, u16)>;

/// Whether a text is of the syntax.
pub fn is_valid(text: &str) -> bool {
    text.len() <= LONGEST && parse(text).is_some()
}

fn parse(text: &str) -> Option<OpeningHours> {
    let hours: OpeningHours = text.parse().ok()?;
    (!hours.get_expression().rules.is_empty()).then_some(hours)
}

/// The hours in a sentence without its full stop; nothing where the text is not of the syntax.
pub fn spoken_hours(text: &str, today: Date) -> Option<String> {
    if let Some(week) = Week::read(text) {
        return Some(week.to_string());
    }
    if text.len() > LONGEST {
        return None;
    }
    let mut rules = parse(text)?.get_expression().rules.clone();
    let mut comments: Vec<String> = Vec::new();
    for rule in rules.iter().filter(|rule| !rule.comment.is_empty()) {
        if !comments.iter().any(|comment| **comment == *rule.comment) {
            comments.push(rule.comment.to_string());
        }
    }
    // Words alone ("sur rendez-vous") would stand for every hour of every day.
    rules.retain(|rule| rule.comment.is_empty() || !rule.is_constant());
    let told = if rules.is_empty() {
        None
    } else {
        Some(worked_out(&OpeningHoursExpression { rules }.to_string(), today)?)
    };
    Some(told.into_iter().chain(comments).collect::<Vec<_>>().join(" ; "))
}

/// The hours as the crate works them out from `today` on.
fn worked_out(text: &str, today: Date) -> Option<String> {
    let plain = parse(text)?;
    let hours = plain.clone().with_context(Context::default().with_holidays(Country::FR.holidays()));
    let first = NaiveDate::from_ymd_opt(today.year(), u8::from(today.month()).into(), today.day().into())?;
    let day = |after: usize| first.checked_add_days(Days::new(after as u64));
    // Holidays are told apart: an ordinary week is one without them.
    let ordinary: Vec<Stretches> = (0..7 * WEEKS).filter_map(day).map(|day| open(&plain, day)).collect();
    if ordinary.iter().all(Vec::is_empty) {
        return Some("fermé pour le moment".to_owned());
    }
    if ordinary.iter().all(|day| day == &[(0, 24 * 60)]) {
        return Some("tous les jours, jour et nuit".to_owned());
    }
    if let Some(week) = most_common(&ordinary).and_then(|week| as_week(week, first)) {
        let holidays = &hours.get_context().holidays;
        let would_be_open =
            |day: &NaiveDate| holidays.get_public().contains(*day) && !open(&plain, *day).is_empty();
        let holiday = (0..366).filter_map(day).find(would_be_open);
        let closed_on_holidays = holiday.is_some_and(|day| open(&hours, day).is_empty());
        return Some(Week { closed_on_holidays, ..week }.to_string());
    }
    let told: Vec<String> = (0..7)
        .filter_map(|after| {
            let stretches = open(&hours, day(after)?);
            let date = spoken_date(today.checked_add(time::Duration::days(after as i64))?);
            (!stretches.is_empty()).then(|| format!("le {date}, {}", told(&stretches)))
        })
        .collect();
    let told = if told.is_empty() { "fermé".to_owned() } else { told.join(" ; ") };
    Some(format!("cette semaine : {told}"))
}

/// The week that most weeks are, if it is open at all.
fn most_common(days: &[Stretches]) -> Option<&[Stretches]> {
    let weeks = days.chunks_exact(7);
    let same = |week: &[Stretches]| weeks.clone().filter(|other| *other == week).count();
    let week = weeks.clone().max_by_key(|week| same(week))?;
    (same(week) >= ALIKE && week.iter().any(|day| !day.is_empty())).then_some(week)
}

fn open(hours: &OpeningHours, day: NaiveDate) -> Stretches {
    let ranges = hours.schedule_at(day).into_iter().filter(|range| range.kind == RuleKind::Open);
    let mut stretches: Stretches = Vec::new();
    for range in ranges {
        let (from, to) = (range.range.start.mins_from_midnight(), range.range.end.mins_from_midnight());
        match stretches.last_mut() {
            Some(last) if last.1 == from => last.1 = to,
            _ => stretches.push((from, to)),
        }
    }
    stretches
}

fn time_of(minutes: u16) -> Option<Time> {
    Time::from_hms(u8::try_from(minutes / 60 % 24).ok()?, u8::try_from(minutes % 60).ok()?, 0).ok()
}

/// "de 9 h à 12 h et de 14 h à 17 h".
fn told(stretches: &[(u16, u16)]) -> String {
    let one = |(from, to): &(u16, u16)| {
        Some(format!("de {} à {}", spoken_time(time_of(*from)?), spoken_time(time_of(*to)?)))
    };
    stretches.iter().filter_map(one).collect::<Vec<_>>().join(" et ")
}

/// Seven days, of which `first` is the first, as the lines of a form, days of the same hours together; nothing where one is open beyond
/// midnight.
fn as_week(days: &[Stretches], first: NaiveDate) -> Option<Week> {
    let monday_first = |at: usize| &days[(at + 7 - first.weekday().num_days_from_monday() as usize) % 7];
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < 7 {
        let mut last = at;
        while last + 1 < 7 && monday_first(last + 1) == monday_first(at) {
            last += 1;
        }
        for (from, to) in monday_first(at) {
            let to = if *to == 24 * 60 { Time::from_hms(23, 59, 0).ok()? } else { time_of(*to)? };
            lines.push(Line { first: at, last, from: time_of(*from)?, to });
        }
        at = last + 1;
    }
    Some(Week { lines, closed_on_holidays: false })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;

    const MONDAY: Date = date!(2026 - 11 - 23);

    fn said(text: &str) -> Option<String> {
        spoken_hours(text, MONDAY).map(|said| said.replace('\u{a0}', " "))
    }

    #[test]
    fn hours_are_said_in_words() {
        for (text, words) in [
            ("Mo-Fr 08:30-12:00,13:30-17:00", "du lundi au vendredi, de 8 h 30 à 12 h et de 13 h 30 à 17 h"),
            ("24/7", "tous les jours, jour et nuit"),
            ("Mo-Fr 09:00-17:00; Aug off; Dec 25 off", "du lundi au vendredi, de 9 h à 17 h"),
            ("08:00-18:00", "du lundi au dimanche, de 8 h à 18 h"),
            (
                "Mo-Fr 08:00-12:00; Mo 10:00-11:00",
                "le lundi, de 10 h à 11 h ; du mardi au vendredi, de 8 h à 12 h",
            ),
            (
                "Mo-We 09:00-12:00; PH off; \"sur rendez-vous\"",
                "du lundi au mercredi, de 9 h à 12 h ; fermé les jours fériés ; sur rendez-vous",
            ),
            ("\"sur rendez-vous\"", "sur rendez-vous"),
            ("Mo[1] 09:00-12:00", "cette semaine : fermé"),
            ("week 1-53/2 Tu 14:00-16:00", "cette semaine : fermé"),
            ("Dec Mo 09:00-12:00", "cette semaine : fermé"),
            ("Jul-Aug off", "fermé pour le moment"),
        ] {
            assert_eq!(said(text).as_deref(), Some(words), "{text}");
        }
        let december =
            spoken_hours("Dec Mo 09:00-12:00", date!(2026 - 12 - 04)).unwrap().replace('\u{a0}', " ");
        assert_eq!(december, "cette semaine : le lundi 7 décembre, de 9 h à 12 h");
    }

    #[test]
    fn what_is_no_text_of_hours_is_refused() {
        for text in ["", "sur rendez-vous", "9h-12h", "Lu-Ve 09:00-12:00", &"Mo 09:00-10:00; ".repeat(100)] {
            assert!(!is_valid(text), "{text}");
        }
        assert!(is_valid("Mo-Fr 09:00-12:00; PH off") && is_valid("24/7"));
        assert_eq!(said("sur rendez-vous"), None);
    }

    fn a_week() -> impl Strategy<Value = Week> {
        let line = (0_usize..7, 0_usize..7, 0_u8..23, 0_u8..60).prop_map(|(one, other, hour, minute)| Line {
            first: one.min(other),
            last: one.max(other),
            from: Time::from_hms(hour, minute, 0).unwrap(),
            to: Time::from_hms(hour + 1, minute, 0).unwrap(),
        });
        prop::collection::vec(line, 1..8).prop_map(|lines| Week { lines, closed_on_holidays: false })
    }

    proptest! {
        /// What the lines of a form say is what the crate works out of the text that we write.
        #[test]
        fn the_text_that_is_written_says_what_its_lines_say(week in a_week()) {
            let text = week.osm().unwrap();
            let hours = parse(&text).unwrap();
            let monday = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
            for at in 0..7 {
                let day = monday.checked_add_days(Days::new(at)).unwrap();
                let stretches = open(&hours, day);
                let is_open = |minute: u16| stretches.iter().any(|(from, to)| (*from..*to).contains(&minute));
                for minute in (0..24 * 60).step_by(7) {
                    let told = week.lines.iter().any(|line| {
                        let minutes = |time: Time| u16::from(time.hour()) * 60 + u16::from(time.minute());
                        (line.first..=line.last).contains(&(at as usize))
                            && (minutes(line.from)..minutes(line.to)).contains(&minute)
                    });
                    prop_assert_eq!(is_open(minute), told, "{} on day {} at {}", &text, at, minute);
                }
            }
        }

        #[test]
        fn any_text_is_said_or_left_alone(text in "\\PC{0,60}") {
            let _ = (spoken_hours(&text, MONDAY), is_valid(&text));
        }
    }
}
