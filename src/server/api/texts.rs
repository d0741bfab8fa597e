//! Rows as JSON text: those that the index holds, and in one statement for many those that it has no room for.

use super::edition::Edition;
use super::error::Instead;
use crate::exchange::data_inclusion::service_extra;
use crate::search::services::{Services, service_text, structure_text};
use crate::store::{BATCH, Db};

/// The text of a service, an object without its closing brace.
#[derive(Debug, Clone)]
pub enum ServiceText {
    /// Held by the index.
    Held,
    /// As it was read.
    Read {
        /// The fields of the service.
        service: String,
        /// The fields of its structure.
        structure: String,
        /// What the schema does not hold, whole.
        extra: String,
    },
}

impl ServiceText {
    /// Adds the fields of the service.
    pub fn service(&self, out: &mut Vec<u8>, services: &Services, number: u32) {
        match self {
            Self::Held => services.write(number, out),
            Self::Read { service, .. } => out.extend_from_slice(service.as_bytes()),
        }
    }

    /// Adds the fields of its structure.
    pub fn structure(&self, out: &mut Vec<u8>, services: &Services, number: u32) {
        match self {
            Self::Held => services.write_structure(services.structure_of(number), out),
            Self::Read { structure, .. } => out.extend_from_slice(structure.as_bytes()),
        }
    }

    /// What the schema does not hold; only where it was asked for.
    pub fn extra(&self) -> &str {
        match self {
            Self::Held => "null",
            Self::Read { extra, .. } => extra,
        }
    }
}

/// The texts of some services, in their order; nothing for one that had to be read and is gone. `extra`: with what the
/// schema does not hold, which is always read.
///
/// # Errors
/// Where the database fails.
pub async fn services(
    db: &Db,
    edition: &Edition,
    numbers: &[u32],
    extra: bool,
) -> Result<Vec<Option<ServiceText>>, Instead> {
    let services = &edition.index.services;
    let held = |number: &u32| (!extra && services.holds(*number)).then_some(ServiceText::Held);
    let mut texts: Vec<Option<ServiceText>> = numbers.iter().map(held).collect();
    let missing: Vec<usize> = (0..numbers.len()).filter(|at| texts[*at].is_none()).collect();
    for missing in missing.chunks(BATCH) {
        let ids: Vec<&str> = missing.iter().map(|at| services.id(numbers[*at])).collect();
        let mut read = db.published_offers(&ids).await?;
        for (at, id) in missing.iter().zip(ids) {
            texts[*at] = read.remove(id).map(|row| ServiceText::Read {
                service: service_text(&row.offer),
                structure: structure_text(&row.organisation),
                extra: if extra { service_extra(&row.offer).to_string() } else { String::new() },
            });
        }
    }
    Ok(texts)
}

/// The texts of some structures, in their order, objects without their closing brace; nothing for one that had to be
/// read and is gone.
///
/// # Errors
/// Where the database fails.
pub async fn structures(
    db: &Db,
    edition: &Edition,
    numbers: &[u32],
) -> Result<Vec<Option<Vec<u8>>>, Instead> {
    let services = &edition.index.services;
    let held = |number: &u32| {
        services.holds_structure(*number).then(|| {
            let mut text = Vec::new();
            services.write_structure(*number, &mut text);
            text
        })
    };
    let mut texts: Vec<Option<Vec<u8>>> = numbers.iter().map(held).collect();
    let missing: Vec<usize> = (0..numbers.len()).filter(|at| texts[*at].is_none()).collect();
    for missing in missing.chunks(BATCH) {
        let ids: Vec<&str> = missing.iter().map(|at| services.structure_id(numbers[*at])).collect();
        let read = db.published_organisations(&ids).await?;
        for (at, id) in missing.iter().zip(ids) {
            texts[*at] = read.get(id).map(|organisation| structure_text(organisation).into_bytes());
        }
    }
    Ok(texts)
}

impl From<Instead> for std::io::Error {
    fn from(_: Instead) -> Self {
        std::io::Error::other("the answer could not be read to its end")
    }
}
