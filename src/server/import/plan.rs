//! What each row of a file would change.

use std::collections::{HashMap, HashSet};

use super::Importer;
use super::reading::Contents;
use crate::domain::import::{Told, Verdict};
use crate::domain::offer::Offer;
use crate::exchange::data_inclusion::{Read, Rejection};
use crate::exchange::table::differences;
use crate::search::slug;
use crate::store::{Db, KnownOffer, NewImportRow, Result};

/// Differences told of a row.
const TOLD: usize = 12;
/// Characters of each version of a field.
const SHOWN: usize = 300;

/// The rows of a file, each compared with what is here.
pub(super) async fn rows(
    db: &Db,
    who: &Importer,
    contents: &mut Contents,
    offers: &[KnownOffer],
) -> Result<Vec<NewImportRow>> {
    let known: HashMap<&str, &KnownOffer> =
        offers.iter().map(|offer| (offer.external_id.as_str(), offer)).collect();
    let foreign = elsewhere(db, who, contents, &known).await?;
    let structures = other_structures(db, who, contents).await?;
    let undated = contents.undated;
    let mut met = HashSet::new();
    let mut rows = Vec::with_capacity(contents.offers.len());
    for read in contents.offers.drain(..) {
        let (line, mut offer) = match read {
            Read::Valid { line, record } => (line, record),
            Read::Rejected(rejection) => {
                rows.push(refused(rejection));
                continue;
            }
        };
        let wrong = if structures.contains(&offer.structure_id) {
            Some("cette offre est à une autre structure")
        } else if foreign.contains(&offer.id) {
            Some("une autre structure a déjà une offre avec cette référence : donnez-en une autre")
        } else if !met.insert(offer.id.clone()) {
            Some("cette référence est déjà plus haut dans le fichier")
        } else {
            None
        };
        if let Some(wrong) = wrong {
            let told = vec![Told { field: "Référence".to_owned(), here: wrong.to_owned(), there: None }];
            rows.push(NewImportRow {
                line,
                verdict: Verdict::Refused,
                title: offer.name,
                offer: None,
                told,
                seen: None,
            });
            continue;
        }
        offer.structure_id.clone_from(&who.content.id);
        let here = known.get(offer.id.as_str()).copied();
        rows.push(compared(line, offer, here, undated));
    }
    Ok(rows)
}

/// Ids of the file that are those of another structure's offers.
async fn elsewhere(
    db: &Db,
    who: &Importer,
    contents: &Contents,
    known: &HashMap<&str, &KnownOffer>,
) -> Result<HashSet<String>> {
    let ids = contents.offers.iter().filter_map(|read| match read {
        Read::Valid { record, .. } => Some(record.id.as_str()).filter(|id| !known.contains_key(id)),
        Read::Rejected(_) => None,
    });
    let ids: Vec<&str> = ids.collect();
    Ok(db.owned_elsewhere(who.organisation, &ids).await?.into_iter().map(str::to_owned).collect())
}

/// The structures that the file names and that are others of this directory.
async fn other_structures(db: &Db, who: &Importer, contents: &Contents) -> Result<HashSet<String>> {
    let named: HashSet<&str> = contents
        .offers
        .iter()
        .filter_map(|read| match read {
            Read::Valid { record, .. } => Some(record.structure_id.as_str()),
            Read::Rejected(_) => None,
        })
        .collect();
    let mut others = HashSet::new();
    for id in named {
        if db.organisation_of_id(id).await?.is_some_and(|organisation| organisation != who.organisation) {
            others.insert(id.to_owned());
        }
    }
    Ok(others)
}

fn refused(rejection: Rejection) -> NewImportRow {
    let told = rejection.errors.into_iter().take(TOLD);
    let told = told.map(|error| Told { field: error.field.to_owned(), here: error.reason, there: None });
    NewImportRow {
        line: rejection.line,
        verdict: Verdict::Refused,
        title: rejection.id.unwrap_or_else(|| "Sans référence".to_owned()),
        offer: None,
        told: told.collect(),
        seen: None,
    }
}

/// A row that follows every rule, beside what is here.
fn compared(line: u64, mut offer: Offer, here: Option<&KnownOffer>, undated: bool) -> NewImportRow {
    let title = offer.name.clone();
    let Some(here) = here else {
        let slug = slug(&offer.name, &offer.id);
        let offer = Some((offer, slug));
        return NewImportRow { line, verdict: Verdict::New, title, offer, told: Vec::new(), seen: None };
    };
    let ours = &here.content.0;
    let mut dated = offer.clone();
    dated.updated_on = ours.updated_on;
    if undated && dated == *ours {
        offer = dated;
    }
    let archived = here.status != "published";
    let mut told: Vec<Told> = differences(ours, &offer)
        .into_iter()
        .filter(|(field, ..)| !(undated && *field == "Mis à jour le"))
        .map(|(field, here, there)| Told {
            field: field.to_owned(),
            here: cut(&here),
            there: Some(cut(&there)),
        })
        .take(TOLD)
        .collect();
    if archived {
        let (here, there) = ("plus montrée".to_owned(), Some("publiée".to_owned()));
        told.insert(0, Told { field: "État".to_owned(), here, there });
    }
    let edited = here.imported_digest.as_ref() != Some(&here.digest);
    let verdict = match (offer == *ours, archived || edited) {
        (true, _) if !archived => Verdict::Same,
        (_, true) => Verdict::Asked,
        _ => Verdict::Changed,
    };
    let offer = (verdict != Verdict::Same).then_some((offer, String::new()));
    NewImportRow { line, verdict, title, offer, told, seen: Some(here.digest.clone()) }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}
