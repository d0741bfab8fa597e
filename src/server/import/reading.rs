//! A file as the offers of one structure, whatever its format.

use std::collections::HashSet;

use time::Date;

use crate::domain::import::Format;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::exchange::data_inclusion::{Read, read_services};
use crate::exchange::emplois::read_feed;
use crate::exchange::format::guess;
use crate::exchange::lheo::{Origin, formations, trainings};
use crate::exchange::sheet::MAX_LINES;
use crate::exchange::table::{Giver, read_offers};

/// What is written here comes from here.
const OURS: &str = "premier-pas";

/// The structure whose file is read.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) slug: String,
    pub(super) organisation: Organisation,
    /// Ids of its offers.
    pub(super) known: HashSet<String>,
    /// Bounds the dates.
    pub(super) today: Date,
}

/// What a file holds.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) format: Format,
    /// Its offers, given by this structure or, until they are compared, by the one that the file names.
    pub(super) offers: Vec<Read<Offer>>,
    /// What its reader should know of the whole.
    pub(super) notes: Vec<String>,
    /// Whether its dates are those of its reading, so that they tell no change.
    pub(super) undated: bool,
}

/// Reads a file.
///
/// # Errors
/// A sentence where nothing of it can be read.
pub(super) fn read(bytes: &[u8], given: &Given) -> Result<Contents, String> {
    let format = guess(bytes);
    let mut contents = match format {
        Format::Table => table(bytes, given)?,
        Format::DataInclusion => data_inclusion(bytes, given),
        Format::Lheo => lheo(bytes, given)?,
        Format::Emplois => emplois(bytes, given)?,
    };
    if contents.offers.len() > MAX_LINES {
        return Err(format!("Le fichier a plus de {MAX_LINES} offres. Coupez-le en plusieurs fichiers."));
    }
    if contents.offers.is_empty() {
        let notes = contents.notes.join(" ");
        return Err(format!("Le fichier ne contient aucune offre à importer. {notes}").trim_end().to_owned());
    }
    for read in &mut contents.offers {
        if let Read::Valid { record, .. } = read {
            fill(record, &given.organisation);
        }
    }
    Ok(contents)
}

/// An offer that says neither where it is nor who answers is at the structure's, and the structure answers.
fn fill(offer: &mut Offer, giver: &Organisation) {
    if offer.contact.email.is_none() && offer.contact.phone.is_none() {
        offer.contact.email.clone_from(&giver.contact.email);
        offer.contact.phone.clone_from(&giver.contact.phone);
    }
    let address = &offer.address;
    let nowhere = address.commune.is_none() && address.code_insee.is_none() && address.postal_code.is_none();
    if nowhere && !offer.is_remote() {
        offer.address = giver.address.clone();
    }
}

fn table(bytes: &[u8], given: &Given) -> Result<Contents, String> {
    let prefix = format!("{OURS}--{}-", given.slug);
    let giver = Giver {
        source: OURS,
        prefix: &prefix,
        structure_id: &given.organisation.id,
        networks: &given.organisation.networks,
        known: Some(&given.known),
    };
    let contents = read_offers(bytes, giver, given.today).map_err(|error| error.to_string())?;
    Ok(Contents { format: Format::Table, offers: contents.offers, notes: contents.notes, undated: true })
}

fn data_inclusion(bytes: &[u8], given: &Given) -> Contents {
    let networks = given.organisation.networks.clone();
    let offers = read_services(bytes, given.today, move |_| Some(networks.clone()));
    // One more than is taken tells that there is more.
    let offers = offers.take(MAX_LINES + 1).collect();
    Contents { format: Format::DataInclusion, offers, notes: Vec::new(), undated: false }
}

fn lheo(bytes: &[u8], given: &Given) -> Result<Contents, String> {
    let prefix = format!("{OURS}--{}-", given.slug);
    let origin = Origin {
        source: OURS,
        prefix: &prefix,
        structure_id: Some(&given.organisation.id),
        today: given.today,
    };
    let mut offers = Vec::new();
    for formation in formations(bytes) {
        let formation = formation.map_err(|error| error.to_string())?;
        offers.extend(trainings(&formation, origin));
        if offers.len() > MAX_LINES {
            break;
        }
    }
    Ok(Contents { format: Format::Lheo, offers, notes: Vec::new(), undated: false })
}

fn emplois(bytes: &[u8], given: &Given) -> Result<Contents, String> {
    let all = read_feed(bytes, given.today).map_err(|error| error.to_string())?;
    let mut contents =
        Contents { format: Format::Emplois, offers: Vec::new(), notes: Vec::new(), undated: false };
    let siret = given.organisation.siret.as_deref();
    let (mut others, mut closed) = (0, 0);
    for siae in all {
        match siae {
            Ok(siae) if siret.is_some() && siae.organisation.siret.as_deref() == siret => {
                closed += siae.closed;
                contents.offers.extend(siae.posts);
            }
            _ => others += 1,
        }
    }
    if siret.is_none() {
        return Err("Votre structure n’a pas de SIRET ici : nous ne savons pas laquelle est la vôtre dans ce fichier. Ajoutez le SIRET à votre fiche.".to_owned());
    }
    if others > 0 {
        contents.notes.push(format!(
            "Nous laissons de côté {others} autres structures : leur SIRET n’est pas le vôtre."
        ));
    }
    if closed > 0 {
        contents.notes.push(format!("Nous laissons de côté {closed} postes fermés au recrutement."));
    }
    for read in &mut contents.offers {
        if let Read::Valid { record, .. } = read {
            record.structure_id.clone_from(&given.organisation.id);
        }
    }
    Ok(contents)
}
