//! `premier-pas second-step-off EMAIL`: for whoever has lost her telephone and her codes on paper.

use anyhow::{Context, anyhow};
use clap::Args;
use time::OffsetDateTime;

use crate::domain::account::Login;
use crate::domain::id::Chance;
use crate::domain::letter;
use crate::store::{Db, NewMessage, digest};

/// Whose second step. Make sure first that it is she: call the number of her structure that you know already.
#[derive(Debug, Args)]
pub struct SecondStepOff {
    /// Her e-mail.
    email: String,
}

/// Does it in the database of the settings.
pub async fn run(whose: &SecondStepOff) -> anyhow::Result<()> {
    let config = super::settings()?;
    let login =
        Login::parse(&whose.email).map_err(|_| anyhow!("{} is not an e-mail address", whose.email))?;
    let db = super::database(&config).await?;
    let (now, chance) = (super::system_clock().now(), super::system_chance());
    let done = turn_off(&db, &login, config.public_url.origin(), &chance, now).await;
    db.close().await;
    done?;
    println!("{login}: no second step, no session; a mail tells her", login = login.as_str());
    Ok(())
}

/// Ends the sessions of an account, turns its second step off, and tells it.
///
/// # Errors
/// Where there is no such account, its second step is off, or the database fails.
pub(crate) async fn turn_off(
    db: &Db,
    login: &Login,
    public_url: &str,
    chance: &Chance,
    now: OffsetDateTime,
) -> anyhow::Result<()> {
    let account = db.account_of(login).await?.context("there is no such account")?;
    anyhow::ensure!(account.totp_secret.is_some(), "its second step is off already");
    let what = "L’entrée en deux étapes est arrêtée, à votre demande.";
    let letter = letter::account_changed(what, &format!("{public_url}/espace/profil"));
    let key = format!("account-{}", digest(chance.secret().expose()));
    // First, so that a run that is cut in between can be run again.
    db.end_sessions(Some(login)).await?;
    db.turn_two_steps_off(account.id, &NewMessage::mail(key, login.as_str(), letter), now).await?;
    Ok(())
}
