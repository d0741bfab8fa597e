//! A file as the offers of one structure, whatever its format.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use time::Date;

use super::unsaid::Unsaid;
use crate::domain::import::Format;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::exchange::data_inclusion::{FieldError, Read, Rejection, WHOLE_ROW, parse_service, read_services};
use crate::exchange::emplois::{Siae, read_feed};
use crate::exchange::format::guess;
use crate::exchange::lheo::{Origin, formations, trainings};
use crate::exchange::listed::each_listed;
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
    /// What it says nothing of.
    pub(super) unsaid: Unsaid,
    /// What an offer is called at a place of the file, where it is no offer yet.
    pub(super) names: HashMap<u64, String>,
}

impl Contents {
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            offers: Vec::new(),
            notes: Vec::new(),
            unsaid: Unsaid::Of(format),
            names: HashMap::new(),
        }
    }

    /// Checks that there is something to import, and not too much.
    ///
    /// # Errors
    /// A sentence where there is not.
    fn whole(self) -> Result<Self, String> {
        if self.offers.is_empty() {
            let notes = self.notes.join(" ");
            return Err(format!("Le fichier ne contient aucune offre à importer. {notes}")
                .trim_end()
                .to_owned());
        }
        self.bounded()
    }

    /// Checks that there is not too much.
    ///
    /// # Errors
    /// A sentence where there is.
    fn bounded(self) -> Result<Self, String> {
        if self.offers.len() > MAX_LINES {
            return Err(format!("Le fichier a plus de {MAX_LINES} offres. Coupez-le en plusieurs fichiers."));
        }
        Ok(self)
    }
}

/// Reads a file.
///
/// # Errors
/// A sentence where nothing of it can be read.
pub(super) fn read(bytes: &[u8], given: &Given) -> Result<Contents, String> {
    let contents = match guess(bytes) {
        Format::Table => table(bytes, given)?,
        Format::DataInclusion => data_inclusion(bytes, given)?,
        Format::Lheo => lheo(bytes, given)?,
        Format::Emplois => {
            let mut posts = Posts::default();
            posts.take(bytes, given)?;
            posts.contents()?
        }
    };
    contents.whole()
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
    let table = read_offers(bytes, giver, given.today).map_err(|error| error.to_string())?;
    Ok(Contents {
        offers: table.offers,
        notes: table.notes,
        unsaid: Unsaid::Columns(table.fields),
        names: table.names,
        ..Contents::new(Format::Table)
    })
}

fn data_inclusion(bytes: &[u8], given: &Given) -> Result<Contents, String> {
    let networks = &given.organisation.networks;
    let mut contents = Contents::new(Format::DataInclusion);
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if !(start.starts_with(b"{") && memchr::memmem::find(start, b"\"services\"").is_some()) {
        // A list, a line an object, or a table of the schema's columns.
        let offers = read_services(bytes, given.today, |_| Some(networks.clone()));
        // One more than is taken tells that there is more.
        contents.offers = offers.take(MAX_LINES + 1).collect();
        return Ok(contents);
    }
    let mut line = 0;
    let read = each_listed(start, "services", "", &mut |row: Value| {
        line += 1;
        if contents.offers.len() <= MAX_LINES {
            contents.offers.push(service(&row, line, networks, given.today));
        }
    });
    read.map_err(|error| {
        let (line, column) = (error.line, error.column);
        format!("Ligne {line}, colonne {column} : ce n’est pas du JSON correct. Exportez encore le fichier, puis envoyez-le.")
    })?;
    Ok(contents)
}

fn service(
    row: &Value,
    line: u64,
    networks: &[crate::domain::taxonomy::Network],
    today: Date,
) -> Read<Offer> {
    if !row.is_object() {
        let error = FieldError { field: WHOLE_ROW, reason: "n’est pas un service : retirez-la".to_owned() };
        return Read::Rejected(Rejection { line, id: None, errors: vec![error] });
    }
    match parse_service(row, Some(networks), today) {
        Ok(record) => Read::Valid { line, record },
        Err(errors) => Read::Rejected(Rejection { line, id: row["id"].as_str().map(str::to_owned), errors }),
    }
}

fn lheo(bytes: &[u8], given: &Given) -> Result<Contents, String> {
    let prefix = format!("{OURS}--{}-", given.slug);
    let origin = Origin {
        source: OURS,
        prefix: &prefix,
        structure_id: Some(&given.organisation.id),
        today: given.today,
    };
    let mut contents = Contents::new(Format::Lheo);
    for formation in formations(bytes) {
        let formation = formation.map_err(|error| error.to_string())?;
        contents.offers.extend(trainings(&formation, origin));
        if let Some(name) = formation.text_at("intitule-formation") {
            for action in formation.all("action") {
                contents.names.insert(action.line, name.clone());
            }
        }
        if contents.offers.len() > MAX_LINES {
            break;
        }
    }
    Ok(contents)
}

/// The posts of one structure in a feed of many, page by page.
#[derive(Debug, Default)]
pub(super) struct Posts {
    ours: Vec<Siae>,
    refused: Vec<Rejection>,
    others: usize,
}

impl Posts {
    /// Takes what a page tells of the structure; answers the address of the next page.
    ///
    /// # Errors
    /// A sentence where it can't be read, or where nobody knows which structure is hers.
    pub(super) fn take(&mut self, bytes: &[u8], given: &Given) -> Result<Option<String>, String> {
        let Some(siret) = given.organisation.siret.as_deref() else {
            return Err("Votre structure n’a pas de SIRET ici : nous ne savons pas laquelle est la vôtre dans ce fichier. Ajoutez le SIRET à votre fiche.".to_owned());
        };
        let others = std::cell::Cell::new(0);
        let wanted = |one: &str| {
            others.set(others.get() + usize::from(one != siret));
            one == siret
        };
        let feed = read_feed(bytes, &wanted, given.today).map_err(|error| error.to_string())?;
        self.others += others.get();
        for siae in feed.siaes {
            match siae {
                Ok(siae) => self.ours.push(siae),
                Err(rejection) => self.refused.push(rejection),
            }
        }
        Ok(feed.next)
    }

    /// What all pages held. Where they know the structure and none of its posts recruits, that is nothing.
    ///
    /// # Errors
    /// A sentence where they do not know it, or tell too much of it.
    pub(super) fn contents(self) -> Result<Contents, String> {
        if self.ours.is_empty() && self.refused.is_empty() {
            return Err("Aucune structure n’a votre SIRET dans ce fichier. Vérifiez le SIRET de votre fiche, et le département de l’adresse.".to_owned());
        }
        let mut contents = Contents::new(Format::Emplois);
        let closed: usize = self.ours.iter().map(|siae| siae.closed).sum();
        match self.others {
            0 => {}
            1 => contents
                .notes
                .push("Nous laissons de côté 1 autre structure : son SIRET n’est pas le vôtre.".to_owned()),
            n => contents.notes.push(format!(
                "Nous laissons de côté {n} autres structures : leur SIRET n’est pas le vôtre."
            )),
        }
        match closed {
            0 => {}
            1 => contents.notes.push("Nous laissons de côté 1 poste fermé au recrutement.".to_owned()),
            n => contents.notes.push(format!("Nous laissons de côté {n} postes fermés au recrutement.")),
        }
        contents.offers.extend(self.refused.into_iter().map(Read::Rejected));
        contents.offers.extend(self.ours.into_iter().flat_map(|siae| siae.posts));
        contents.bounded()
    }
}
