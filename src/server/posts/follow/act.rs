//! What a person says of her request: each is a step of the table, and the structure hears of what concerns it.

use time::Date;

use super::super::PostError;
use super::{App, Held};
use crate::domain::calendar::Calendar;
use crate::domain::form::{Problems, Typed};
use crate::domain::letter::{self, Letter};
use crate::domain::offer::next_sessions;
use crate::domain::referral::{Action, Actor, Exit, Reason, State, Step};
use crate::store::{Channel, Event, NewLink, NewMessage, StoreError, Told};

/// Working days between two words to the structure that she has no news.
const NO_NEWS_EVERY_DAYS: u16 = 3;

/// The action of a button; nothing for any other word.
pub(super) fn action(app: &App, held: &Held, typed: &Typed) -> Result<Option<Action>, PostError> {
    Ok(Some(match typed.get("geste") {
        "annuler" => Action::Withdraw,
        "appelee" => Action::Called,
        "sans-nouvelles" => Action::NoNews,
        "attendre" => Action::Join { session: awaited(app, held, typed)? },
        "toujours-la" => Action::Stay,
        "trouve" => Action::Found,
        "commence" => Action::Start,
        "termine" => match Exit::from_code(typed.get("suite")) {
            Some(exit) => Action::Complete { exit },
            None => return Err(Problems::one("suite", "Choisissez ce que vous faites maintenant.").into()),
        },
        _ => return Ok(None),
    }))
}

/// The session that she chose to wait for; none where she waits for any place.
fn awaited(app: &App, held: &Held, typed: &Typed) -> Result<Option<Date>, PostError> {
    let Some(chosen) = typed.some("session") else { return Ok(None) };
    let next = next_sessions(&held.offer.content.sessions, app.reading.clock.today());
    let day = next.into_iter().find(|day| day.to_string() == chosen);
    day.map(Some).ok_or_else(|| {
        Problems::one("", "Cette session n’est plus ouverte. Rechargez la page pour voir les autres.").into()
    })
}

/// Does it, and tells the structure where it has to know.
pub(super) async fn done(app: &App, held: &Held, action: &Action) -> Result<String, PostError> {
    let reading = &app.reading;
    let (db, now) = (&reading.db, reading.clock.now());
    let Held { referral, offer, .. } = held;
    let state = referral.state()?;
    let calendar = offer.content.address.calendar();
    let step = action.step();
    let withdraws = matches!(step, Step::Withdraw | Step::Found);
    if withdraws && state == State::Withdrawn {
        // Pressed twice: it is done.
        return Ok(held.page(""));
    }
    let full = referral.reason.as_deref() == Some(Reason::Full.code());
    if step == Step::Join && !full {
        return Err(Problems::one("", "Cette structure ne tient pas de liste d’attente.").into());
    }
    if action.leads(state, Actor::Person).is_err() {
        let sentence = if state.is_open() {
            "Votre demande a bougé. Regardez où elle en est."
        } else {
            "Cette demande est déjà terminée."
        };
        return Err(Problems::one("", sentence).into());
    }
    let events = db.events(referral.id).await?;
    if step == Step::NoNews
        && let Some(day) = told_lately(&events, calendar, now)
    {
        let day = crate::domain::clock::spoken_date(day);
        return Err(Problems::one(
            "",
            format!("La structure est déjà prévenue. Vous pourrez le redire le {day}."),
        )
        .into());
    }
    let name = &offer.content.name;
    let letter: Option<Letter> = match action {
        // No structure knows of it.
        _ if referral.apart().is_some() => None,
        Action::Withdraw | Action::Found => Some(letter::withdrawn(name)),
        Action::NoNews => Some(letter::no_news(name)),
        Action::Join { session } => Some(letter::joins(name, *session)),
        _ => None,
    };
    let key = format!("{}-{}-{}", step.code(), referral.id, referral.events);
    let messages: Vec<NewMessage> = letter
        .zip(offer.content.contact.email.as_deref())
        .map(|(letter, recipient)| NewMessage::mail(key, recipient, letter))
        .into_iter()
        .collect();
    let told = Told { messages: &messages, ..Told::default() };
    match db.move_referral(referral, action, Actor::Person, calendar, told, now).await {
        Err(StoreError::Conflict) => {
            Err(Problems::one("", "Votre demande a bougé. Regardez où elle en est.").into())
        }
        moved => {
            moved?;
            if withdraws {
                still_open(app, held).await?;
            }
            app.wake_courier();
            Ok(held.page(if step == Step::Withdraw { "" } else { "?note=1" }))
        }
    }
}

/// Tells her phone that what she took back was a second form, and that her first request goes on.
pub(super) async fn still_open(app: &App, held: &Held) -> Result<(), PostError> {
    let reading = &app.reading;
    let Some(first) = held.referral.joined_to else { return Ok(()) };
    let Some(first) = reading.db.referral(first).await?.filter(|first| first.closed_at.is_none()) else {
        return Ok(());
    };
    let secret = reading.chance.secret();
    let letter = letter::still_open(&format!("{}/suivi/{}", reading.public_url, secret.expose()));
    let message = NewMessage {
        key: format!("still-open-{}", held.referral.id),
        channel: Channel::Sms,
        recipient: first.mobile.clone(),
        subject: letter.subject,
        body: letter.body,
    };
    let link = NewLink { proves_phone: true, ..NewLink::person(&secret) };
    Ok(reading.db.write_messages(first.id, &[link], &[message], reading.clock.now()).await?)
}

/// Where she said lately that she has no news: the day from which she can say it again.
fn told_lately(events: &[Event], calendar: Calendar, now: time::OffsetDateTime) -> Option<time::Date> {
    let last = events.iter().rev().find(|event| event.read().is_ok_and(|(step, ..)| step == Step::NoNews))?;
    let again = calendar.working_days_after(calendar.local(last.at).date(), NO_NEWS_EVERY_DAYS);
    (calendar.local(now).date() < again).then_some(again)
}
