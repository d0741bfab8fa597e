//! The demonstration: what the two press texts describe, and everyday offers around them.
//!
//! The organisations that the texts name are real, and what is said of them comes from the texts; all
//! contacts, addresses, prices and dates are fictional. Everybody else bears "(démonstration)" in its name.
//! Nothing here knows the database: these are plain values.

mod agreement;
mod aquitaine;
mod lens;
mod lens_daily;
mod lens_home;
mod organisations;
mod restos;
mod table;
#[cfg(test)]
mod tests;
mod trainings;
mod ways;
mod workshops;

use time::{Date, Duration};

use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::pathway::{Pathway, StepRole};

pub use agreement::DemoConvention;

/// The source of all that is here, and the beginning of every id.
pub const SOURCE: &str = "premier-pas";

/// Who watches over the platform in the demonstration.
pub const MODERATOR: &str = "moderation@example.org";

/// A volunteer of the demonstration, and the antenna of the Restos that invited her.
pub const VOLUNTEER: (&str, &str) = ("benevole@example.org", "restos-bordeaux");

/// Who helps to open a structure in the demonstration: the région's code, and the offer that takes the requests.
pub const CREATE_ROUTE: (&str, &str) = ("75", "creer-un-atelier-insertion");

/// Who may propose people for trainings in the demonstration, whoever pays: the région's code, and the offer that takes the requests.
pub const PRESCRIBE_ROUTE: (&str, &str) = ("75", "parler-formation-restos-bordeaux");

/// The organisations, each with the end of its address.
pub fn organisations() -> Vec<(Organisation, &'static str)> {
    organisations::all().into_iter().map(table::Giver::finish).collect()
}

/// The offers, each with the end of its address; their dates follow `today`, so that they never grow old.
pub fn offers(today: Date) -> Vec<(Offer, &'static str)> {
    let organisations = organisations();
    let entries = [
        lens::offers(),
        lens_daily::offers(),
        lens_home::offers(),
        restos::offers(),
        trainings::offers(),
        workshops::offers(),
        aquitaine::offers(),
    ];
    let entries = entries.into_iter().flatten().enumerate();
    entries
        .map(|(at, entry)| {
            // Spread over the last ten days, as in a directory where people work.
            let updated_on = today.saturating_sub(Duration::days(2 + at as i64 * 7 % 9));
            entry.finish(today, updated_on, &organisations)
        })
        .collect()
}

/// The pathways, each with its steps in order: a role, and the id of an offer.
pub fn pathways() -> Vec<(Pathway, Vec<(StepRole, &'static str)>)> {
    ways::all()
}

/// The conventions, with who signed them and the offers under each axis.
pub fn conventions() -> Vec<DemoConvention> {
    agreement::all()
}
