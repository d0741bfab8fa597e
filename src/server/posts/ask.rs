//! A person asks for an offer.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use time::Duration;

use super::follow::send_code_of;
use super::{App, PostError, Sender, handle};
use crate::domain::abuse::is_too_fast;
use crate::domain::consent::Way;
use crate::domain::form::{Problems, Typed};
use crate::domain::id::Secret;
use crate::domain::letter;
use crate::domain::plain::plain;
use crate::domain::referral::{ANSWER_WITHIN_DAYS, Ask, STRUCTURE_LINK_DAYS};
use crate::server::limits::{Key, Limited};
use crate::store::{
    Along, Channel, Helper, NewLink, NewMessage, NewReferral, OpenRequest, Sent, StoredOffer,
    StoredOrganisation, digest,
};

/// Open requests of a phone for one kind of offer.
const OPEN_OF_A_KIND: usize = 3;

/// After how long somebody who asks again is reminded that she has asked.
const FORGOTTEN: Duration = Duration::hours(24);

/// What makes two posts of one form the same request.
const ASKED: [&str; 5] = ["prenom", "mobile", "email", "moment", "message"];

/// `POST /offres/{slug}/demande`.
pub async fn ask(
    State(app): State<App>,
    Path(slug): Path<String>,
    request: axum::http::Request<Body>,
) -> Response {
    handle(app, request, |app, typed, sender| async move {
        // As long for a number that is known as for one that is not.
        let even = app.limits.even();
        tokio::join!(send(app, slug, typed, sender), even).0
    })
    .await
}

/// A request to write.
pub(super) struct NewAsk<'a> {
    /// Where it goes.
    pub target: &'a Target,
    /// What she sends.
    pub ask: &'a Ask,
    /// The form, with the id that the server put into it.
    pub typed: &'a Typed,
    /// Who helps her; nobody where she asks alone.
    pub helper: Option<Helper>,
    /// How she agreed.
    pub way: Way,
}

/// Where a request goes.
pub(super) struct Target {
    /// The offer that takes it.
    pub offer: StoredOffer,
    /// Who gives that.
    organisation: StoredOrganisation,
    /// Where it is written to.
    recipient: String,
    /// The training that the person wants, where the offer is that of who may propose her for it.
    pub wanted: Option<StoredOffer>,
}

impl Target {
    /// The end of the address that was asked.
    pub fn slug(&self) -> &str {
        &self.wanted.as_ref().unwrap_or(&self.offer).slug
    }
}

/// The page of a request that was sent, behind a link of its own.
pub(super) fn her_page(link: &Secret) -> String {
    format!("/suivi/{}?envoyee=1", link.expose())
}

async fn send(app: App, slug: String, typed: Typed, sender: Sender) -> Result<String, PostError> {
    if typed.some("site_web").is_some() {
        // A robot filled the trap: it is told nothing, and nothing happens.
        return Ok("/suivi".to_owned());
    }
    let ask = Ask::parse(&typed)?;
    let (db, now) = (&app.reading.db, app.reading.clock.now());
    if app.limits.are_on() && is_too_fast(db.form_opened_at(typed.get("ouverte"))?, now) {
        let sentence = "C’est allé très vite. Relisez votre numéro, puis envoyez encore.";
        return Err(Problems::one("", sentence).into());
    }
    let target = target(&app, &slug, typed.some("destinataire")).await?;
    let new = NewAsk { target: &target, ask: &ask, typed: &typed, helper: None, way: Way::Alone };
    Ok(her_page(&write(&app, &new, sender.ip.into()).await?))
}

/// The id that the server put into a request's form.
pub(super) fn form_id(typed: &Typed) -> Result<Secret, Problems> {
    Secret::parse(typed.get("envoi"))
        .ok_or_else(|| Problems::one("", "Cette page est trop ancienne. Rechargez-la, puis envoyez encore."))
}

/// Where a request for an offer goes, today; `shown` is whom the form named as the one who takes it, where it named one.
pub(super) async fn target(app: &App, slug: &str, shown: Option<&str>) -> Result<Target, PostError> {
    let (db, today) = (&app.reading.db, app.reading.clock.today());
    let (mut offer, mut organisation) = db.offer(slug).await?.ok_or(PostError::Gone)?;
    let closed =
        || Problems::one("", "Cette offre vient de fermer. Cherchez-en une autre près de chez vous.");
    let mut wanted = None;
    if offer.is_published()
        && let Some((taking, giver)) = db.prescriber_of(&offer.content).await?
    {
        if offer.content.is_closed(today) {
            return Err(closed().into());
        }
        wanted = Some(std::mem::replace(&mut offer, taking));
        organisation = giver;
    }
    let content = &offer.content;
    let recipient = content.contact.email.clone().filter(|_| content.accepts_requests());
    let recipient =
        recipient.filter(|_| shown.is_none_or(|shown| shown == offer.slug)).ok_or(PostError::Gone)?;
    if !offer.takes_requests(today) {
        return Err(closed().into());
    }
    Ok(Target { offer, organisation, recipient, wanted })
}

