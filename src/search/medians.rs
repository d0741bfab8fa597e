//! How fast organisations answer, measured.

use std::collections::HashMap;

use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::card::ENOUGH_ANSWERS;
use crate::domain::clock::{paris_date, working_days_between};

/// The median answer delay of each organisation that answered often enough, in working days; from each answered
/// request its organisation, when it was sent and when it was first answered.
pub(super) fn medians(answered: Vec<(Uuid, OffsetDateTime, OffsetDateTime)>) -> HashMap<Uuid, u8> {
    let mut delays: HashMap<Uuid, Vec<u16>> = HashMap::new();
    for (organisation, sent, first) in answered {
        delays
            .entry(organisation)
            .or_default()
            .push(working_days_between(paris_date(sent), paris_date(first)));
    }
    delays.retain(|_, days| days.len() >= ENOUGH_ANSWERS);
    let median = |mut days: Vec<u16>| {
        days.sort_unstable();
        u8::try_from(days[days.len() / 2]).unwrap_or(u8::MAX)
    };
    delays.into_iter().map(|(organisation, days)| (organisation, median(days))).collect()
}
