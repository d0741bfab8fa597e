//! A person opens her request by its code, or has her code sent again.

use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use axum::response::Response;
use time::Duration;
use uuid::Uuid;

use super::super::{App, PostError, Sender, handle};
use crate::domain::field::Mobile;
use crate::domain::form::{Problems, Typed};
use crate::domain::id::Code;
use crate::domain::letter;
use crate::server::limits::Limited;
use crate::store::{Channel, NewLink, NewMessage, Referral};

/// A link made from code and digits ends by itself: the phone may be shared.
pub(super) const VISIT: Duration = Duration::hours(2);

/// `POST /suivi`.
pub async fn open(State(app): State<App>, request: Request<Body>) -> Response {
    handle(app, request, enter).await
}

/// `POST /suivi/code-perdu`.
pub async fn lost_code(State(app): State<App>, request: Request<Body>) -> Response {
    handle(app, request, send_again).await
}

async fn enter(app: App, typed: Typed, sender: Sender) -> Result<String, PostError> {
    let mut problems = Problems::default();
    let code = problems.keep("code", Code::parse(typed.get("code")));
    let digits: String = typed.get("chiffres").chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        problems.add("chiffres", "Écrivez les 4 derniers chiffres de votre mobile.");
    }
    let Some(code) = code.filter(|_| problems.is_empty()) else { return Err(problems.into()) };
    app.limit(Limited::Open, sender.ip).await?;
    app.limit(Limited::Open, code.as_str()).await?;
    let reading = &app.reading;
    let found =
        reading.db.referral_by_code(&code).await?.filter(|referral| referral.mobile.ends_with(&digits));
    let Some(referral) = found else {
        // One sentence for an unknown code and for wrong digits: nobody learns which codes exist.
        return Err(Problems::one(
            "code",
            "Ce code et ces chiffres ne vont pas ensemble. Regardez votre SMS.",
        )
        .into());
    };
    let secret = reading.chance.secret();
    let link = NewLink { expires_at: Some(reading.clock.now() + VISIT), ..NewLink::person(&secret) };
    reading.db.add_link(referral.id, &link).await?;
    Ok(format!("/suivi/{}", secret.expose()))
}

async fn send_again(app: App, typed: Typed, sender: Sender) -> Result<String, PostError> {
    let mobile = Mobile::parse(typed.get("mobile")).map_err(|error| Problems::one("mobile", error))?;
    app.limit(Limited::LostCode, sender.ip).await?;
    app.limit(Limited::LostCode, mobile.as_str()).await?;
    let done = Ok("/suivi/code-perdu?envoye=1".to_owned());
    // The answer leaves at once, whether the phone is known or not; the search goes on behind it.
    tokio::spawn(async move {
        if let Err(error) = write_codes(&app, &mobile).await {
            tracing::error!(%error, "a lost code could not be sent again");
        }
    });
    done
}

async fn write_codes(app: &App, mobile: &Mobile) -> crate::store::Result<()> {
    for referral in app.reading.db.referrals_of_mobile(mobile).await? {
        send_code_again(app, &referral).await?;
    }
    app.wake_courier();
    Ok(())
}

/// Sends the code of the request of a key to its phone, if it was sent longer ago than `forgotten`.
pub async fn send_code_of(app: &App, id: Uuid, forgotten: Duration) -> crate::store::Result<()> {
    if let Some(referral) = app.reading.db.referral(id).await?
        && app.reading.clock.now() - referral.sent_at > forgotten
    {
        send_code_again(app, &referral).await?;
        app.wake_courier();
    }
    Ok(())
}

/// Sends the code of a request to its phone, at most once a quarter of an hour.
async fn send_code_again(app: &App, referral: &Referral) -> crate::store::Result<()> {
    let reading = &app.reading;
    let now = reading.clock.now();
    let quarter = now.unix_timestamp() / 900;
    let Ok(code) = Code::parse(&referral.code) else { return Ok(()) };
    let secret = reading.chance.secret();
    let letter = letter::code_again(&code, &format!("{}/suivi/{}", reading.public_url, secret.expose()));
    let message = NewMessage {
        key: format!("code-{}-{quarter}", referral.id),
        channel: Channel::Sms,
        recipient: referral.mobile.clone(),
        subject: letter.subject,
        body: letter.body,
    };
    let link = NewLink { proves_phone: true, ..NewLink::person(&secret) };
    reading.db.write_messages(referral.id, &[link], &[message], now).await
}
