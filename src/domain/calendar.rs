//! The hour and the working days of a place. Overseas, and in Alsace and Moselle, they are not those of the mainland.

use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, Time};

use super::clock::{is_working_day, paris, since_easter};

/// A département whose hour or holidays are its own.
#[derive(Debug, PartialEq, Eq)]
struct Own {
    /// Its code.
    code: &'static str,
    /// Hours from UTC; none: as in Paris.
    hours: Option<i64>,
    /// Month and day of a holiday that others don't have.
    holiday: (u8, u8),
}

const fn own(code: &'static str, hours: Option<i64>, month: u8, day: u8) -> Own {
    Own { code, hours, holiday: (month, day) }
}

/// All of them. Sources: code du travail, L3422-2 (abolition of slavery) and L3134-13 (Alsace, Moselle); décret 2017-292
/// (hours).
const OWN: [Own; 8] = [
    own("971", Some(-4), 5, 27),
    own("972", Some(-4), 5, 22),
    own("973", Some(-3), 6, 10),
    own("974", Some(4), 12, 20),
    own("976", Some(3), 4, 27),
    own("57", None, 12, 26),
    own("67", None, 12, 26),
    own("68", None, 12, 26),
];

/// Days from Easter Sunday to Good Friday, a holiday where 26 December is one.
const GOOD_FRIDAY: i64 = -2;

/// The calendar of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar(Option<&'static Own>);

impl Calendar {
    /// That of most départements.
    pub const MAINLAND: Self = Self(None);

    /// That of a département, by its code; the mainland's for any other code.
    pub fn of(departement: &str) -> Self {
        Self(OWN.iter().find(|own| own.code == departement))
    }

    /// Whether offices are open there on that day.
    pub fn is_working_day(self, date: Date) -> bool {
        is_working_day(date) && !self.is_own_holiday(date)
    }

    fn is_own_holiday(self, date: Date) -> bool {
        let Some(own) = self.0 else { return false };
        own.holiday == (u8::from(date.month()), date.day())
            || (own.holiday == (12, 26) && since_easter(date) == GOOD_FRIDAY)
    }

    /// The day that comes `days` working days after `from`.
    pub fn working_days_after(self, from: Date, days: u16) -> Date {
        let (mut date, mut left) = (from, days);
        while left > 0 {
            date = date.saturating_add(Duration::DAY);
            left -= u16::from(self.is_working_day(date));
        }
        date
    }

    /// `date`, or the next day on which offices are open.
    pub fn working_day_from(self, date: Date) -> Date {
        let mut date = date;
        while !self.is_working_day(date) {
            date = date.saturating_add(Duration::DAY);
        }
        date
    }

    /// The local day and hour at `moment`.
    pub fn local(self, moment: OffsetDateTime) -> PrimitiveDateTime {
        match self.0.and_then(|own| own.hours) {
            Some(hours) => {
                let local = moment.to_offset(time::UtcOffset::UTC) + Duration::hours(hours);
                PrimitiveDateTime::new(local.date(), local.time())
            }
            None => paris(moment),
        }
    }

    /// The moment at which it is `time` there on `date`.
    pub fn moment(self, date: Date, time: Time) -> OffsetDateTime {
        let local = PrimitiveDateTime::new(date, time);
        let utc = local.assume_utc();
        // Mainland France is one or two hours ahead; an hour that a change of clocks skips is taken as in winter.
        let ahead = match self.0.and_then(|own| own.hours) {
            Some(hours) => Duration::hours(hours),
            None if paris(utc - Duration::hours(2)) == local => Duration::hours(2),
            None => Duration::HOUR,
        };
        utc - ahead
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime, time};

    use super::*;

    #[test]
    fn each_place_has_its_hour() {
        let noon = datetime!(2026-07-01 12:00 UTC);
        for (code, local) in
            [("62", 14), ("974", 16), ("971", 8), ("972", 8), ("973", 9), ("976", 15), ("67", 14)]
        {
            assert_eq!(Calendar::of(code).local(noon).hour(), local, "{code}");
        }
        assert_eq!(
            Calendar::MAINLAND.moment(date!(2026 - 01 - 05), time!(9:00)),
            datetime!(2026-01-05 8:00 UTC)
        );
        assert_eq!(
            Calendar::of("974").moment(date!(2026 - 01 - 05), time!(9:00)),
            datetime!(2026-01-05 5:00 UTC)
        );
    }

