//! The clock of requests: nothing that somebody sent dies in silence. What is to be done, and when, is the domain's
//! ([`Case`]); here it is done: the event, the links and the messages in one transaction, once whatever the number of nodes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration as Wait;

use time::{Duration, OffsetDateTime};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::domain::calendar::Calendar;
use crate::domain::clock::Clock;
use crate::domain::id::{Chance, Secret};
use crate::domain::letter::clock::{self, Waiting};
use crate::domain::referral::{Action, Actor, Deed, STRUCTURE_LINK_DAYS};
use crate::store::{Db, NewLink, NewMessage, Referral, Result, StoreError, StoredOffer, Told};

/// A deadline is met within this time.
const EVERY: Wait = Wait::from_secs(60);
/// The name of the lease: one node at a time does the work of a round.
const LEASE: &str = "deadlines";
/// How long a node may hold it without a word.
const LEASE_LIFE: Duration = Duration::minutes(5);

/// What is due for a request.
#[derive(Debug, Clone)]
pub struct Due {
    /// The request.
    pub referral: Referral,
    /// What it asks for.
    pub offer: StoredOffer,
    /// What is to be done.
    pub deed: Deed,
    calendar: Calendar,
}

/// Everything that is due `now`, the longest overdue first; nothing is changed.
///
/// # Errors
/// Where the database fails.
pub async fn due(db: &Db, now: OffsetDateTime) -> Result<Vec<Due>> {
    let mut all = Vec::new();
    let mut looked_at = 0;
    loop {
        let ids = db.due_referrals(now, looked_at).await?;
        if ids.is_empty() {
            return Ok(all);
        }
        for id in ids {
            looked_at += 1;
            if let Ok(due) = look(db, id, now).await? {
                all.push(due);
            }
        }
    }
}

/// What is due for a request; or, where nothing is, the request and when to look again.
async fn look(
    db: &Db,
    id: Uuid,
    now: OffsetDateTime,
) -> Result<std::result::Result<Due, Option<(Referral, Option<OffsetDateTime>)>>> {
    let Some(referral) = db.referral(id).await? else { return Ok(Err(None)) };
    let offer = db.offer_by_id(referral.offer_id).await?;
    let calendar = offer.content.address.calendar();
    let case = referral.case(calendar)?;
    Ok(match case.due(now) {
        Some(deed) => Ok(Due { referral, offer, deed, calendar }),
        None => Err(Some((referral, case.look_again(now)))),
    })
}

/// Does once everything that is due; answers what was done. Structures get one mail for all their reminders of a round.
///
/// # Errors
/// Where the database fails; what was done until then is done, and the rest is for the next round.
pub async fn act(
    db: &Db,
    chance: &Chance,
    public_url: &str,
    now: OffsetDateTime,
) -> Result<Vec<(Uuid, Deed)>> {
    let mut done = Vec::new();
    loop {
        let ids = db.due_referrals(now, 0).await?;
        if ids.is_empty() {
            return Ok(done);
        }
        let (mut due, mut looked_at) = (Vec::new(), 0);
        for id in ids {
            match look(db, id, now).await? {
                Ok(one) => due.push(one),
                Err(Some((referral, again))) => {
                    db.put_off_referral(&referral, again.filter(|again| *again > now)).await?;
                    looked_at += 1;
                }
                Err(None) => {}
            }
        }
        let before = done.len();
        let mut reminders: BTreeMap<String, Vec<Due>> = BTreeMap::new();
        for one in due {
            match (one.deed, one.offer.content.contact.email.clone()) {
                (Deed::Remind | Deed::Tell, Some(recipient)) => {
                    reminders.entry(recipient).or_default().push(one);
                }
                _ => done.extend(concern(db, chance, public_url, &one, now).await?),
            }
        }
        for (recipient, waiting) in reminders {
            done.extend(remind(db, chance, public_url, &recipient, &waiting, now).await?);
        }
        if done.len() == before && looked_at == 0 {
            // Somebody else moved them all meanwhile.
            return Ok(done);
        }
    }
}

/// Reminds a structure of all its requests that are due, in one mail. The mail is written before the requests move, under
/// a key that a second try finds again: whoever stops in between loses no reminder and doubles none.
async fn remind(
    db: &Db,
    chance: &Chance,
    public_url: &str,
    recipient: &str,
    waiting: &[Due],
    now: OffsetDateTime,
) -> Result<Vec<(Uuid, Deed)>> {
    let secrets: Vec<Secret> = waiting.iter().map(|_| chance.secret()).collect();
    let links: Vec<String> =
        secrets.iter().map(|secret| format!("{public_url}/reponse/{}", secret.expose())).collect();
    let (mut told, mut key) = (Vec::new(), String::new());
    for ((one, secret), link) in waiting.iter().zip(&secrets).zip(&links) {
        db.add_link(one.referral.id, &structure_link(secret, now)).await?;
        told.push(Waiting {
            offer: &one.offer.content.name,
            link,
            sent_on: one.calendar.local(one.referral.sent_at).date(),
        });
        _ = write!(key, "{}-{} ", one.referral.id, one.referral.events);
    }
    if let Some(first) = waiting.first() {
        let key = format!("remind-{}", crate::store::digest(&key));
        let mail = NewMessage::mail(key, recipient, clock::remind(&told));
        db.write_messages(first.referral.id, &[], &[mail], now).await?;
    }
    let mut done = Vec::new();
    for one in waiting {
        done.extend(concern(db, chance, public_url, one, now).await?);
    }
    Ok(done)
}

