//! The parts of a form that come several times: sessions, opening hours, steps of a programme, posts of a workshop. Each
//! row has a number in the names of its fields: `session-2-debut`.

mod hours;
mod posts;
mod sessions;
mod steps;

pub(super) use hours::{fill_opening, read_opening};
pub(super) use posts::{fill_posts, read_posts};
pub(super) use sessions::{fill_sessions, read_sessions};
pub use steps::slug_of;
pub(super) use steps::{fill_steps, read_steps};

use time::{Date, Month};

use crate::domain::form::{Problems, Typed};

/// Sessions that one form shows at most; what an import knows beyond them is kept.
pub const SESSIONS_MAX: usize = 24;
/// Steps of a programme at most.
pub const STEPS_MAX: usize = 8;
/// Posts of a workshop at most, beside the first.
pub const POSTS_MAX: usize = 12;
/// What the names of the fields of opening hours begin with.
pub const HOURS: &str = "horaires";

/// A row that is being read.
struct Row<'a> {
    typed: &'a Typed,
    start: String,
}

impl<'a> Row<'a> {
    fn new(typed: &'a Typed, name: &str, number: usize) -> Self {
        Self { typed, start: format!("{name}-{number}-") }
    }

    /// The name of a field.
    fn name(&self, part: &str) -> String {
        format!("{}{part}", self.start)
    }

    /// What was typed in it, if something was.
    fn get(&self, part: &str) -> Option<&'a str> {
        self.typed.some(&self.name(part))
    }

    /// The same on one line.
    fn line(&self, part: &str) -> Option<String> {
        self.get(part).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The same, told where it is longer than so many characters.
    fn short(&self, part: &str, max: usize, problems: &mut Problems) -> Option<String> {
        let line = self.line(part);
        if line.as_ref().is_some_and(|text| text.chars().count() > max) {
            problems.add(&self.name(part), format!("C’est trop long. Gardez {max} caractères au plus."));
        }
        line
    }

    /// Whether nothing was typed in any of these.
    fn is_empty(&self, parts: &[&str]) -> bool {
        parts.iter().all(|part| self.get(part).is_none())
    }

    /// What `read` makes of a field, or `sentence` about it.
    fn read<T>(
        &self,
        part: &str,
        read: impl FnOnce(&str) -> Option<T>,
        sentence: &str,
        problems: &mut Problems,
    ) -> Option<T> {
        let text = self.get(part)?;
        let value = read(text);
        if value.is_none() {
            problems.add(&self.name(part), sentence);
        }
        value
    }
}

/// A date as a browser sends it, or as people write it: `2026-12-01`, `01/12/2026`.
pub(super) fn read_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let year: i32 = year.parse().ok().filter(|year| (2000..2100).contains(year))?;
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, day.parse().ok()?).ok()
}

/// A date as a browser's field holds it.
fn write_date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    use time::macros::date;

    #[test]
    fn a_date_is_read_as_people_write_it() {
        for (typed, meant) in [
            ("2026-12-01", date!(2026 - 12 - 01)),
            ("01/12/2026", date!(2026 - 12 - 01)),
            ("1. 12. 2026", date!(2026 - 12 - 01)),
            ("2000-01-31", date!(2000 - 01 - 31)),
            ("2099-12-31", date!(2099 - 12 - 31)),
        ] {
            assert_eq!(read_date(typed), Some(meant), "{typed}");
            assert_eq!(read_date(&write_date(meant)), Some(meant));
        }
        for wrong in
            ["", "01/12/26", "1999-12-31", "2100-01-01", "2026-13-01", "31/02/2026", "2026-12", "demain"]
        {
            assert_eq!(read_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_row_is_read_by_its_number() {
        let typed: Typed =
            [("session-2-reunion", " le  5\njanvier "), ("session-12-places", "3")].into_iter().collect();
        let row = Row::new(&typed, "session", 2);
        assert_eq!(
            (row.name("fin").as_str(), row.line("reunion").as_deref()),
            ("session-2-fin", Some("le 5 janvier"))
        );
        assert!(row.is_empty(&["fin", "places"]) && !row.is_empty(&["fin", "reunion"]));
        for (max, told) in [(11, true), (12, false)] {
            let mut problems = Problems::default();
            assert_eq!(row.short("reunion", max, &mut problems).as_deref(), Some("le 5 janvier"));
            assert_eq!(problems.about("session-2-reunion").is_some(), told, "{max}");
        }
    }
}
