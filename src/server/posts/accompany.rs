//! What a volunteer does with a person: a basket, a request; and the person's yes or no on her own phone.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use axum::routing::post;

use super::ask::{NewAsk, Target, count, form_id, her_page, target, write};
use super::desk::{Signed, signed_in};
use super::{App, PostError, Sender, handle};
use crate::domain::accompany::WAITING_MAX;
use crate::domain::consent::Way;
use crate::domain::field::Mobile;
use crate::domain::form::{Problems, Typed};
use crate::domain::id::Secret;
use crate::domain::letter::{self, Letter};
use crate::domain::referral::Ask;
use crate::server::limits::{Key, Limited};
use crate::store::{Channel, Helper, NewMessage, NewWaitingAsk, Workplace, digest};

/// The routes of a volunteer, and of the person whom she goes with.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/accompagner/panier", post(change_basket))
        .route("/accompagner/demande/{slug}", post(ask))
        .route("/oui/{secret}", post(agree))
}

/// `POST /accompagner/panier`: `geste` says what.
async fn change_basket(State(app): State<App>, request: Request<Body>) -> Response {
    signed_in(app, request, gather).await
}

/// `POST /accompagner/demande/{slug}`.
async fn ask(State(app): State<App>, Path(slug): Path<String>, request: Request<Body>) -> Response {
    signed_in(app, request, |app, typed, signed| async move {
        // As long for a number that is known as for one that is not.
        let even = app.limits.even();
        tokio::join!(ask_beside(app, slug, typed, signed), even).0
    })
    .await
}

/// `POST /oui/{secret}`.
async fn agree(State(app): State<App>, Path(secret): Path<String>, request: Request<Body>) -> Response {
    handle(app, request, |app, typed, sender| answer(app, secret, typed, sender)).await
}

/// The organisations for which somebody helps.
async fn helps(app: &App, signed: &Signed) -> Result<Vec<Workplace>, PostError> {
    let mut all = app.reading.db.workplaces(signed.account.id).await?;
    all.retain(Workplace::is_beside);
    if all.is_empty() { Err(PostError::Forbidden) } else { Ok(all) }
}

async fn gather(app: App, typed: Typed, signed: Signed) -> Result<String, PostError> {
    helps(&app, &signed).await?;
    let (db, session) = (&app.reading.db, signed.session.id);
    let slug = typed.get("offre");
    match typed.get("geste") {
        "ajouter" => {
            if !db.gather(session, slug, app.reading.clock.now()).await? {
                let sentence = "Cette offre n’est plus là, ou le panier est plein. Retirez une offre, puis essayez encore.";
                return Err(Problems::one("", sentence).into());
            }
        }
        "retirer" => db.take_out(session, slug).await?,
        "vider" => db.empty_basket(session).await?,
        "sms" => return send_basket(&app, &typed, &signed).await,
        _ => return Err(Problems::one("", "Rechargez la page, puis essayez encore.").into()),
    }
    Ok(back_to(typed.get("retour"), slug))
}

/// The public page that she gathers from, at the same offer; her basket where it is none of ours.
fn back_to(page: &str, slug: &str) -> String {
    let path = page.split('?').next().unwrap_or_default();
    let public = path.strip_prefix("/offres").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let plain = page.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\' && byte != b'#');
    if !public || !plain || path.contains("//") || page.len() > 2_000 {
        return "/accompagner/panier".to_owned();
    }
    // Whatever was typed as an offer is no place on the page, and no header either.
    let is_slug = slug.len() <= 100 && slug.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_slug { format!("{page}#panier-{slug}") } else { page.to_owned() }
}

fn sms(key: String, mobile: &Mobile, letter: Letter) -> NewMessage {
    let Letter { subject, body } = letter;
    NewMessage { key, channel: Channel::Sms, recipient: mobile.as_str().to_owned(), subject, body }
}

/// Sends what is in the basket as a page behind a link. The number is not kept: it is gone once the SMS has left.
async fn send_basket(app: &App, typed: &Typed, signed: &Signed) -> Result<String, PostError> {
    let mobile = Mobile::parse(typed.get("mobile")).map_err(|error| Problems::one("mobile", error))?;
    let reading = &app.reading;
    let offers: Vec<_> = reading.db.basket(signed.session.id).await?.into_iter().map(|one| one.id).collect();
    if offers.is_empty() {
        return Err(Problems::one("", "Le panier est vide.").into());
    }
    app.limit(Limited::Send, signed.account.email.as_str()).await?;
    app.limit(Limited::SendByPhone, mobile.as_str()).await?;
    let secret = reading.chance.secret();
    let letter = letter::selection(&format!("{}/selection/{}", reading.public_url, secret.expose()));
    let message = sms(format!("selection-{}", digest(secret.expose())), &mobile, letter);
    reading.db.send_selection(&secret, &offers, &message, reading.clock.now()).await?;
    app.wake_courier();
    Ok("/accompagner/panier?fait=sms".to_owned())
}

