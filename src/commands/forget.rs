//! `premier-pas forget`: erases what has served its time, or tells what would go.

use clap::Args;

use crate::routine::forget;

/// Erase the requests whose time is over; a row of statistics, of nobody, remains of each.
#[derive(Debug, Args)]
pub struct Forget {
    /// Tell what would go, and change nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(super) async fn run(asked: &Forget) -> anyhow::Result<()> {
    let config = super::settings()?;
    let db = super::database(&config).await?;
    let clock = super::system_clock();
    let now = clock.now();
    if asked.dry_run {
        for id in forget::due(&db, now).await? {
            if let Some(referral) = db.referral(id).await? {
                let state = referral.state()?.code();
                println!(
                    "{}  {state}  sent {}  last answer {}",
                    referral.code,
                    referral.sent_at.date(),
                    referral.since.date()
                );
            }
        }
        println!("{} requests wait for a yes that did not come", db.expired_waiting_asks(now).await?);
    } else {
        let requests = forget::forget(&db, now).await?;
        let searches = forget::forget_searches(&db, clock.today()).await?;
        let waiting = forget::forget_waiting(&db, now).await?;
        let entries = forget::forget_entries(&db, now).await?;
        println!(
            "erased: {requests} requests, {waiting} that waited for a yes, {searches} counts of searches, \
             {entries} sessions and links"
        );
    }
    db.close().await;
    Ok(())
}
