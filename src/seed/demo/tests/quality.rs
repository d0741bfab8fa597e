//! The quality score of data·inclusion, mirrored: every offer of ours is above what DORA shows.

use super::*;
use crate::domain::taxonomy::{Fee, ReceptionMode};

fn mark(good: bool) -> f32 {
    f32::from(u8::from(good))
}

fn score(offer: &Offer) -> f32 {
    let mode = |mode| offer.mobilisation_modes.contains(&mode);
    let contact = &offer.contact;
    let mut marks = vec![
        (mark(!offer.mobilisation_modes.is_empty()) + mark(!offer.mobilisable_by.is_empty())) / 2.0,
        mark(!offer.publics.is_empty()),
        mark(!offer.themes.is_empty()),
        mark(contact.email.is_some() || contact.phone.is_some() || offer.mobilisation_link.is_some()),
        match offer.fee {
            Some(Fee::Gratuit) => 1.0,
            Some(Fee::Payant) => (1.0 + mark(offer.fee_details.is_some())) / 2.0,
            None => 0.0,
        },
        mark((200..2000).contains(&offer.description.chars().count())),
        mark((TODAY - offer.updated_on).whole_days() < 180),
    ];
    if offer.reception_modes.contains(&ReceptionMode::EnPresentiel) || mode(MobilisationMode::SePresenter) {
        marks.push(mark(offer.address.street.is_some()));
    }
    if mode(MobilisationMode::EnvoyerUnCourriel) {
        marks.push(mark(contact.email.is_some()));
    }
    if mode(MobilisationMode::Telephoner) {
        marks.push(mark(contact.phone.is_some()));
    }
    marks.iter().sum::<f32>() / marks.len() as f32
}

#[test]
fn every_offer_scores_at_least_0_8() {
    for (offer, slug) in offers(TODAY) {
        assert!(score(&offer) >= 0.8, "{slug}: {}", score(&offer));
    }
}