async fn ask_beside(app: App, slug: String, typed: Typed, signed: Signed) -> Result<String, PostError> {
    let helps = helps(&app, &signed).await?;
    if typed.some("site_web").is_some() {
        return Ok("/accompagner".to_owned());
    }
    let association = helps.iter().find(|one| one.slug == typed.get("association")).or(helps.first());
    let organisation = association.ok_or(PostError::Forbidden)?.id;
    let (ask, way) = Ask::parse_beside(&typed)?;
    let sees = way == Way::Aloud && typed.some("voir").is_some();
    let helper = Helper { volunteer: signed.account.id, organisation, sees };
    let by = Key::Name(&signed.account.email);
    let target = target(&app, &slug, typed.some("destinataire")).await?;
    if way == Way::Sms {
        return let_wait(&app, &target, &ask, &typed, helper, by).await;
    }
    let new = NewAsk { target: &target, ask: &ask, typed: &typed, helper: Some(helper), way };
    // The link is the person's: it is in her SMS, and nowhere here. Where she had asked before, the answer is the same.
    write(&app, &new, by).await?;
    Ok("/accompagner?fait=envoyee".to_owned())
}

/// Keeps a request until its person says yes on her own phone.
async fn let_wait(
    app: &App,
    target: &Target,
    ask: &Ask,
    typed: &Typed,
    helper: Helper,
    by: Key<'_>,
) -> Result<String, PostError> {
    let reading = &app.reading;
    let (form, now) = (form_id(typed)?, reading.clock.now());
    count(app, ask, target.slug(), by).await?;
    if reading.db.waiting_asks(helper.volunteer, now).await? >= WAITING_MAX {
        let sentence = format!("Déjà {WAITING_MAX} demandes attendent un oui. Attendez les réponses.");
        return Err(Problems::one("", sentence).into());
    }
    let secret = reading.chance.secret();
    let letter = letter::consent_asked(&format!("{}/oui/{}", reading.public_url, secret.expose()));
    let waiting = NewWaitingAsk {
        secret: &secret,
        submission_id: form.expose(),
        offer_id: target.offer.id,
        for_offer: target.wanted.as_ref().map(|one| one.id),
        helper,
        ask,
    };
    reading.db.let_wait(&waiting, sms(String::new(), &ask.mobile, letter), now).await?;
    app.wake_courier();
    Ok("/accompagner?fait=sms".to_owned())
}

/// Her yes sends the request; her no erases it.
async fn answer(app: App, secret: String, typed: Typed, sender: Sender) -> Result<String, PostError> {
    let reading = &app.reading;
    let db = &reading.db;
    let link = Secret::parse(&secret).ok_or(PostError::Gone)?;
    let waiting = db.waiting_ask(&link, reading.clock.now()).await?.ok_or(PostError::Gone)?;
    match typed.get("geste") {
        "non" => {
            db.erase_waiting_ask(&waiting).await?;
            Ok(format!("/oui/{}?non=1", link.expose()))
        }
        "oui" => {
            let agreed = waiting.agreed();
            let ask = Ask::parse(&agreed)?;
            // Whom she read of takes it, or nobody.
            let shown = db.offer_by_id(waiting.offer_id).await?.slug;
            let slug = match waiting.for_offer_id {
                Some(wanted) => db.offer_by_id(wanted).await?.slug,
                None => shown.clone(),
            };
            let target = target(&app, &slug, Some(&shown)).await?;
            let sees = typed.some("voir").is_some();
            let helper = Helper { volunteer: waiting.volunteer_id, organisation: waiting.helped_by, sees };
            let (typed, helper) = (&agreed, Some(helper));
            let new = NewAsk { target: &target, ask: &ask, typed, helper, way: Way::Sms };
            let page = her_page(&write(&app, &new, sender.ip.into()).await?);
            // Sent first: whoever stops in between finds it waiting still, and sends the same request again.
            db.erase_waiting_ask(&waiting).await?;
            Ok(page)
        }
        _ => Err(Problems::one("", "Rechargez la page, puis essayez encore.").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comes_back_to_the_public_pages_alone() {
        assert_eq!(back_to("/offres?lieu=62498&page=2", "x"), "/offres?lieu=62498&page=2#panier-x");
        assert_eq!(back_to("/offres/x", "x"), "/offres/x#panier-x");
        for slug in ["a\u{0}b", "\r\nSet-Cookie: x=1", "é", &"a".repeat(60_000)] {
            assert_eq!(back_to("/offres/x", slug), "/offres/x");
        }
        for wrong in [
            "",
            "//evil.example",
            "/offresx",
            "/offres//evil",
            "/espace",
            "/offres\\",
            "/offres\r\nx",
            "https://e",
        ] {
            assert_eq!(back_to(wrong, "x"), "/accompagner/panier", "{wrong}");
        }
    }
}
