//! Another offer in one tap: her own words, sent again to another structure, by the same hand as the first time.

use super::super::ask::{NewAsk, her_page, target, write};
use super::super::{PostError, Sender};
use super::{App, Held};
use crate::domain::consent::Way;
use crate::domain::form::{Problems, Typed};
use crate::domain::referral::Ask;

/// Asks for the offer `offre` with what she sent the first time.
pub(super) async fn ask(app: &App, held: &Held, typed: &Typed, sender: &Sender) -> Result<String, PostError> {
    let said = &held.referral;
    let again: Typed = [
        ("prenom", said.first_name.as_str()),
        ("mobile", said.mobile.as_str()),
        ("email", said.email.as_deref().unwrap_or_default()),
        ("moment", said.best_moment.as_deref().unwrap_or_default()),
        ("message", said.message.as_deref().unwrap_or_default()),
        // The button says whom it tells, and what.
        ("accord", "oui"),
        ("envoi", typed.get("envoi")),
    ]
    .into_iter()
    .collect();
    let ask = Ask::parse(&again).map_err(|_| {
        PostError::from(Problems::one("", "Ouvrez cette offre, et demandez-la depuis sa page."))
    })?;
    let target = target(app, typed.get("offre"), None).await?;
    if target.wanted.is_some() {
        // The button named the giver of the offer, and nobody else.
        return Err(Problems::one("", "Ouvrez cette offre, et demandez-la depuis sa page.").into());
    }
    let new = NewAsk { target: &target, ask: &ask, typed: &again, helper: None, way: Way::Alone };
    Ok(her_page(&write(app, &new, sender.ip.into()).await?))
}
