//! Seats of a session that a convention keeps for the people whom one of its parties welcomes, until a day.

use serde::{Deserialize, Serialize};
use time::Date;

use super::clock::full_date;
use super::form::{Problems, Typed};
use super::offer::Session;

/// Seats that a convention keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reservation {
    /// First day of the session.
    pub starts_on: Date,
    /// The end of the address of the convention.
    pub convention: String,
    /// Who welcomes the people for whom they are kept.
    pub partner: String,
    /// The end of its address.
    pub partner_slug: String,
    /// How many.
    pub seats: u16,
    /// How many of them somebody has taken.
    pub taken: u16,
    /// Until which day they are kept, that day too.
    pub until: Date,
    /// Whether those that nobody took are everybody's again.
    pub released: bool,
}

impl Reservation {
    /// Seats that are still kept.
    pub fn kept(&self) -> u16 {
        if self.released { 0 } else { self.seats.saturating_sub(self.taken) }
    }

    /// Seats that nobody else can have: those that are kept, and those that were taken.
    pub fn held(&self) -> u16 {
        if self.released { self.taken } else { self.seats.max(self.taken) }
    }

    /// Whether its day is over.
    pub fn is_over(&self, today: Date) -> bool {
        today > self.until
    }

    /// The sentence for people; nothing where nothing is kept any more.
    pub fn sentence(&self) -> Option<String> {
        let seats = match self.kept() {
            0 => return None,
            1 => "1 place gardée".to_owned(),
            seats => format!("{seats} places gardées"),
        };
        Some(format!(
            "{seats} pour les personnes accueillies par {}, jusqu’au {}",
            self.partner,
            full_date(self.until)
        ))
    }
}

/// Seats that everybody can have, of the `places` that a session says are left.
pub fn for_everybody(places: u16, reservations: &[Reservation]) -> u16 {
    reservations.iter().fold(places, |left, one| left.saturating_sub(one.held()))
}

/// What the admin of a structure types to keep seats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Of which session.
    pub starts_on: Date,
    /// The end of the address of the convention.
    pub convention: String,
    /// That of who welcomes the people.
    pub partner: String,
    /// How many.
    pub seats: u16,
    /// Until which day.
    pub until: Date,
}

impl Wish {
    /// Parses the form: `seance` is a day, `pour` a convention and a partner, `places` a number, `jusqu_au` a day.
    ///
    /// # Errors
    /// Every problem at once, by field.
    pub fn parse(typed: &Typed, sessions: &[Session], today: Date) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let session = sessions.iter().find(|session| {
            session.starts_on > today && session.starts_on.to_string() == typed.get("seance")
        });
        let session = problems.keep("seance", session.ok_or("Choisissez une date qui n’a pas commencé."));
        let partner = typed.get("pour").split_once('/').ok_or("Choisissez pour qui vous gardez ces places.");
        let partner = problems.keep("pour", partner);
        let seats = typed.get("places").parse::<u16>().ok().filter(|seats| (1..=200).contains(seats));
        let seats = problems.keep("places", seats.ok_or("Écrivez un nombre de places, 1 au moins."));
        if let (Some(left), Some(seats)) = (session.and_then(Session::places_for_everybody), seats)
            && seats > left
        {
            problems.add("places", format!("Cette date a {left} places libres : gardez-en moins."));
        }
        let until = problems.keep("jusqu_au", read_day(typed.get("jusqu_au")).ok_or("Écrivez un jour."));
        if let (Some(session), Some(until)) = (session, until)
            && !(today..session.starts_on).contains(&until)
        {
            problems.add("jusqu_au", "Choisissez un jour d’aujourd’hui à la veille du début.");
        }
        match (session, partner, seats, until) {
            (Some(session), Some((convention, partner)), Some(seats), Some(until)) if problems.is_empty() => {
                Ok(Self {
                    starts_on: session.starts_on,
                    convention: convention.to_owned(),
                    partner: partner.to_owned(),
                    seats,
                    until,
                })
            }
            _ => Err(problems),
        }
    }
}