/// Does what is due for one request, and tells whom it concerns; nothing where somebody was quicker.
async fn concern(
    db: &Db,
    chance: &Chance,
    public_url: &str,
    due: &Due,
    now: OffsetDateTime,
) -> Result<Option<(Uuid, Deed)>> {
    let Due { referral, offer, deed, calendar } = due;
    let name = &offer.content.name;
    let key = |what: &str| format!("{}-{}-{}-{what}", deed.code(), referral.id, referral.events);
    let (person, structure) = (chance.secret(), chance.secret());
    let (mut links, mut messages) = (Vec::new(), Vec::new());
    let phone = offer.content.contact.phone.as_deref();
    let address = format!("{public_url}/suivi/{}", person.expose());
    if let Some(letter) = clock::to_person(*deed, &address, phone, referral.appointment_at)
        && (!referral.quiet || is_news(*deed))
    {
        links.push(NewLink { proves_phone: referral.is_told_by_sms_alone(), ..NewLink::person(&person) });
        messages.extend(referral.to_person(&key("person"), &letter));
    }
    let recipient = offer.content.contact.email.as_deref();
    let address = format!("{public_url}/reponse/{}", structure.expose());
    let to_structure = match deed {
        Deed::End if referral.first_answered_at.is_none() => Some(clock::ended(name)),
        deed => clock::asks_structure(*deed, name, &address),
    };
    if let Some((letter, recipient)) = to_structure.zip(recipient) {
        links.push(structure_link(&structure, now));
        messages.push(NewMessage::mail(key("structure"), recipient, letter));
    }
    if *deed == Deed::Tell
        && let Some(volunteer) = db.volunteer_to_tell(referral.id).await?
    {
        let letter = clock::told_volunteer(&format!("{public_url}/accompagner"));
        messages.push(NewMessage::mail(key("volunteer"), &volunteer, letter));
    }
    let told = Told { links: &links, messages: &messages, ..Told::default() };
    match db.move_referral(referral, &Action::Clock(*deed), Actor::Platform, *calendar, told, now).await {
        Err(StoreError::Conflict) => return Ok(None),
        moved => _ = moved?,
    }
    if *deed == Deed::End && referral.first_answered_at.is_none() {
        close_door(db, chance, public_url, due, now).await?;
    }
    Ok(Some((referral.id, *deed)))
}

/// Whether the person hears of it even where she wants no reminders: it ends, or it is tomorrow.
fn is_news(deed: Deed) -> bool {
    matches!(deed, Deed::Tell | Deed::Propose | Deed::End | Deed::Recall)
}

/// Closes the door of an offer whose requests die one after the other.
async fn close_door(
    db: &Db,
    chance: &Chance,
    public_url: &str,
    due: &Due,
    now: OffsetDateTime,
) -> Result<()> {
    let secret = chance.secret();
    let address = format!("{public_url}/reponse/{}", secret.expose());
    let letter = clock::door_closed(&due.offer.content.name, &address);
    let recipient = due.offer.content.contact.email.as_deref();
    let letters: Vec<NewMessage> = recipient
        .map(|recipient| {
            NewMessage::mail(format!("door-{}-{}", due.offer.id, due.referral.id), recipient, letter)
        })
        .into_iter()
        .collect();
    let link = NewLink::structure(&secret, None);
    if db.close_asks(due.offer.id, &[link], &letters, due.referral.id, now).await? {
        tracing::info!(offer = %due.offer.id, "closed to requests: three in a row were left to die");
    }
    Ok(())
}

fn structure_link(secret: &Secret, now: OffsetDateTime) -> NewLink<'_> {
    NewLink::structure(secret, Some(now + Duration::days(STRUCTURE_LINK_DAYS)))
}

/// One round, if no other node is at it; answers what was done.
///
/// # Errors
/// Where the database fails.
pub async fn round(
    db: &Db,
    chance: &Chance,
    public_url: &str,
    holder: &str,
    now: OffsetDateTime,
) -> Result<Vec<(Uuid, Deed)>> {
    if !db.take_lease(LEASE, holder, now + LEASE_LIFE, now).await? {
        return Ok(Vec::new());
    }
    let done = act(db, chance, public_url, now).await;
    db.leave_lease(LEASE, holder).await?;
    done
}

/// Watches the clock, until `cancel`.
pub async fn run(
    db: Db,
    clock: Clock,
    chance: Chance,
    public_url: std::sync::Arc<str>,
    wake: std::sync::Arc<tokio::sync::Notify>,
    cancel: CancellationToken,
) {
    let holder = chance.secret().expose().to_owned();
    while !cancel.is_cancelled() {
        match round(&db, &chance, &public_url, &holder, clock.now()).await {
            Ok(done) if done.is_empty() => {}
            Ok(done) => {
                tracing::info!(done = done.len(), "deadlines of requests met");
                wake.notify_waiters();
            }
            Err(error) => tracing::error!(%error, "deadlines of requests could not be met"),
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
