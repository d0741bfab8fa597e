//! `premier-pas rotate-key`: another data key, while the site serves.

use clap::Args;

use crate::store::{KeyPlace, SealError, add_key, drop_old_keys};

/// Put a new data key before the old one and seal everything by it; `--finish`, a minute later or later, lets go of the old.
/// Cut in the middle, the next start goes on with it.
#[derive(Debug, Args)]
pub struct RotateKey {
    /// Seal what is still sealed by the old key, and take that out of the file.
    #[arg(long)]
    finish: bool,
}

pub(super) async fn run(asked: &RotateKey) -> anyhow::Result<()> {
    let config = super::settings()?;
    let KeyPlace::File(file) = &config.data_key else { return Err(SealError::Given.into()) };
    // With the key that is there: whoever has none, or another's, goes no further.
    let db = super::database(&config).await?;
    let chance = super::system_chance();
    if !asked.finish {
        add_key(file, &chance)?;
    }
    let rows = db.seal_again().await?;
    println!("{rows} rows are sealed by the new key");
    if asked.finish {
        drop_old_keys(file, &chance, super::system_clock().now().into())?;
        println!("{} holds the new key alone: keep a copy of it, away from the backups", file.display());
    } else {
        println!(
            "{} holds both keys: keep a copy of it; in a minute or later: premier-pas rotate-key --finish",
            file.display()
        );
    }
    println!(
        "A backup of before opens only by the key of before: keep that one with it, as long as it lasts."
    );
    db.close().await;
    Ok(())
}
