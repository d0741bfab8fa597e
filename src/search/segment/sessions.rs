//! When offers start: the sessions of those that have some.

use time::Date;

use crate::domain::offer::Session;

/// One session with room, as far as its source says.
#[derive(Debug, Clone, Copy)]
struct Row {
    offer: u32,
    /// Julian day of its first day.
    starts_on: i32,
    /// Whether it says that places are left.
    places: bool,
}

/// The sessions that are not full, by offer.
#[derive(Debug, Default)]
pub struct Sessions {
    rows: Vec<Row>,
    /// Offers with sessions, full ones too: once all are over or full the offer is closed.
    offers: Vec<u32>,
}

impl Sessions {
    /// Adds those of an offer; offers come in ascending order. A post that takes nobody is as one whose sessions are full.
    pub fn add(&mut self, offer: u32, sessions: &[Session], closed: bool) {
        if sessions.is_empty() && !closed {
            return;
        }
        self.offers.push(offer);
        if closed {
            return;
        }
        let open = sessions.iter().filter(|session| session.has_room());
        self.rows.extend(open.map(|session| Row {
            offer,
            starts_on: session.starts_on.to_julian_day(),
            places: session.places_for_everybody().is_some_and(|places| places > 0),
        }));
    }

    /// Gives the offers their new places.
    pub fn finish(&mut self, place: &[u32]) {
        self.rows.iter_mut().for_each(|row| row.offer = place[row.offer as usize]);
        // Of two that begin together the one that says that places are left comes first, as where an offer is read.
        self.rows.sort_unstable_by_key(|row| (row.offer, row.starts_on, !row.places));
        self.offers.iter_mut().for_each(|offer| *offer = place[*offer as usize]);
        self.offers.sort_unstable();
        self.rows.shrink_to_fit();
    }

    /// Offers with sessions, in ascending order.
    pub fn offers(&self) -> &[u32] {
        &self.offers
    }

    /// The next open session of an offer from `today` on: its Julian day, and whether it says that places are left.
    pub fn next(&self, offer: u32, today: Date) -> Option<(i32, bool)> {
        let first = self.rows.partition_point(|row| row.offer < offer);
        let own = self.rows[first..].iter().take_while(|row| row.offer == offer);
        let open = own.filter(|row| row.starts_on >= today.to_julian_day());
        open.map(|row| (row.starts_on, row.places)).min_by_key(|(day, _)| *day)
    }
}
