//! The directory that is searched: generated, always the same.

use std::sync::Arc;

use premier_pas::domain::offer::Offer;
use premier_pas::domain::organisation::Organisation;
use premier_pas::search::gazetteer::Gazetteer;
use premier_pas::seed::generate::{CommuneLite, directory};
use time::Date;
use time::macros::date;

/// The day on which everything is searched.
pub const TODAY: Date = date!(2026 - 11 - 22);

/// The communes of the generator.
pub fn communes(gazetteer: &Gazetteer) -> Vec<CommuneLite> {
    let known = gazetteer.communes().iter().filter_map(|commune| {
        Some(CommuneLite {
            code: commune.code.clone(),
            name: commune.name.clone(),
            postal_code: commune.postal_codes.first()?.clone(),
            departement: commune.departement.clone(),
            latitude: commune.latitude.into(),
            longitude: commune.longitude.into(),
            population: commune.population,
        })
    });
    known.collect()
}

/// Organisations with their offers, `offers` in all.
pub fn organisations(
    offers: usize,
    communes: &[CommuneLite],
) -> impl Iterator<Item = (Organisation, Vec<Offer>)> {
    directory(offers, 1, communes, TODAY)
}

/// All communes of France.
pub fn gazetteer() -> Arc<Gazetteer> {
    Arc::new(Gazetteer::embedded())
}
