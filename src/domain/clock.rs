//! Dates as people say them, and the working days by which a promise is counted.

use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Weekday};

/// The days on which nobody works in mainland France (code du travail, L3133-1).
pub fn is_public_holiday(date: Date) -> bool {
    let fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    if fixed.contains(&(u8::from(date.month()), date.day())) {
        return true;
    }
    // Easter Monday, Ascension, Whit Monday.
    [1, 39, 50].contains(&since_easter(date))
}

/// Days from Easter Sunday of the same year; before it, less than 0.
pub(super) fn since_easter(date: Date) -> i64 {
    (date - easter(date.year())).whole_days()
}

/// Easter Sunday of a year, by the anonymous Gregorian computus.
fn easter(year: i32) -> Date {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let (month, day) = ((h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    let month = if month == 3 { Month::March } else { Month::April };
    Date::from_calendar_date(year, month, day as u8).unwrap_or(Date::MIN)
}

/// Whether offices are open on that day.
pub fn is_working_day(date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_public_holiday(date)
}

/// How many working days lie between two days, the first not counted.
pub fn working_days_between(from: Date, to: Date) -> u16 {
    let mut date = from;
    let mut days = 0;
    while date < to && days < 1_000 {
        date = date.saturating_add(Duration::days(1));
        days += u16::from(is_working_day(date));
    }
    days
}

/// The day of the week: "mardi".
pub fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    }
}

/// A date as people say it: "mardi 24 novembre".
pub fn spoken_date(date: Date) -> String {
    format!("{} {}", weekday(date), day_and_month(date))
}

/// The same, with its year where that is not the year of `today`: "lundi 11 janvier 2027".
pub fn spoken_from(today: Date, date: Date) -> String {
    if date.year() == today.year() {
        spoken_date(date)
    } else {
        format!("{} {}", weekday(date), full_date(date))
    }
}

/// A date with its year: "24 novembre 2026".
pub fn full_date(date: Date) -> String {
    format!("{} {}", day_and_month(date), date.year())
}

/// A month as people say it, from its name in tables (`2026-11`): "novembre 2026"; as it is where it is none.
pub fn spoken_month(month: &str) -> String {
    let read = || {
        let (year, number) = month.split_once('-')?;
        Some(format!("{} {year}", month_name(Month::try_from(number.parse::<u8>().ok()?).ok()?)))
    };
    read().unwrap_or_else(|| month.to_owned())
}

fn month_name(month: Month) -> &'static str {
    match month {
        Month::January => "janvier",
        Month::February => "février",
        Month::March => "mars",
        Month::April => "avril",
        Month::May => "mai",
        Month::June => "juin",
        Month::July => "juillet",
        Month::August => "août",
        Month::September => "septembre",
        Month::October => "octobre",
        Month::November => "novembre",
        Month::December => "décembre",
    }
}

fn day_and_month(date: Date) -> String {
    let month = month_name(date.month());
    let day = if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
    format!("{day} {month}")
}

/// What tells the time: the system in production, a hand that tests move.
#[derive(Clone)]
pub struct Clock(std::sync::Arc<dyn Fn() -> OffsetDateTime + Send + Sync>);

impl Clock {
    /// A clock that reads `source`.
    pub fn new(source: impl Fn() -> OffsetDateTime + Send + Sync + 'static) -> Self {
        Self(std::sync::Arc::new(source))
    }

    /// Now, in UTC, to the second: what both engines store and compare alike.
    pub fn now(&self) -> OffsetDateTime {
        let now = (self.0)().to_offset(time::UtcOffset::UTC);
        now.replace_nanosecond(0).unwrap_or(now)
    }
}

impl Clock {
    /// Today in mainland France.
    pub fn today(&self) -> Date {
        paris_date(self.now())
    }
}

/// The day it is in mainland France at `moment`.
pub fn paris_date(moment: OffsetDateTime) -> Date {
    paris(moment).date()
}

