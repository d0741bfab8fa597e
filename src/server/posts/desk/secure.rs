//! Somebody chooses her password or turns her second factor on or off. The account's own box is told of each.

use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use axum::response::Response;

use super::super::prove::{choose, prove, told};
use super::super::{App, PostError};
use super::{Signed, signed_in};
use crate::domain::account::next_page;
use crate::domain::form::{Problems, Typed};
use crate::domain::passphrase::Passphrase;
use crate::domain::two_steps::{RECOVERY_CODES, is_key};
use crate::server::limits::Limited;
use crate::server::two_steps;

/// `POST /espace/profil/mot-de-passe`.
pub async fn password(State(app): State<App>, request: Request<Body>) -> Response {
    signed_in(app, request, change_password).await
}

/// `POST /espace/profil/deux-etapes`.
pub async fn two_steps(State(app): State<App>, request: Request<Body>) -> Response {
    signed_in(app, request, change_two_steps).await
}

async fn change_password(app: App, typed: Typed, signed: Signed) -> Result<String, PostError> {
    let (db, now) = (&app.reading.db, app.reading.clock.now());
    let (account, session) = (&signed.account, &signed.session);
    // What changes how one gets in is not for whoever finds her screen open.
    let fresh = session.is_fresh(now);
    // One that was forgotten is replaced by who has just come in without it.
    let replaces = fresh && !session.by_password;
    if typed.get("geste") == "retirer" {
        if !fresh {
            let sentence = "Sortez, puis entrez à nouveau : ensuite vous pourrez retirer votre mot de passe.";
            return Err(Problems::one("", sentence).into());
        }
        let letter = told(&app, &signed.account.email, "Votre mot de passe a été retiré.");
        db.set_password(account.id, None, session.id, &letter, now).await?;
        app.wake_courier();
        return Ok("/espace/profil?fait=sans-mot-de-passe".to_owned());
    }
    if !fresh && account.password.is_none() {
        let sentence = "Sortez, puis entrez à nouveau : ensuite vous pourrez choisir un mot de passe.";
        return Err(Problems::one("", sentence).into());
    }
    let chosen = choose(&app, &typed, &[&account.email, &account.name]).await?;
    if let Some(kept) = account.password.clone().filter(|_| !replaces) {
        app.limit(Limited::Prove, account.email.as_str()).await?;
        let known = match Passphrase::tried(typed.whole("mot_de_passe")) {
            Some(tried) => app.passwords.check(tried, Some(kept)).await?,
            None => false,
        };
        if !known {
            return Err(Problems::one("mot_de_passe", "Ce n’est pas votre mot de passe actuel.").into());
        }
    }
    let hash = app.passwords.hash(chosen, &app.reading.chance).await?;
    let letter = told(&app, &signed.account.email, "Votre mot de passe a changé.");
    db.set_password(account.id, Some(&hash), session.id, &letter, now).await?;
    app.wake_courier();
    Ok("/espace/profil?fait=mot-de-passe".to_owned())
}

async fn change_two_steps(app: App, typed: Typed, signed: Signed) -> Result<String, PostError> {
    let (db, now, account) = (&app.reading.db, app.reading.clock.now(), &signed.account);
    app.limit(Limited::Code, account.email.as_str()).await?;
    let wrong = |sentence| PostError::from(Problems::one("code_unique", sentence));
    let code = typed.get("code_unique");
    if account.totp_secret.is_some() {
        if !prove(&app, account, code).await? {
            return Err(wrong("Ce code ne va pas. Attendez le suivant, puis recopiez-le."));
        }
        let letter = told(&app, &signed.account.email, "L’entrée en deux étapes est arrêtée.");
        db.turn_two_steps_off(account.id, &letter, now).await?;
        app.wake_courier();
        return Ok("/espace/profil?fait=une-etape".to_owned());
    }
    if !signed.session.is_fresh(now) {
        let sentence =
            "Sortez, puis entrez à nouveau : ensuite vous pourrez activer l’entrée en deux étapes.";
        return Err(Problems::one("", sentence).into());
    }
    let key = typed.get("cle");
    let codes: Vec<Passphrase> = typed.get("secours").split(' ').filter_map(two_steps::recovery).collect();
    if !is_key(key) || codes.len() != RECOVERY_CODES {
        return Err(Problems::one("", "Rechargez la page, puis essayez encore.").into());
    }
    let Some(step) = two_steps::step_of(key, code, now) else {
        return Err(wrong(
            "Ce code ne va pas. Vérifiez l’heure de votre téléphone, puis recopiez le code suivant.",
        ));
    };
    let mut hashes = Vec::new();
    for code in codes {
        hashes.push(app.passwords.hash(code, &app.reading.chance).await?);
    }
    let letter = told(&app, &signed.account.email, "L’entrée en deux étapes est active.");
    db.turn_two_steps_on(account.id, (key, step), &hashes, &letter, now).await?;
    app.wake_courier();
    Ok(typed.some("suite").map_or("/espace/profil?fait=deux-etapes", next_page).to_owned())
}
