//! An address that is read by itself: what its file would change, and what of it goes without asking.
//!
//! The first time everything is shown and waits for the word to go. Afterwards what is new, what its source changed and what
//! it no longer lists goes at once; what a person has edited here is asked.

use std::collections::HashSet;
use std::time::Duration as Wait;

use time::OffsetDateTime;

use super::fetch::{Reach, fetch};
use super::reading::{Contents, Posts};
use super::{ImportError, Importer, apart, compare, contents_of, given};
use crate::domain::import::{Format, ImportState, Verdict};
use crate::exchange::format::guess;
use crate::store::{Db, NewImport, NewImportRow, digest};

/// Pages read of one answer in pages.
const PAGES_MAX: usize = 200;
/// Between two pages: the feed of Les emplois lets a reader ask twelve times a minute.
const PAGE_EVERY: Wait = Wait::from_secs(5);
/// Offers of an address that may go at once without asking, whatever share of all they are.
const FEW: usize = 5;

/// Ids of the offers that an address brought and that its file no longer tells.
pub(super) async fn gone(
    db: &Db,
    who: &Importer,
    told: &HashSet<String>,
) -> Result<Vec<String>, ImportError> {
    if who.feed.is_none() {
        return Ok(Vec::new());
    }
    let known = db.known_ids(who.organisation).await?.into_iter();
    let of_feed = known.filter(|one| one.feed_id == who.feed && one.status == "published");
    Ok(of_feed.map(|one| one.external_id).filter(|id| !told.contains(id)).collect())
}

/// Reads the address of `who`, and writes or keeps what it would change; answers what was in it, in words.
///
/// # Errors
/// A sentence where it can't be read.
pub(super) async fn read(
    db: &Db,
    who: &Importer,
    address: &str,
    reach: &Reach,
    now: OffsetDateTime,
) -> Result<String, ImportError> {
    let Some(feed) = who.feed else { return Err(String::new().into()) };
    let given = given(db, who, now).await?;
    let bytes = fetch(address, reach).await.map_err(|error| error.to_string())?;
    let contents = if guess(&bytes) == Format::Emplois {
        pages(bytes, address, reach, &given).await?
    } else {
        contents_of(bytes, &given).await?
    };
    let (format, notes) = (contents.format, contents.notes.clone());
    let rows = compare(db, who, contents, &given).await?;
    let summary = summary(&rows);
    let (told, same): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.verdict != Verdict::Same);
    let (last, approved) = db.last_of_feed(feed).await?;
    let many_gone = too_many_gone(&told, same.len());
    let asks = |row: &NewImportRow| match row.verdict {
        Verdict::Asked | Verdict::Refused => true,
        Verdict::Gone => many_gone || is_edited(row),
        _ => !approved,
    };
    let (to_look_at, alone): (Vec<_>, Vec<_>) = told.into_iter().partition(asks);
    let keep = async |rows: &[NewImportRow], state: ImportState, found: Option<&str>| {
        let import = NewImport {
            organisation: who.organisation,
            feed: Some(feed),
            format: format.code(),
            name: address,
            state,
            notes: &notes,
            made_by: who.account,
            puts_away: state == ImportState::Writing,
            rows_digest: found,
        };
        db.add_import(&import, rows, now).await
    };
    if !alone.is_empty() {
        keep(&alone, ImportState::Writing, None).await?;
    }
    let found = digest_of(&to_look_at);
    if to_look_at.is_empty() {
        db.drop_ready_of_feed(feed).await?;
    } else if last.as_deref() != Some(&found) {
        // It says something else than what was shown the last time.
        db.drop_ready_of_feed(feed).await?;
        keep(&to_look_at, ImportState::Ready, Some(&found)).await?;
    }
    Ok(summary)
}

/// Every page of a feed, of which only the posts of one structure are kept.
async fn pages(
    first: Vec<u8>,
    address: &str,
    reach: &Reach,
    given: &super::Given,
) -> Result<Contents, ImportError> {
    let mut posts = Posts::default();
    let (mut bytes, mut address) = (first, address.to_owned());
    for page in 1..=PAGES_MAX {
        let given = given.clone();
        let (taken, next) = apart(move || {
            let next = posts.take(&bytes, &given);
            (posts, next)
        })
        .await?;
        posts = taken;
        // Relative to where it stands, as a link is.
        let Some(next) = next?.and_then(|next| reqwest::Url::parse(&address).ok()?.join(&next).ok()) else {
            break;
        };
        if page == PAGES_MAX {
            return Err(format!("Cette adresse a plus de {PAGES_MAX} pages. Donnez une adresse qui dit moins, par exemple un seul département.").into());
        }
        tokio::time::sleep(reach.pause(PAGE_EVERY)).await;
        address = next.to_string();
        bytes = fetch(&address, reach).await.map_err(|error| error.to_string())?;
    }
    Ok(posts.contents()?)
}

/// Whether more is gone than a source takes away in a day: then it may be broken, and is not believed without asking.
fn too_many_gone(rows: &[NewImportRow], same: usize) -> bool {
    let gone = rows.iter().filter(|row| row.verdict == Verdict::Gone).count();
    let here = rows.iter().filter(|row| row.seen.is_some()).count() + same;
    gone > FEW && gone * 2 > here
}

/// Whether somebody has edited here what is gone there: then the row says so.
fn is_edited(row: &NewImportRow) -> bool {
    row.told.iter().any(|told| told.there.is_none())
}

/// What a reading found, in words: "3 nouvelles, 12 pareilles".
fn summary(rows: &[NewImportRow]) -> String {
    let count = |verdict| rows.iter().filter(|row| row.verdict == verdict).count();
    let counted =
        Verdict::ALL.into_iter().map(|verdict| (verdict, i64::try_from(count(verdict)).unwrap_or(0)));
    let told: Vec<String> = counted
        .filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| format!("{count} {}", verdict.counted(count)))
        .collect();
    told.join(", ")
}

/// Tells one reading from another: what each row means, and what it would write.
fn digest_of(rows: &[NewImportRow]) -> String {
    let mut all = String::new();
    for row in rows {
        let parts =
            [row.verdict.code(), row.external_id().unwrap_or_default(), &row.digest().unwrap_or_default()];
        all.push_str(&parts.join("\u{1f}"));
        for told in &row.told {
            all.push_str(&told.here);
        }
        all.push('\n');
    }
    digest(all)
}
