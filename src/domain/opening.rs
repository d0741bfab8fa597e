//! Opening hours as people fill them in, a line a stretch of days, and as OpenStreetMap writes them.
//!
//! Syntax: <https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification>. Only what lines can say is read back;
//! any other text is kept as it is.

use std::fmt;

use time::Time;

/// Lines that a form shows at most: a week with a lunch break every day.
pub const LINES_MAX: usize = 14;

/// The days, Monday first: OSM's name, and ours.
pub const DAYS: [(&str, &str); 7] = [
    ("Mo", "lundi"),
    ("Tu", "mardi"),
    ("We", "mercredi"),
    ("Th", "jeudi"),
    ("Fr", "vendredi"),
    ("Sa", "samedi"),
    ("Su", "dimanche"),
];

/// Open on some days from one time to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The first day, 0 is Monday.
    pub first: usize,
    /// The last day; the first again for a single day.
    pub last: usize,
    /// When it opens.
    pub from: Time,
    /// When it closes, the same day.
    pub to: Time,
}

/// A week as a form writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week {
    /// The stretches, in the order in which they were written.
    pub lines: Vec<Line>,
    /// Closed on public holidays.
    pub closed_on_holidays: bool,
}

/// The number of a day by OSM's name for it.
pub fn day(name: &str) -> Option<usize> {
    DAYS.iter().position(|(osm, _)| *osm == name)
}

/// A time as people write it: `9`, `9h`, `9 h 30`, `09:30`.
pub fn read_time(typed: &str) -> Option<Time> {
    let text: String = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let (hours, minutes) = text.split_once(['h', ':']).unwrap_or((&text, ""));
    let minutes = minutes.trim_end_matches("min");
    let number =
        |part: &str| (part.len() <= 2 && !part.starts_with('+')).then(|| part.parse().ok()).flatten();
    Time::from_hms(number(hours)?, if minutes.is_empty() { 0 } else { number(minutes)? }, 0).ok()
}

/// A time as a browser's field holds it, and OpenStreetMap: "09:30".
pub fn write_time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A time as people say it, "9 h 30", with blanks at which no line ends.
pub fn spoken_time(time: Time) -> String {
    match time.minute() {
        0 => format!("{}\u{a0}h", time.hour()),
        minute => format!("{}\u{a0}h\u{a0}{minute:02}", time.hour()),
    }
}

impl Line {
    fn days(self) -> String {
        let (first, last) = (DAYS[self.first].0, DAYS[self.last].0);
        if first == last { first.to_owned() } else { format!("{first}-{last}") }
    }
}

