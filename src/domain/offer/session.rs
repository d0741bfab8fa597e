//! When something starts: one run of a training or of a group, and the information meeting before it.

use serde::{Deserialize, Serialize};
use time::{Date, Time};

use crate::domain::clock::{full_date, weekday};
use crate::domain::opening::spoken_time;
use crate::domain::reservation::{Reservation, for_everybody};

/// One run of a training or of a group: when it starts, and whether there is room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// First day.
    pub starts_on: Date,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Date>,
    /// Places left; unknown where absent, full at 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places_left: Option<u16>,
    /// When and where the information meeting is, in words, as another directory wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information_meeting: Option<String>,
    /// The same, where its day is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Meeting>,
    /// Seats that conventions keep of it, as they stand beside the offer: they are no part of what it says.
    #[serde(skip)]
    pub kept: Vec<Reservation>,
}

/// Sessions that are proposed to who found no place.
const PROPOSED: usize = 3;

/// The first days of the sessions that somebody who found no place can wait for: the next ones that are not full, a few.
pub fn next_sessions(sessions: &[Session], today: Date) -> Vec<Date> {
    let mut days: Vec<Date> = sessions
        .iter()
        .filter(|session| session.starts_on > today && session.places_for_everybody() != Some(0))
        .map(|session| session.starts_on)
        .collect();
    days.sort_unstable();
    days.dedup();
    days.truncate(PROPOSED);
    days
}

/// An information meeting before a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// Its day.
    pub on: Date,
    /// When it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Time>,
    /// Where, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

impl Session {
    /// A session that says only when it starts.
    pub fn starting(starts_on: Date) -> Self {
        Self {
            starts_on,
            ends_on: None,
            places_left: None,
            information_meeting: None,
            meeting: None,
            kept: Vec::new(),
        }
    }

    /// Places that everybody can have: those that are left, without those that a convention keeps.
    pub fn places_for_everybody(&self) -> Option<u16> {
        self.places_left.map(|places| for_everybody(places, &self.kept))
    }

    /// Whether only those for whom places are kept find one.
    pub fn is_kept_alone(&self) -> bool {
        self.places_for_everybody() == Some(0) && self.kept.iter().any(|one| one.kept() > 0)
    }

    /// Whether a person can still ask for it on `today`: not started, and not full.
    pub fn is_open(&self, today: Date) -> bool {
        self.starts_on >= today && self.has_room()
    }

    /// Whether it is not full, as far as it says, for everybody or for some.
    pub fn has_room(&self) -> bool {
        self.places_for_everybody() != Some(0) || self.is_kept_alone()
    }

    /// Its last day, or its first where no last one is known.
    pub fn last_day(&self) -> Date {
        self.ends_on.unwrap_or(self.starts_on)
    }

    /// When and where the information meeting is, in words; nothing once it is over.
    pub fn meeting_to_come(&self, today: Date) -> Option<String> {
        match &self.meeting {
            Some(meeting) => (meeting.on >= today).then(|| meeting.sentence()),
            None => self.information_meeting.clone(),
        }
    }
}

impl Meeting {
    /// In words: "mardi 8 décembre 2026 à 9 h 30, au centre".
    pub fn sentence(&self) -> String {
        let hour = self.at.map(|at| format!(" à {}", spoken_time(at))).unwrap_or_default();
        let place = self.place.as_deref().map(|place| format!(", {place}")).unwrap_or_default();
        format!("{} {}{hour}{place}", weekday(self.on), full_date(self.on))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, time};

    use super::*;

    #[test]
    fn the_next_sessions_are_those_to_come_with_places_left() {
        let today = date!(2026 - 11 - 23);
        let session = |starts_on, places_left| Session { places_left, ..Session::starting(starts_on) };
        let days = [
            date!(2027 - 03 - 01),
            today,
            date!(2027 - 01 - 11),
            date!(2027 - 02 - 01),
            date!(2027 - 05 - 03),
        ];
        let mut sessions: Vec<Session> = days.into_iter().map(|day| session(day, None)).collect();
        sessions.push(session(date!(2026 - 12 - 07), Some(0)));
        sessions.push(session(date!(2027 - 01 - 11), Some(4)));
        let expected = [date!(2027 - 01 - 11), date!(2027 - 02 - 01), date!(2027 - 03 - 01)];
        assert_eq!(next_sessions(&sessions, today), expected);
    }

    #[test]
    fn a_meeting_is_told_until_it_is_over() {
        let on = date!(2026 - 12 - 08);
        let meeting = Meeting { on, at: Some(time!(9:30)), place: Some("au centre".to_owned()) };
        let session = Session {
            meeting: Some(meeting),
            information_meeting: Some("en décembre".to_owned()),
            ..Session::starting(date!(2027 - 01 - 11))
        };
        let told = session.meeting_to_come(on).map(|text| text.replace('\u{a0}', " "));
        assert_eq!(told.as_deref(), Some("mardi 8 décembre 2026 à 9 h 30, au centre"));
        assert_eq!(session.meeting_to_come(date!(2026 - 12 - 09)), None);
        let words = Session { meeting: None, ..session };
        assert_eq!(words.meeting_to_come(on).as_deref(), Some("en décembre"));
    }

    #[test]
    fn places_that_are_kept_are_for_some() {
        let day = date!(2027 - 01 - 11);
        let kept = |seats, taken| Reservation {
            starts_on: day,
            convention: "c".to_owned(),
            partner: "Les Restos".to_owned(),
            partner_slug: "restos".to_owned(),
            seats,
            taken,
            until: date!(2026 - 12 - 15),
            released: false,
        };
        for (places_left, reservation, everybody, alone, room) in [
            (None, None, None, false, true),
            (Some(0), None, Some(0), false, false),
            (Some(3), Some(kept(2, 0)), Some(1), false, true),
            (Some(2), Some(kept(2, 1)), Some(0), true, true),
            (Some(2), Some(kept(2, 2)), Some(0), false, false),
        ] {
            let session =
                Session { places_left, kept: reservation.into_iter().collect(), ..Session::starting(day) };
            assert_eq!(session.places_for_everybody(), everybody);
            assert_eq!((session.is_kept_alone(), session.has_room()), (alone, room), "{session:?}");
            assert_eq!((session.is_open(day), session.is_open(day.next_day().unwrap())), (room, false));
        }
        let long = Session { ends_on: Some(date!(2027 - 03 - 01)), ..Session::starting(day) };
        assert_eq!((long.last_day(), Session::starting(day).last_day()), (date!(2027 - 03 - 01), day));
    }
}
