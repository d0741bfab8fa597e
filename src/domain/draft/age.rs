//! How long an offer is believed after somebody said that it is true.
//!
//! Delays: a recruiting post as in Les emplois de l'inclusion (60 days a reminder, 90 off), a permanent service as in
//! Soliguide (off after six months).

use time::{Date, Duration};

use crate::domain::offer::{Offer, OfferKind};

/// What is to be done about an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Nothing.
    Fresh,
    /// Somebody is asked whether it is still true.
    Stale,
    /// It is not shown any more.
    Off,
}

/// Days after which an offer is stale, and off.
pub fn delays(kind: OfferKind) -> (i64, i64) {
    match kind {
        OfferKind::Workshop | OfferKind::TemporaryWork => (60, 90),
        // Six months; the reminder leaves a month to answer.
        _ => (152, 182),
    }
}

/// How old an offer is on `today`, which was said to be true on `confirmed_on`.
pub fn age(kind: OfferKind, confirmed_on: Date, today: Date) -> Age {
    let (stale, off) = delays(kind);
    match (today - confirmed_on).whole_days() {
        days if days >= off => Age::Off,
        days if days >= stale => Age::Stale,
        _ => Age::Fresh,
    }
}

/// The day on which it will not be shown any more, if nobody says anything.
pub fn off_on(kind: OfferKind, confirmed_on: Date) -> Date {
    confirmed_on.saturating_add(Duration::days(delays(kind).1))
}

/// Whether every session is over: there is nothing left to join, and nothing to wait for.
pub fn has_ended(offer: &Offer, today: Date) -> bool {
    !offer.sessions.is_empty() && offer.sessions.iter().all(|session| session.last_day() < today)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_post_grows_old_faster_than_a_service() {
        let day = date!(2026 - 01 - 01);
        let after = |kind, days| age(kind, day, day + Duration::days(days));
        for (days, aged) in
            [(0, Age::Fresh), (59, Age::Fresh), (60, Age::Stale), (89, Age::Stale), (90, Age::Off)]
        {
            assert_eq!(after(OfferKind::Workshop, days), aged, "{days}");
        }
        for (days, aged) in [(151, Age::Fresh), (152, Age::Stale), (181, Age::Stale), (182, Age::Off)] {
            assert_eq!(after(OfferKind::Support, days), aged, "{days}");
        }
        assert_eq!(off_on(OfferKind::Workshop, day), day + Duration::days(90));
    }

    #[test]
    fn it_has_ended_the_day_after_its_last_session() {
        use crate::domain::offer::Session;
        let today = date!(2026 - 11 - 23);
        let ended = |sessions: &[(Date, Option<Date>)]| {
            let mut offer = Offer::blank(OfferKind::Training, "s", "s--1", "s--o", today);
            offer.sessions = sessions
                .iter()
                .map(|(on, ends_on)| Session { ends_on: *ends_on, ..Session::starting(*on) })
                .collect();
            has_ended(&offer, today)
        };
        assert!(!ended(&[]), "without a session it goes on");
        assert!(ended(&[(date!(2026 - 11 - 22), None)]));
        assert!(!ended(&[(today, None)]));
        assert!(!ended(&[(date!(2026 - 01 - 01), Some(today))]));
        assert!(!ended(&[(date!(2026 - 01 - 01), None), (date!(2027 - 01 - 01), None)]));
    }
}
