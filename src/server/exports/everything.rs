//! All that is a structure's, in one archive: its sheet and offers, what is being written, the requests that the one who asks
//! may see, and for an admin the team and the journal.

use std::io::{Cursor, Write};

use serde_json::{Value, json};
use time::OffsetDateTime;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Offers;
use crate::domain::audit::sentence;
use crate::domain::clock::{full_date, paris, paris_date};
use crate::domain::import::{Format, ImportState};
use crate::domain::membership::Role;
use crate::server::desk_files::{requests_csv, spreadsheet};
use crate::store::{
    AUDIT_PAGE, AuditLine, Colleague, DRAFTS_PAGE, Db, IMPORTS_PAGE, Received, Result, StoredImport,
    TEAM_PAGE, TakenNote, TeamMember, Workplace,
};

/// Pages of each list that are read: beyond, a structure asks the platform.
const PAGES_MAX: u32 = 500;

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// Every page of a list, of which each tells by one more that there is another.
macro_rules! pages {
    ($size:expr, $page:ident => $read:expr) => {{
        let size = usize::try_from($size).unwrap_or(usize::MAX);
        let mut all = Vec::new();
        for $page in 0..PAGES_MAX {
            let mut rows = $read;
            let more = rows.len() > size;
            rows.truncate(size);
            all.append(&mut rows);
            if !more {
                break;
            }
        }
        all
    }};
}

/// All that goes into the archive.
pub(super) struct Everything {
    name: String,
    day: String,
    offers: Offers,
    drafts: Vec<Value>,
    requests: Vec<Received>,
    notes: Vec<TakenNote>,
    named: Vec<TeamMember>,
    imports: Vec<StoredImport>,
    /// For an admin alone.
    team: Option<(Vec<Colleague>, Vec<AuditLine>)>,
}

/// Reads it.
pub(super) async fn read(
    db: &Db,
    workplace: &Workplace,
    offers: Offers,
    now: OffsetDateTime,
) -> Result<Everything> {
    let id = workplace.id;
    let team = if workplace.role().may(Role::Admin) {
        let team = pages!(TEAM_PAGE, page => db.team(id, page).await?);
        Some((team, pages!(AUDIT_PAGE, page => db.journal(id, page).await?)))
    } else {
        None
    };
    Ok(Everything {
        name: workplace.content.name.clone(),
        day: full_date(paris_date(now)),
        offers,
        drafts: drafts(db, workplace).await?,
        requests: db.received(id).await?,
        notes: db.notes_of(id).await?,
        named: db.team_members(id).await?,
        imports: pages!(IMPORTS_PAGE, page => db.imports(id, page).await?),
        team,
    })
}

/// What is being written, and where it stands.
async fn drafts(db: &Db, workplace: &Workplace) -> Result<Vec<Value>> {
    let mut all = Vec::new();
    for state in ["", "archived"] {
        let rows = pages!(DRAFTS_PAGE, page => db.drafts_of(workplace.id, state, page.into()).await?);
        for id in rows.into_iter().filter_map(|row| row.id) {
            let Some(draft) = db.draft(id).await? else { continue };
            let typed: serde_json::Map<String, Value> =
                draft.typed.pairs().map(|(name, value)| (name.to_owned(), json!(value))).collect();
            all.push(json!({
                "id": draft.id, "genre": draft.kind().code(), "etat": draft.state().code(), "textes": typed,
                "change_par": draft.author, "change_le": stamp(draft.changed_at),
            }));
        }
    }
    Ok(all)
}

/// Writes it.
pub(super) fn write(all: &Everything) -> std::result::Result<Vec<u8>, Failed> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| -> std::result::Result<(), Failed> {
        zip.start_file(name, SimpleFileOptions::default())?;
        Ok(zip.write_all(bytes)?)
    };
    put("LISEZ-MOI.txt", read_me(all).as_bytes())?;
    put("fiche.json", &serde_json::to_vec_pretty(&all.offers.structure)?)?;
    for end in ["xlsx", "csv", "json"] {
        put(&format!("offres.{end}"), &all.offers.write(end)?)?;
    }
    put("brouillons.json", &serde_json::to_vec_pretty(&all.drafts)?)?;
    put("demandes.csv", &requests_csv(&all.requests, &all.named)?)?;
    let notes = all.notes.iter().map(|note| {
        [note.code.clone(), stamp(note.at), note.email.clone().unwrap_or_default(), note.words.clone()]
    });
    put("notes.csv", &spreadsheet(["code", "le", "qui", "note"], notes)?)?;
    let imports = all.imports.iter().map(|import| {
        let format = Format::from_code(&import.format).map_or("", Format::label);
        [
            stamp(import.created_at),
            import.name.clone(),
            format.to_owned(),
            ImportState::label(import.state()).to_owned(),
        ]
    });
    put("imports.csv", &spreadsheet(["le", "fichier", "format", "état"], imports)?)?;
    if let Some((team, journal)) = &all.team {
        let people = team.iter().map(|one| {
            let role = Role::from_code(&one.role).map_or("", Role::label);
            [one.name.clone(), one.email.clone(), role.to_owned()]
        });
        put("equipe.csv", &spreadsheet(["nom", "e-mail", "rôle"], people)?)?;
        let lines = journal.iter().map(|line| {
            let who = line.email.clone().unwrap_or_default();
            [stamp(line.at), who, sentence(&line.act, &line.subject, &line.detail)]
        });
        put("journal.csv", &spreadsheet(["le", "qui", "quoi"], lines)?)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// What each file is, for who opens the archive in a year.
fn read_me(all: &Everything) -> String {
    let mut text = format!(
        "Premier Pas : tout ce qui est à {}, le {}.\r\n\r\n\
         fiche.json : la fiche de la structure, au format data·inclusion v1.\r\n\
         offres.xlsx, offres.csv : les offres publiées. Ce tableau se corrige et se renvoie par la page Imports.\r\n\
         offres.json : toutes les offres, archives comprises, au format data·inclusion v1. Ce que ce format ne connaît pas est sous « premier_pas ».\r\n\
         brouillons.json : ce qui est en cours d’écriture, mot pour mot.\r\n\
         demandes.csv : les demandes reçues, les 5 000 plus récentes. Ce fichier nomme des personnes : gardez-le en lieu sûr, puis effacez-le.\r\n\
         notes.csv : les notes de l’équipe sur les demandes qui ne sont pas terminées.\r\n\
         imports.csv : les fichiers importés.\r\n",
        all.name, all.day
    );
    if all.team.is_some() {
        text.push_str(
            "equipe.csv : les membres de l’équipe.\r\njournal.csv : ce qui a changé, et qui l’a fait.\r\n",
        );
    }
    text
}

/// A moment as spreadsheets sort it, in Paris.
fn stamp(at: OffsetDateTime) -> String {
    let local = paris(at);
    format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())
}