/// A day as a date field sends it.
fn read_day(typed: &str) -> Option<Date> {
    Date::parse(typed, time::macros::format_description!("[year]-[month]-[day]")).ok()
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn three(taken: u16, released: bool) -> Reservation {
        Reservation {
            starts_on: date!(2027 - 01 - 11),
            convention: "c".to_owned(),
            partner: "Les Restos du Cœur".to_owned(),
            partner_slug: "restos".to_owned(),
            seats: 3,
            taken,
            until: date!(2026 - 12 - 15),
            released,
        }
    }

    #[test]
    fn what_is_kept_is_told_until_nothing_is() {
        let told = "2 places gardées pour les personnes accueillies par Les Restos du Cœur, jusqu’au 15 décembre 2026";
        assert_eq!(three(1, false).sentence().as_deref(), Some(told));
        assert!(three(2, false).sentence().unwrap().starts_with("1 place gardée pour"));
        assert_eq!((three(3, false).sentence(), three(1, true).sentence()), (None, None));
        assert!(
            !three(0, false).is_over(date!(2026 - 12 - 15)) && three(0, false).is_over(date!(2026 - 12 - 16))
        );
    }

    #[test]
    fn a_wish_is_checked_against_its_session() {
        let today = date!(2026 - 11 - 23);
        let mut session = Session { places_left: Some(5), ..Session::starting(date!(2027 - 01 - 11)) };
        session.kept = vec![three(0, false)];
        let sessions = [session, Session::starting(today)];
        let parse = |more: &[(&str, &str)]| {
            let mut typed = vec![
                ("seance", "2027-01-11"),
                ("pour", "c/restos"),
                ("places", "2"),
                ("jusqu_au", "2026-12-15"),
            ];
            typed.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
            typed.extend_from_slice(more);
            Wish::parse(&typed.into_iter().collect(), &sessions, today)
        };
        let wish = parse(&[]).unwrap();
        assert_eq!((wish.seats, wish.partner.as_str(), wish.convention.as_str()), (2, "restos", "c"));
        for (field, wrong) in [
            ("seance", "2026-11-23"),
            ("seance", "2027-01-12"),
            ("pour", "restos"),
            ("places", "0"),
            ("places", "3"),
            ("places", "deux"),
            ("jusqu_au", "2026-11-22"),
            ("jusqu_au", "2027-01-11"),
            ("jusqu_au", "demain"),
        ] {
            let problems = parse(&[(field, wrong)]).unwrap_err();
            assert_eq!(problems.all()[0].field, field, "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_seat_is_counted_twice(places in 0u16..50, seats in 1u16..50, taken in 0u16..50, released: bool) {
            let one = Reservation { seats, taken: taken.min(seats), ..three(0, released) };
            let left = for_everybody(places, std::slice::from_ref(&one));
            proptest::prop_assert!(left <= places);
            proptest::prop_assert_eq!(one.kept() + one.taken, if released { one.taken } else { one.seats });
            if one.held() <= places {
                proptest::prop_assert_eq!(left + one.kept() + one.taken, places);
            }
        }
    }

    #[test]
    fn the_bounds_of_a_wish_are_taken_and_every_problem_is_told() {
        let today = date!(2026 - 11 - 23);
        let begun = Session { places_left: Some(500), ..Session::starting(today) };
        let next = Session { places_left: Some(500), ..Session::starting(date!(2026 - 11 - 25)) };
        let sessions = [begun, next, Session::starting(date!(2026 - 12 - 01))];
        let parse = |day: &str, seats: &str, until: &str| {
            let typed = [("seance", day), ("pour", "c/restos"), ("places", seats), ("jusqu_au", until)];
            Wish::parse(&typed.into_iter().collect(), &sessions, today)
        };
        let wish = parse("2026-11-25", "200", "2026-11-23").unwrap();
        assert_eq!((wish.starts_on, wish.seats, wish.until), (sessions[1].starts_on, 200, today));
        assert_eq!(parse("2026-11-25", "1", "2026-11-24").unwrap().seats, 1);
        assert_eq!(parse("2026-12-01", "7", "2026-11-30").unwrap().seats, 7, "it says no number of places");
        assert!(parse("2026-11-25", "201", "2026-11-24").is_err());
        let problems = parse("2026-11-23", "0", "").unwrap_err();
        let fields: Vec<&str> = problems.all().iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, ["seance", "places", "jusqu_au"]);
    }
}
