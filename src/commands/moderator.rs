//! `premier-pas moderator`: who watches over the platform.

use anyhow::anyhow;
use clap::Subcommand;

use crate::domain::account::Login;

/// What to do with the moderators.
#[derive(Debug, Subcommand)]
pub enum Moderator {
    /// Make somebody a moderator; she signs in with this address.
    Add {
        /// Her e-mail.
        email: String,
    },
    /// Somebody is no longer a moderator; her account and her structures stay.
    Remove {
        /// Her e-mail.
        email: String,
    },
    /// List the moderators.
    List,
}

/// Does it in the database of the settings.
pub async fn run(what: &Moderator) -> anyhow::Result<()> {
    let config = super::settings()?;
    let db = super::database(&config).await?;
    let now = super::system_clock().now();
    let login = |email: &str| Login::parse(email).map_err(|_| anyhow!("{email} is not an e-mail address"));
    match what {
        Moderator::Add { email } => db.set_moderator(&login(email)?, true, now).await?,
        Moderator::Remove { email } => db.set_moderator(&login(email)?, false, now).await?,
        Moderator::List => {}
    }
    let moderators = db.moderators().await?;
    db.close().await;
    println!("{} moderator(s)", moderators.len());
    for email in moderators {
        println!("  {email}");
    }
    Ok(())
}