/// The local time in mainland France at `moment`: UTC+1, and UTC+2 from the last Sunday of March to the last of
/// October, at 01:00 UTC (directive 2000/84/EC).
pub fn paris(moment: OffsetDateTime) -> PrimitiveDateTime {
    let last_sunday = |month: Month| {
        let last = Date::from_calendar_date(moment.year(), month, 31).unwrap_or(Date::MIN);
        last.saturating_sub(Duration::days(i64::from(last.weekday().number_days_from_sunday())))
            .midnight()
            .assume_utc()
    };
    let hour = Duration::HOUR;
    let summer = (last_sunday(Month::March) + hour)..(last_sunday(Month::October) + hour);
    let local = moment + if summer.contains(&moment) { hour * 2 } else { hour };
    PrimitiveDateTime::new(local.date(), local.time())
}

/// The hour of a moment: "10 h 05".
pub fn spoken_hour(moment: OffsetDateTime) -> String {
    let local = paris(moment);
    format!("{} h {:02}", local.hour(), local.minute())
}

/// A moment as people say it: "lundi 23 novembre à 10 h 05".
pub fn spoken_moment(moment: OffsetDateTime) -> String {
    format!("{} à {}", spoken_date(paris(moment).date()), spoken_hour(moment))
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Clock")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use time::macros::date;

    #[test]
    fn holidays_of_2026() {
        for day in
            [date!(2026 - 04 - 06), date!(2026 - 05 - 14), date!(2026 - 05 - 25), date!(2026 - 07 - 14)]
        {
            assert!(is_public_holiday(day), "{day}");
        }
        assert!(!is_public_holiday(date!(2026 - 04 - 05)), "Easter Sunday is a Sunday already");
    }

    /// Easter in another way: by the golden number and the epact, as Clavius did (Knuth, TAOCP 1.3.2, exercise 14).
    fn easter_by_the_epact(year: i32) -> Date {
        let (golden, century) = (year % 19 + 1, year / 100 + 1);
        let (skipped, moon) = (3 * century / 4 - 12, (8 * century + 5) / 25 - 5);
        let sunday = 5 * year / 4 - skipped - 10;
        let mut epact = (11 * golden + 20 + moon - skipped).rem_euclid(30);
        if epact == 24 || (epact == 25 && golden > 11) {
            epact += 1;
        }
        let full_moon = if epact > 23 { 74 - epact } else { 44 - epact };
        let day = full_moon + 7 - (sunday + full_moon) % 7;
        Date::from_calendar_date(year, Month::March, 1).unwrap() + Duration::days(i64::from(day - 1))
    }

    #[test]
    fn easter_is_the_same_in_another_way() {
        for year in 1583..4000 {
            let easter = easter(year);
            assert_eq!(easter, easter_by_the_epact(year));
            assert_eq!(easter.weekday(), Weekday::Sunday);
            for (days, holiday) in [(-2, false), (1, true), (38, false), (39, true), (49, false), (50, true)]
            {
                let day = easter + Duration::days(days);
                // Other holidays may fall on these days too: 1 May, 8 May.
                let fixed = [(5, 1), (5, 8)].contains(&(u8::from(day.month()), day.day()));
                assert_eq!(is_public_holiday(day), holiday || fixed, "{day}");
                assert_eq!(since_easter(day), days);
            }
        }
        assert_eq!(easter(2027), date!(2027 - 03 - 28));
        assert_eq!(easter(2049), date!(2049 - 04 - 18), "one of the few years whose moon is put forward");
    }

    #[test]
    fn a_year_has_eleven_holidays_and_their_names_are_not_needed() {
        let days = (0..365).map(|day| date!(2027 - 01 - 01) + Duration::days(day));
        let told: Vec<String> = days.filter(|day| is_public_holiday(*day)).map(full_date).collect();
        let holidays = "1er janvier, 29 mars, 1er mai, 6 mai, 8 mai, 17 mai, 14 juillet, 15 août, 1er novembre, \
                        11 novembre, 25 décembre";
        assert_eq!(told.join(", ").replace(" 2027", ""), holidays);
    }

    #[test]
    fn months_and_days_have_their_names() {
        let days = (0..7).map(|day| weekday(date!(2026 - 11 - 23) + Duration::days(day)));
        assert_eq!(days.collect::<Vec<_>>().join(" "), "lundi mardi mercredi jeudi vendredi samedi dimanche");
        let months = (1..=12).map(|month| spoken_month(&format!("2026-{month:02}")));
        assert_eq!(
            months.collect::<Vec<_>>().join(" ").replace(" 2026", ""),
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
        );
        for other in ["2026", "2026-13", "2026-", "x-y"] {
            assert_eq!(spoken_month(other), other);
        }
    }

    #[test]
    fn waiting_is_counted_in_working_days_up_to_a_thousand() {
        assert_eq!(working_days_between(date!(2026 - 11 - 20), date!(2026 - 11 - 23)), 1);
        assert_eq!(working_days_between(date!(2026 - 12 - 24), date!(2026 - 12 - 28)), 1);
        assert_eq!(working_days_between(date!(2026 - 11 - 23), date!(2026 - 11 - 23)), 0);
        assert_eq!(working_days_between(date!(2026 - 11 - 24), date!(2026 - 11 - 23)), 0);
        assert_eq!(working_days_between(date!(2000 - 01 - 01), date!(2026 - 01 - 01)), 1_000);
    }

    #[test]
    fn a_clock_tells_whole_seconds_of_universal_time() {
        use time::macros::datetime;
        let clock = Clock::new(|| datetime!(2026-11-23 00:30:12.345 +02:00));
        assert_eq!(clock.now(), datetime!(2026-11-22 22:30:12 UTC));
        assert_eq!(clock.now().offset(), time::UtcOffset::UTC);
        assert_eq!(clock.today(), date!(2026 - 11 - 22));
        assert_eq!(format!("{clock:?}"), "Clock");
    }

    #[test]
    fn the_day_changes_at_midnight_in_paris() {
        use time::macros::datetime;
        assert_eq!(paris_date(datetime!(2026-11-22 22:59 UTC)), date!(2026 - 11 - 22));
        assert_eq!(paris_date(datetime!(2026-11-22 23:00 UTC)), date!(2026 - 11 - 23));
        assert_eq!(paris_date(datetime!(2026-07-01 22:00 UTC)), date!(2026 - 07 - 02));
        assert_eq!(
            paris_date(datetime!(2026-10-25 22:30 UTC)),
            date!(2026 - 10 - 25),
            "winter time since the morning"
        );
        for (moment, hour) in [
            (datetime!(2026-03-29 00:59:59 UTC), 1),
            (datetime!(2026-03-29 01:00 UTC), 3),
            (datetime!(2026-10-25 00:59:59 UTC), 2),
            (datetime!(2026-10-25 01:00 UTC), 2),
            (datetime!(2026-12-31 23:00 UTC), 0),
        ] {
            assert_eq!(paris(moment).hour(), hour, "{moment}");
        }
    }

    #[test]
    fn dates_are_said_in_french() {
        assert_eq!(spoken_date(date!(2026 - 12 - 01)), "mardi 1er décembre");
        assert_eq!(
            spoken_moment(time::macros::datetime!(2026-11-23 09:05 UTC)),
            "lundi 23 novembre à 10 h 05"
        );
        assert_eq!(full_date(date!(2026 - 08 - 15)), "15 août 2026");
        let today = date!(2026 - 11 - 23);
        assert_eq!(spoken_from(today, date!(2026 - 12 - 01)), "mardi 1er décembre");
        assert_eq!(spoken_from(today, date!(2027 - 01 - 11)), "lundi 11 janvier 2027");
    }

    proptest::proptest! {
        #[test]
        fn counting_forth_and_back_agrees(start in 0i64..20_000, days in 0u16..60) {
            let from = date!(2000 - 01 - 01) + Duration::days(start);
            let to = Calendar::MAINLAND.working_days_after(from, days);
            proptest::prop_assert!(days == 0 || is_working_day(to));
            proptest::prop_assert_eq!(working_days_between(from, to), days);
        }
    }
}
