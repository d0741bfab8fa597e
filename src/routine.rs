//! What happens by itself: messages leave, deadlines of requests are met, searches are counted, the index stays fresh, the
//! database is asked whether it is there, offers are shown and rest in time, seats that a convention kept are everybody’s again,
//! what has served its time is erased, and the open data is made each day. `server/jobs.rs` begins them.

pub mod count_searches;
pub mod deadlines;
pub mod deliver;
#[cfg(test)]
mod fixture;
pub mod forget;
pub mod offer_life;
pub mod open_data;
pub mod pulse;
pub mod refresh;
pub mod reservations;
mod streak;
