//! What each row of a file would change.

use std::collections::{HashMap, HashSet};

use time::Date;

use super::reading::Contents;
use crate::domain::import::{GONE, Told, Verdict};
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::plain::plain;
use crate::exchange::data_inclusion::{Read, Rejection};
use crate::exchange::table::{NAME, differences, keep_unsaid, told};
use crate::search::slug;
use crate::store::{KnownOffer, NewImportRow};

/// Differences told of a row.
const TOLD: usize = 16;
/// Days during which an offer that a file repeats without a date of its own is as fresh as it was.
const SAME_FOR: i64 = 30;
/// Characters of each version of a field.
const SHOWN: usize = 300;

/// What rows are compared with.
pub(super) struct Ground {
    /// The structure that gives.
    pub(super) giver: Organisation,
    /// What the offers that the file tells, and those that are gone from it, are now.
    pub(super) known: HashMap<String, KnownOffer>,
    /// Ids that are those of another structure's offers.
    pub(super) foreign: HashSet<String>,
    /// Structures that the file names and that are others of this directory.
    pub(super) structures: HashSet<String>,
    /// The names of all her offers, as they are compared, each with the id of its offer.
    pub(super) names: HashMap<String, String>,
    /// Offers that the address brought and no longer lists.
    pub(super) gone: Vec<String>,
    /// Whether an address is read by itself: then what was refused once is not asked again.
    pub(super) alone: bool,
    pub(super) today: Date,
}

/// The rows of a file, each compared with what is here.
pub(super) fn rows(mut contents: Contents, ground: &Ground) -> Vec<NewImportRow> {
    let mut met = HashSet::new();
    let mut rows = Vec::with_capacity(contents.offers.len() + ground.gone.len());
    for read in std::mem::take(&mut contents.offers) {
        let (line, mut offer) = match read {
            Read::Valid { line, record } => (line, record),
            Read::Rejected(rejection) => {
                rows.push(refused(rejection, &contents));
                continue;
            }
        };
        let wrong = if ground.structures.contains(&offer.structure_id) {
            Some("cette offre est à une autre structure : retirez-la du fichier")
        } else if ground.foreign.contains(&offer.id) {
            Some("une autre structure a déjà une offre avec cette référence : donnez-en une autre")
        } else if !met.insert(offer.id.clone()) {
            Some("cette référence est déjà plus haut dans le fichier : donnez-en une autre")
        } else {
            None
        };
        if let Some(wrong) = wrong {
            let told = vec![Told { field: "Référence".to_owned(), here: wrong.to_owned(), there: None }];
            rows.push(row(line, Verdict::Refused, offer.name, told));
            continue;
        }
        offer.structure_id.clone_from(&ground.giver.id);
        rows.push(match ground.known.get(&offer.id) {
            None => new(line, offer, ground),
            Some(here) => compared(line, offer, here, &contents, ground),
        });
    }
    rows.extend(ground.gone.iter().filter_map(|id| gone(ground.known.get(id)?, ground.alone)));
    rows
}

fn row(line: u64, verdict: Verdict, title: String, told: Vec<Told>) -> NewImportRow {
    NewImportRow { line, verdict, title, offer: None, told, seen: None, means: None }
}

fn refused(rejection: Rejection, contents: &Contents) -> NewImportRow {
    let told = rejection.errors.into_iter().take(TOLD);
    let told = told.map(|error| Told { field: error.field.to_owned(), here: error.reason, there: None });
    let name = contents.names.get(&rejection.line).filter(|name| !name.is_empty()).cloned();
    let title = name.or(rejection.id).unwrap_or_else(|| "Sans titre".to_owned());
    row(rejection.line, Verdict::Refused, cut(&title), told.collect())
}

/// A row that is no offer of hers yet.
fn new(line: u64, mut offer: Offer, ground: &Ground) -> NewImportRow {
    fill(&mut offer, &ground.giver, None);
    let mut told: Vec<Told> = told(&offer)
        .into_iter()
        // It stands above them.
        .filter(|(field, _)| *field != NAME)
        .map(|(field, there)| Told { field: field.to_owned(), here: String::new(), there: Some(cut(&there)) })
        .collect();
    if ground.names.get(&plain(&offer.name)).is_some_and(|id| *id != offer.id) {
        let here =
            "vous avez déjà une offre de ce nom. Est-ce la même ? Alors donnez sa référence.".to_owned();
        told.insert(0, Told { field: "Attention".to_owned(), here, there: None });
    }
    let slug = slug(&offer.name, &offer.id);
    let title = offer.name.clone();
    NewImportRow { offer: Some((offer, slug)), ..row(line, Verdict::New, title, told) }
}