impl Week {
    /// The text of OpenStreetMap; nothing where nothing was said.
    ///
    /// Lines of the same days make one rule, and so do lines that name each other's days by halves: a later rule would
    /// otherwise take the place of the earlier one, so that it is added with a comma.
    pub fn osm(&self) -> Option<String> {
        let mut rules: Vec<(String, Vec<String>)> = Vec::new();
        for line in &self.lines {
            let hours = format!("{}-{}", write_time(line.from), write_time(line.to));
            match rules.iter_mut().find(|(days, _)| *days == line.days()) {
                Some((_, all)) => all.push(hours),
                None => rules.push((line.days(), vec![hours])),
            }
        }
        let rules: Vec<String> =
            rules.into_iter().map(|(days, hours)| format!("{days} {}", hours.join(","))).collect();
        let mut text = rules.join(", ");
        if self.closed_on_holidays && !text.is_empty() {
            text.push_str("; PH off");
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// Reads what [`Week::osm`] writes, and the same with `;` between days that do not meet; nothing for any other text.
    pub fn read(text: &str) -> Option<Self> {
        let mut week = Self::default();
        let mut taken = 0_u8;
        for rule in text.split(';').map(str::trim).filter(|rule| !rule.is_empty()) {
            if rule == "PH off" {
                week.closed_on_holidays = true;
                continue;
            }
            let before = week.lines.len();
            let mut days = None;
            for part in rule.split(',').map(str::trim) {
                let hours = match part.split_once(' ') {
                    Some((named, hours)) => {
                        days = Some(read_days(named)?);
                        hours
                    }
                    None => part,
                };
                let ((first, last), (from, to)) = (days?, hours.split_once('-')?);
                let (from, to) = (read_osm_time(from)?, read_osm_time(to)?);
                (from < to).then_some(())?;
                week.lines.push(Line { first, last, from, to });
            }
            // A rule after a semicolon replaces the days that it names again: lines can't say so.
            let own = week.lines[before..].iter().fold(0, |days, line| days | bits(*line));
            (own & taken == 0).then_some(())?;
            taken |= own;
        }
        (!week.lines.is_empty() && week.lines.len() <= LINES_MAX).then_some(week)
    }
}

fn bits(line: Line) -> u8 {
    (line.first..=line.last).fold(0, |bits, day| bits | 1 << day)
}

fn read_days(text: &str) -> Option<(usize, usize)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (day(first)?, day(last)?);
    (first <= last).then_some((first, last))
}

fn read_osm_time(text: &str) -> Option<Time> {
    (text.len() == 5 && text.as_bytes()[2] == b':').then(|| read_time(text)).flatten()
}

impl fmt::Display for Week {
    /// As people say it: "du lundi au vendredi, de 8 h 30 à 12 h ; fermé les jours fériés".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said: Vec<(String, Vec<String>)> = Vec::new();
        for line in &self.lines {
            let (first, last) = (DAYS[line.first].1, DAYS[line.last].1);
            let days = if first == last { format!("le {first}") } else { format!("du {first} au {last}") };
            let hours = format!("de {} à {}", spoken_time(line.from), spoken_time(line.to));
            match said.iter_mut().find(|(other, _)| *other == days) {
                Some((_, all)) => all.push(hours),
                None => said.push((days, vec![hours])),
            }
        }
        let mut said: Vec<String> =
            said.into_iter().map(|(days, hours)| format!("{days}, {}", hours.join(" et "))).collect();
        if self.closed_on_holidays {
            said.push("fermé les jours fériés".to_owned());
        }
        f.write_str(&said.join(" ; "))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::time;

    use super::*;

    #[test]
    fn lines_become_the_text_of_the_map() {
        let line = |first, last, from, to| Line { first, last, from, to };
        let week = Week {
            lines: vec![
                line(0, 4, time!(8:30), time!(12:00)),
                line(5, 5, time!(9:00), time!(12:00)),
                line(0, 4, time!(13:30), time!(17:00)),
            ],
            closed_on_holidays: true,
        };
        assert_eq!(week.osm().unwrap(), "Mo-Fr 08:30-12:00,13:30-17:00, Sa 09:00-12:00; PH off");
        assert_eq!(
            week.to_string().replace('\u{a0}', " "),
            "du lundi au vendredi, de 8 h 30 à 12 h et de 13 h 30 à 17 h ; le samedi, de 9 h à 12 h ; \
             fermé les jours fériés"
        );
        assert_eq!(Week::default().osm(), None);
        let open = Week { lines: vec![line(5, 5, time!(9:00), time!(12:00))], closed_on_holidays: false };
        assert_eq!(open.to_string().replace('\u{a0}', " "), "le samedi, de 9 h à 12 h");
    }

    #[test]
    fn what_lines_cannot_say_is_left_alone() {
        for text in [
            "24/7",
            "Mo-Fr",
            "Mo-Fr 08:00-12:00; Mo 10:00-11:00",
            "week 1-53/2 Mo 08:00-09:00",
            "sur rendez-vous",
        ] {
            assert_eq!(Week::read(text), None, "{text}");
        }
        assert!(Week::read("Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00").is_some());
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (typed, meant) in
            [("9", time!(9:00)), ("9h", time!(9:00)), ("9 h 30", time!(9:30)), ("09:05", time!(9:05))]
        {
            assert_eq!(read_time(typed), Some(meant), "{typed}");
        }
        for wrong in ["", "25", "9:75", "neuf", "9:3:4", "+9"] {
            assert_eq!(read_time(wrong), None, "{wrong}");
        }
    }

