//! `premier-pas sign-out`: ends the sessions of somebody, or of everybody, at once.

use anyhow::anyhow;
use clap::Args;

use crate::domain::account::Login;

/// Whose sessions.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct SignOut {
    /// Her e-mail.
    email: Option<String>,
    /// Everybody's.
    #[arg(long)]
    all: bool,
}

/// Does it in the database of the settings.
pub async fn run(whose: &SignOut) -> anyhow::Result<()> {
    let config = super::settings()?;
    let login = match &whose.email {
        Some(email) => Some(Login::parse(email).map_err(|_| anyhow!("{email} is not an e-mail address"))?),
        None => None,
    };
    let db = super::database(&config).await?;
    let ended = db.end_sessions(login.as_ref()).await?;
    db.close().await;
    println!("{ended} session(s) ended");
    Ok(())
}