    #[test]
    fn each_place_has_its_holidays() {
        for (code, day) in [
            ("971", date!(2027 - 05 - 27)),
            ("973", date!(2027 - 06 - 10)),
            ("974", date!(2027 - 12 - 20)),
            ("67", date!(2027 - 03 - 26)),
            ("57", date!(2029 - 12 - 26)),
        ] {
            assert!(!Calendar::of(code).is_working_day(day), "{code} {day}");
            assert!(Calendar::MAINLAND.is_working_day(day), "{day}");
        }
        assert_eq!(
            Calendar::of("974").working_days_after(date!(2027 - 12 - 17), 1),
            date!(2027 - 12 - 21),
            "not on the day of the abolition"
        );
        let days = |code, year: i32| {
            let first = Date::from_calendar_date(year, time::Month::January, 1).unwrap();
            let own = move |day: &Date| Calendar::of(code).is_own_holiday(*day);
            (0..365).map(|day| first + Duration::days(day)).filter(own).collect::<Vec<Date>>()
        };
        assert_eq!(
            days("57", 2027),
            [date!(2027 - 03 - 26), date!(2027 - 12 - 26)],
            "Good Friday, Saint Stephen"
        );
        assert_eq!(days("972", 2027), [date!(2027 - 05 - 22)]);
        assert_eq!(days("976", 2027), [date!(2027 - 04 - 27)]);
        assert_eq!(days("62", 2027), []);
    }

    #[test]
    fn working_days_skip_weekends_and_holidays() {
        let after = |from, days| Calendar::MAINLAND.working_days_after(from, days);
        assert_eq!(after(date!(2026 - 11 - 20), 1), date!(2026 - 11 - 23));
        assert_eq!(after(date!(2026 - 12 - 24), 1), date!(2026 - 12 - 28));
        assert_eq!(after(date!(2026 - 11 - 22), 7), date!(2026 - 12 - 01));
        assert_eq!(after(date!(2026 - 11 - 22), 0), date!(2026 - 11 - 22), "none: the same day");
        assert_eq!(after(Date::MAX, 3), Date::MAX, "there is no later one");
        let from = |date| Calendar::MAINLAND.working_day_from(date);
        assert_eq!(from(date!(2026 - 11 - 20)), date!(2026 - 11 - 20));
        assert_eq!(from(date!(2026 - 12 - 25)), date!(2026 - 12 - 28));
    }

    #[test]
    fn an_hour_that_a_change_of_clocks_skips_or_repeats_is_one_moment() {
        let moment = |date, time| Calendar::MAINLAND.moment(date, time);
        assert_eq!(moment(date!(2026 - 07 - 01), time!(9:00)), datetime!(2026-07-01 7:00 UTC));
        assert_eq!(moment(date!(2026 - 03 - 29), time!(2:30)), datetime!(2026-03-29 1:30 UTC), "skipped");
        assert_eq!(moment(date!(2026 - 10 - 25), time!(2:30)), datetime!(2026-10-25 0:30 UTC), "the first");
        assert_eq!(moment(date!(2026 - 10 - 25), time!(3:30)), datetime!(2026-10-25 2:30 UTC));
    }

    proptest::proptest! {
        #[test]
        fn a_local_hour_comes_back(day in 0i64..20_000, hour in 4u8..24, place in 0usize..9) {
            let calendar = OWN.get(place).map_or(Calendar::MAINLAND, |own| Calendar::of(own.code));
            let date = date!(2000 - 01 - 01) + Duration::days(day);
            let time = Time::from_hms(hour, 0, 0).unwrap();
            proptest::prop_assert_eq!(calendar.local(calendar.moment(date, time)), PrimitiveDateTime::new(date, time));
            proptest::prop_assert!(calendar.is_working_day(calendar.working_day_from(date)));
        }
    }
}
