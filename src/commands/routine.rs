//! `premier-pas routine`: does once, or tells, what is due; for cron, and for tests.

use anyhow::{Context, ensure};
use clap::Args;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::domain::clock::{Clock, paris_date};
use crate::routine::{deadlines, forget, offer_life, reservations};

/// Do once what is due: deadlines of requests, life of offers, seats kept, erasing on time.
#[derive(Debug, Args)]
pub struct Routine {
    /// As if it were this moment, such as 2027-01-15T09:00:00Z; to come only with --dry-run or on a demonstration.
    #[arg(long)]
    at: Option<String>,
    /// Tell what is due, and change nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(super) async fn run(asked: &Routine) -> anyhow::Result<()> {
    let config = super::settings()?;
    let db = super::database(&config).await?;
    let now = super::system_clock().now();
    let at = match &asked.at {
        Some(at) => OffsetDateTime::parse(at, &Rfc3339)
            .with_context(|| format!("{at} is no moment: write it as 2027-01-15T09:00:00Z"))?,
        None => now,
    };
    let at = Clock::new(move || at).now();
    let demonstration = db.organisation("coop-connexion").await?.is_some();
    ensure!(
        at <= now || asked.dry_run || demonstration,
        "{at} is to come, and this is no demonstration: add --dry-run to see what would be due"
    );
    if asked.dry_run {
        for due in deadlines::due(&db, at).await? {
            println!("{}  {}  {}", due.referral.code, due.deed.code(), due.offer.slug);
        }
        let life = offer_life::due(&db, at).await?;
        println!(
            "offers: {} would be shown, {} end, {} reminded, {} taken off",
            life.shown, life.ended, life.reminded, life.off
        );
        let over = db.reservations_over(paris_date(at)).await?.len();
        println!("{over} reservations would be released");
        println!(
            "{} requests would be erased, and {} that wait for a yes",
            forget::due(&db, at).await?.len(),
            db.expired_waiting_asks(at).await?
        );
        return Ok(());
    }
    let chance = super::system_chance();
    let url = config.public_url.origin();
    let done = deadlines::act(&db, &chance, url, at).await?;
    for (referral, deed) in &done {
        println!("{referral}  {}", deed.code());
    }
    let lived = offer_life::live(&db, &chance, url, at).await?;
    let released = reservations::release(&db, at).await?;
    let erased = forget::forget(&db, at).await? + forget::forget_waiting(&db, at).await?;
    println!(
        "{} deadlines met; offers: {} shown, {} ended, {} reminded, {} off; {released} reservations released; {erased} requests erased",
        done.len(),
        lived.shown,
        lived.ended,
        lived.reminded,
        lived.off
    );
    db.close().await;
    Ok(())
}