/// Counts a request against the limits: by who sends it, by phone and by offer.
pub(super) async fn count(app: &App, ask: &Ask, slug: &str, sender: Key<'_>) -> Result<(), PostError> {
    app.limit(Limited::Send, sender).await?;
    app.limit(Limited::SendByPhone, ask.mobile.as_str()).await?;
    app.limit(Limited::SendByOffer, slug).await?;
    Ok(())
}

/// Writes a request with its links and messages; answers the secret of a link to the person's page.
pub(super) async fn write(app: &App, request: &NewAsk<'_>, sender: Key<'_>) -> Result<Secret, PostError> {
    let NewAsk { target, ask, typed, helper, way } = *request;
    let form = form_id(typed)?;
    let reading = &app.reading;
    let (db, now) = (&reading.db, reading.clock.now());
    let Target { offer, organisation, recipient, wanted } = target;
    let (content, for_offer) = (&offer.content, wanted.as_ref().map(|one| one.id));
    count(app, ask, target.slug(), sender).await?;
    let open = db.open_requests(&ask.mobile).await?;
    let others = open.iter().filter(|one| one.submission_id != form.expose());
    let name = plain(ask.first_name.as_str());
    let same = |one: &OpenRequest| one.offer_id == offer.id && one.for_offer_id == for_offer;
    let joins = others.clone().any(|one| same(one) && plain(&one.first_name) == name);
    let of_kind = others.filter(|one| one.offer.kind == content.kind).count();
    if !joins && of_kind >= OPEN_OF_A_KIND {
        let sentence = format!(
            "Ce numéro a déjà {OPEN_OF_A_KIND} demandes en cours pour ce genre d’offre. Attendez une réponse, ou annulez-en une."
        );
        return Err(Problems::one("mobile", sentence).into());
    }

    let code = reading.chance.code();
    let (person, structure) = (reading.chance.secret(), reading.chance.secret());
    // What a volunteer sends goes to the person's phone alone: who holds its link holds the phone.
    let proves_phone = helper.is_some() && ask.email.is_none();
    let links = [
        NewLink { proves_phone, ..NewLink::person(&person) },
        NewLink::structure(&structure, Some(now + Duration::days(STRUCTURE_LINK_DAYS))),
    ];
    let base = &reading.public_url;
    let calendar = content.address.calendar();
    let answer_by = calendar.working_days_after(calendar.local(now).date(), ANSWER_WITHIN_DAYS);
    let link = format!("{base}/reponse/{}", structure.expose());
    let to_structure = match wanted {
        Some(training) => letter::asked_to_propose(&training.content.name, &link, answer_by),
        None => letter::asked(&content.name, &link, answer_by),
    };
    let to_person = letter::receipt(&code, &format!("{base}/suivi/{}", person.expose()));
    let key = digest(form.expose());
    let message = |what: &str, channel, recipient: &str, letter: &letter::Letter| NewMessage {
        key: format!("{what}-{key}"),
        channel,
        recipient: recipient.to_owned(),
        subject: letter.subject.clone(),
        body: letter.body.clone(),
    };
    let mut messages = vec![
        message("asked", Channel::Email, recipient, &to_structure),
        message("receipt", Channel::Sms, ask.mobile.as_str(), &to_person),
    ];
    if let Some(email) = &ask.email {
        messages.push(message("receipt-mail", Channel::Email, email.as_str(), &to_person));
    }
    // This link goes to the phone alone: what it opens may say what the page must not.
    let own = reading.chance.secret();
    let blocked_links = [NewLink::person(&person), NewLink { proves_phone: true, ..NewLink::person(&own) }];
    let to_blocked = letter::not_taken(&format!("{base}/suivi/{}", own.expose()));
    let blocked_messages = [message("not-taken", Channel::Sms, ask.mobile.as_str(), &to_blocked)];
    let payload: Vec<&str> = ASKED.iter().map(|field| typed.get(field)).chain([target.slug()]).collect();
    let new = NewReferral {
        submission_id: form.expose(),
        payload_digest: &digest(payload.join("\u{1f}")),
        code: &code,
        offer_id: offer.id,
        for_offer,
        organisation_id: organisation.id,
        ask,
        helper,
        way,
        calendar,
    };
    let sent = Along { links: &links, messages: &messages };
    let blocked = Along { links: &blocked_links, messages: &blocked_messages };
    let secret = match db.send_referral(&new, sent, blocked, now).await? {
        Sent::New(id) => {
            tracing::info!(referral = %id, organisation = %organisation.id, "referral sent");
            app.wake_courier();
            person
        }
        Sent::Joined(first) => {
            let app = app.clone();
            // After a day she may not know any more that she has asked: her phone tells her. Behind the answer, which takes as
            // long as any other.
            tokio::spawn(async move {
                if let Err(error) = send_code_of(&app, first, FORGOTTEN).await {
                    tracing::error!(%error, "a code could not be sent again");
                }
            });
            person
        }
        Sent::Blocked => {
            app.wake_courier();
            person
        }
        Sent::Again(id) => {
            // Only digests are kept, so a repeat gets a link of its own to the same request.
            db.add_link(id, &NewLink::person(&person)).await?;
            person
        }
        Sent::Different => {
            let sentence = "Ce formulaire est déjà parti. Rechargez la page pour faire une autre demande.";
            return Err(Problems::one("", sentence).into());
        }
    };
    Ok(secret)
}