/// A row of an offer that is here, beside it.
fn compared(
    line: u64,
    offer: Offer,
    here: &KnownOffer,
    contents: &Contents,
    ground: &Ground,
) -> NewImportRow {
    let ours = &here.content.0;
    let theirs = offer.clone();
    let unsaid = |field: &str| contents.unsaid.holds(field, &theirs);
    let mut offer = keep_unsaid(ours, offer, &unsaid, ground.today);
    fill(&mut offer, &ground.giver, Some(ours));
    let dated = Offer { updated_on: ours.updated_on, ..offer.clone() };
    let only_date = dated == *ours;
    // What is said again, without a date or with that of today, is still true: that is worth telling from time to time. What
    // somebody has edited here is hers to confirm.
    let again = theirs.updated_on == ground.today
        && (ground.today - ours.updated_on).whole_days() >= SAME_FOR
        && !here.is_edited();
    if only_date && again {
        offer.updated_on = ground.today;
    } else if only_date && offer.updated_on == ground.today {
        offer = dated;
    }
    let title = offer.name.clone();
    let seen = Some(here.digest.clone());
    let published = here.is_published();
    let row = NewImportRow { seen, ..row(line, Verdict::Same, title, Vec::new()) };
    let same = offer == *ours;
    let changed = NewImportRow { offer: Some((offer, String::new())), ..row.clone() };
    let declined = ground.alone && here.declined_digest.is_some() && changed.digest() == here.declined_digest;
    let confirmed = here.is_confirmation_of(changed.digest().as_ref());
    if ((same || confirmed) && published) || declined {
        return row;
    }
    let offer = changed.offer.as_ref().map_or(ours, |(offer, _)| offer);
    let mut told: Vec<Told> = differences(ours, offer)
        .into_iter()
        .filter(|(field, ..)| only_date || offer.updated_on != ground.today || *field != "Mis à jour le")
        .map(|(field, here, there)| Told {
            field: field.to_owned(),
            here: cut(&here),
            there: Some(cut(&there)),
        })
        .take(TOLD)
        .collect();
    if !published {
        let (here, there) = ("plus montrée".to_owned(), Some("publiée".to_owned()));
        told.insert(0, Told { field: "État".to_owned(), here, there });
    }
    if here.unseen {
        let here = "vous avez écrit ici des mots qui ne sont pas encore publiés. Avec celle du fichier, ils restent dans l’historique.";
        told.insert(0, Told { field: "Attention".to_owned(), here: here.to_owned(), there: None });
    }
    let verdict = if here.is_edited() { Verdict::Asked } else { Verdict::Changed };
    NewImportRow { verdict, told, ..changed }
}

/// An offer that the address no longer lists; nothing where somebody said to keep it.
fn gone(here: &KnownOffer, alone: bool) -> Option<NewImportRow> {
    if alone && here.declined_digest.as_deref() == Some(GONE) {
        return None;
    }
    let (shown, hidden) = ("publiée".to_owned(), Some("plus montrée".to_owned()));
    let mut told = vec![Told { field: "État".to_owned(), here: shown, there: hidden }];
    if here.is_edited() {
        let here = "vous l’avez modifiée ici.".to_owned();
        told.insert(0, Told { field: "Attention".to_owned(), here, there: None });
    }
    Some(NewImportRow {
        seen: Some(here.digest.clone()),
        means: Some(here.external_id.clone()),
        ..row(0, Verdict::Gone, here.content.name.clone(), told)
    })
}

/// An offer that says neither where it is nor who answers is at the structure's, and the structure answers; unless what is
/// here says neither.
fn fill(offer: &mut Offer, giver: &Organisation, ours: Option<&Offer>) {
    let unreachable = |offer: &Offer| offer.contact.email.is_none() && offer.contact.phone.is_none();
    if unreachable(offer) && !ours.is_some_and(unreachable) {
        offer.contact.email.clone_from(&giver.contact.email);
        offer.contact.phone.clone_from(&giver.contact.phone);
    }
    let nowhere = |offer: &Offer| {
        let address = &offer.address;
        address.commune.is_none() && address.code_insee.is_none() && address.postal_code.is_none()
    };
    if nowhere(offer) && !offer.is_remote() && !ours.is_some_and(nowhere) {
        offer.address = giver.address.clone();
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}