    fn a_week() -> impl Strategy<Value = Week> {
        let line = (0_usize..7, 0_usize..7, 0_u8..23, 0_u8..60).prop_map(|(one, other, hour, minute)| Line {
            first: one.min(other),
            last: one.max(other),
            from: Time::from_hms(hour, minute, 0).unwrap(),
            to: Time::from_hms(hour + 1, minute, 0).unwrap(),
        });
        (proptest::collection::vec(line, 1..8), any::<bool>())
            .prop_map(|(lines, closed_on_holidays)| Week { lines, closed_on_holidays })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(week in a_week()) {
            let text = week.osm().unwrap();
            let again = Week::read(&text).unwrap();
            prop_assert_eq!(again.osm().unwrap(), text);
        }

        #[test]
        fn any_text_is_read_or_left_alone(text in "\\PC*") {
            let _ = (Week::read(&text), read_time(&text));
        }
    }

    #[test]
    fn what_another_directory_writes_is_read_or_left_whole() {
        for (text, lines) in [
            ("Mo 09:00-12:00", 1),
            ("Mo-Su 09:00-12:00; PH off", 1),
            ("PH off; Mo 09:00-12:00", 1),
            ("Mo 09:00-12:00;;", 1),
            ("Mo 09:00-12:00, Mo 14:00-17:00", 2),
            ("Mo-We 09:00-12:00; Th-Su 09:00-12:00; PH off", 2),
        ] {
            let week = Week::read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((week.lines.len(), week.closed_on_holidays), (lines, text.contains("PH")), "{text}");
        }
        let many = |lines: usize| {
            (0..lines).map(|at| format!("Mo {at:02}:00-{at:02}:30")).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(Week::read(&many(LINES_MAX)).map(|week| week.lines.len()), Some(LINES_MAX));
        for wrong in [
            "",
            "PH off",
            "Su-Mo 09:00-12:00",
            "Mo 12:00-12:00",
            "Mo 12:00-09:00",
            "Mo 9:00-12:00",
            "Mo 09.00-12:00",
            "Mo 9 h 5-12:00",
            "Mo 09:5-12:00",
            "Mo 09:00",
            "09:00-12:00",
            "Lu 09:00-12:00",
            "Mo-We 09:00-12:00; Tu 14:00-17:00",
            "Mo 09:00-12:00,14:00-17:00; Mo 18:00-19:00",
            "Mo 09:00-12:00; We 09:00-12:00; Mo 14:00-17:00",
            &many(LINES_MAX + 1),
        ] {
            assert_eq!(Week::read(wrong), None, "{wrong}");
        }
        let read = Week::read("Tu-We 09:05-12:00").unwrap();
        assert_eq!(read.lines, [Line { first: 1, last: 2, from: time!(9:05), to: time!(12:00) }]);
        assert_eq!(
            Week { closed_on_holidays: true, ..Week::default() }.osm(),
            None,
            "closed on what days else?"
        );
        assert_eq!((day("Su"), day("Di")), (Some(6), None));
    }

    #[test]
    fn a_time_is_two_numbers_of_two_digits() {
        for (typed, meant) in [("0 h", time!(0:00)), ("23h59", time!(23:59)), ("9 H 5min", time!(9:05))] {
            assert_eq!(read_time(typed), Some(meant), "{typed}");
        }
        for wrong in ["009", "9h005", "9h+5", "24", "h30"] {
            assert_eq!(read_time(wrong), None, "{wrong}");
        }
        assert_eq!(spoken_time(time!(9:05)), "9\u{a0}h\u{a0}05");
    }
}
