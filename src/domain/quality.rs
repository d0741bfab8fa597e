//! How well an offer is described: the quality score of data·inclusion, from 0 to 1.
//!
//! The criteria are those of `data-inclusion-schema` 1.0.10, `v1/score_qualite.py` (Licence Ouverte 2.0).

use time::Date;

use super::offer::Offer;
use super::taxonomy::{Fee, MobilisationMode, ReceptionMode};

/// Days during which a description is fresh: six months of thirty days.
const FRESH_DAYS: i64 = 180;
/// Days after which its age counts for nothing: two years.
const STALE_DAYS: i64 = 730;
/// Sources whose dates do not count: national offers, which change only when a law does.
const UNDATED: [&str; 2] = ["agefiph", "france-travail"];

/// What every criterion gave but the one that depends on the day. Eight bytes, for columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quality {
    /// Sum of the criteria, in hundredths.
    sum: u16,
    /// How many criteria apply.
    criteria: u8,
    /// Since when it is true; nothing where that does not count.
    updated_on: Option<Date>,
}

impl Quality {
    /// Judges an offer by each criterion that applies to it.
    pub fn of(offer: &Offer) -> Self {
        let mut quality =
            Self { sum: 0, criteria: 0, updated_on: (!undated(&offer.source)).then_some(offer.updated_on) };
        judge(offer, &mut |_, _, hundredths| quality.add(hundredths));
        quality
    }

    /// The criteria that an offer does not meet whole, what it misses most first.
    pub fn lacking(offer: &Offer) -> Vec<Lacking> {
        let mut lacking = Vec::new();
        let mut criteria = 0;
        judge(offer, &mut |field, advice, hundredths| {
            criteria += 1;
            if hundredths < 100 {
                lacking.push(Lacking { field, advice, gain: 100 - hundredths });
            }
        });
        criteria += u16::from(!undated(&offer.source));
        lacking.iter_mut().for_each(|one| one.gain = rounded(u64::from(one.gain), u64::from(criteria)));
        lacking.sort_by_key(|one| std::cmp::Reverse(one.gain));
        lacking
    }

    fn add(&mut self, hundredths: u16) {
        self.sum += hundredths;
        self.criteria += 1;
    }

    /// The mean of the criteria on `today`, in hundredths.
    pub fn hundredths(self, today: Date) -> u16 {
        let (sum, criteria) = match self.updated_on {
            Some(day) => (self.sum + freshness((today - day).whole_days()), self.criteria + 1),
            None => (self.sum, self.criteria),
        };
        rounded(u64::from(sum), u64::from(criteria))
    }
}

/// A criterion that is not met whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lacking {
    /// The field of the form that meets it.
    pub field: &'static str,
    /// What to write.
    pub advice: &'static str,
    /// By how much the score would rise, in hundredths.
    pub gain: u16,
}

/// Tells each criterion that applies: the field of the form that meets it, what to do, what the offer gets for it.
fn judge(offer: &Offer, tell: &mut dyn FnMut(&'static str, &'static str, u16)) {
    let asked_by = |mode| offer.mobilisation_modes.contains(&mode);
    let contact = &offer.contact;
    if offer.reception_modes.contains(&ReceptionMode::EnPresentiel) || asked_by(MobilisationMode::SePresenter)
    {
        tell("adresse", "Écrivez le numéro et la rue.", full_if(offer.address.street.is_some()));
    }
    let said = [!offer.mobilisation_modes.is_empty(), !offer.mobilisable_by.is_empty()];
    tell(
        "demande",
        "Cochez qui peut demander, et comment.",
        50 * said.into_iter().map(u16::from).sum::<u16>(),
    );
    tell("publics", "Cochez pour qui est l’offre.", full_if(!offer.publics.is_empty()));
    tell("themes", "Cochez de quoi parle l’offre.", full_if(!offer.themes.is_empty()));
    let reached = contact.email.is_some() || offer.mobilisation_link.is_some() || contact.phone.is_some();
    tell("courriel", "Donnez un e-mail, un téléphone ou une page.", full_if(reached));
    if asked_by(MobilisationMode::EnvoyerUnCourriel) {
        tell("courriel", "Donnez l’e-mail : vous dites qu’on peut écrire.", full_if(contact.email.is_some()));
    }
    if asked_by(MobilisationMode::Telephoner) {
        tell(
            "telephone",
            "Donnez le téléphone : vous dites qu’on peut appeler.",
            full_if(contact.phone.is_some()),
        );
    }
    let fee = match (offer.fee, &offer.fee_details) {
        (None, _) => 0,
        (Some(Fee::Payant), None) => 50,
        (Some(Fee::Gratuit), _) | (Some(Fee::Payant), Some(_)) => 100,
    };
    tell("frais", "Dites le prix : gratuit, ou combien.", fee);
    let description = match offer.description.chars().count() {
        0..50 => 0,
        200..2000 => 100,
        _ => 50,
    };
    tell("description", "Écrivez une présentation de 200 à 2 000 caractères.", description);
}

/// The mean of some scores, all in hundredths; 0 of none.
pub fn mean(scores: impl IntoIterator<Item = u16>) -> u16 {
    let (sum, count) =
        scores.into_iter().fold((0, 0), |(sum, count), score| (sum + u64::from(score), count + 1));
    rounded(sum, count)
}

/// A quotient, half rounded to even as Python does.
fn rounded(sum: u64, count: u64) -> u16 {
    let count = count.max(1);
    let (whole, rest) = (sum / count, sum % count);
    let up = 2 * rest > count || (2 * rest == count && whole % 2 == 1);
    u16::try_from(whole + u64::from(up)).unwrap_or(u16::MAX)
}

fn undated(source: &str) -> bool {
    UNDATED.contains(&source)
}

fn full_if(holds: bool) -> u16 {
    100 * u16::from(holds)
}

/// 100 while fresh, then less each day, 0 once stale.
fn freshness(age_days: i64) -> u16 {
    let left = (STALE_DAYS - age_days).clamp(0, STALE_DAYS - FRESH_DAYS);
    rounded(100 * left.unsigned_abs(), (STALE_DAYS - FRESH_DAYS).unsigned_abs())
}

#[cfg(test)]
mod tests;
