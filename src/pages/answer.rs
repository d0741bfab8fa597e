//! `/reponse/{secret}`: the structure reads a request and answers it, without an account.

mod abuse;
mod reply;

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use serde::{Deserialize, Serialize};
use time::{Date, PrimitiveDateTime};

use super::error::set_status;
use super::shown::{asked, parameter, shown};
use crate::domain::abuse::looks_like_test;
use crate::domain::clock::{paris_date, spoken_date, spoken_from};
use crate::domain::id::Secret;
use crate::domain::offer::Offer;
use crate::domain::referral::{BestMoment, Case, Deed, STRUCTURE_LINK_DAYS, State};
use crate::error::PageError;
use crate::store::{Audience, Db, Referral};
use crate::ui::form::{FormState, PostForm, Refusal};
use crate::ui::message::MessagePage;
pub use abuse::Trouble;
pub use reply::{Reply, ReplyFields};

/// What a structure's link opens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Opened {
    /// The request.
    Request(Box<Request>),
    /// Nobody has opened it yet: a press of a button does, so that a robot which looks through mails does not.
    Sealed(Sealed),
    /// It is over: the structure loses sight of the person.
    Over(Over),
    /// The link has lived its days; a new one goes to the same address.
    Expired,
    /// The person took it back: nothing of her is shown.
    Withdrawn,
}

/// What is on the envelope of a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sealed {
    /// Who asks.
    pub first_name: String,
    /// What she asks for.
    pub offer: String,
    /// The day she asked.
    pub sent_on: Date,
    /// The day by which she hears of it, whatever the structure does.
    pub told_by: Option<Date>,
}

/// What is left of a request that is over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Over {
    /// What was asked for.
    pub offer: String,
    /// How it ended.
    pub state: State,
    /// Whether the offer takes no more requests until the structure opens its door again.
    pub door_closed: bool,
}

/// A request as the structure sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Who asks.
    pub first_name: String,
    /// Her mobile, E.164.
    pub mobile: String,
    /// Her e-mail.
    pub email: Option<String>,
    /// When to call.
    pub best_moment: Option<BestMoment>,
    /// Her words.
    pub message: Option<String>,
    /// What she asks for.
    pub offer: String,
    /// The training for which she asks to be proposed, if she does.
    pub wanted: Option<String>,
    /// The day she asked.
    pub sent_on: Date,
    /// Today.
    pub today: Date,
    /// What the clock does next by itself, and on which day.
    pub next: Option<(Deed, Date)>,
    /// Where it stands.
    pub state: State,
    /// Her place on the waiting list.
    pub rank: Option<i64>,
    /// The session that she waits for, in words.
    pub awaits: Option<String>,
    /// The appointment proposed.
    pub appointment_at: Option<PrimitiveDateTime>,
    /// Where.
    pub appointment_place: Option<String>,
    /// Where appointments usually are.
    pub usual_place: Option<String>,
    /// Whether it looks like one that somebody sent to try.
    pub looks_like_test: bool,
    /// What the structure has done about it, where something is wrong with it.
    pub trouble: Trouble,
}

/// Reads the request that a structure's link opens; nothing where there is none.
pub async fn read_request(secret: String) -> Result<Option<Opened>, PageError> {
    let reading = super::reading::Reading::current()?;
    let db = &reading.db;
    let Some(secret) = Secret::parse(&secret) else { return Ok(None) };
    let id = match db.follow_link(&secret, Audience::Structure, reading.clock.now()).await? {
        None => return Ok(None),
        Some((_, true)) => return Ok(Some(Opened::Expired)),
        Some((id, false)) => id,
    };
    let Some(referral) = db.referral(id).await? else { return Ok(None) };
    let state = referral.state()?;
    if state == State::Withdrawn {
        return Ok(Some(Opened::Withdrawn));
    }
    let stored = db.offer_by_id(referral.offer_id).await?;
    let door_closed = stored.content.door_closed;
    let offer = stored.content.0;
    let case = referral.case(offer.address.calendar())?;
    Ok(Some(match state {
        State::Sent => {
            let offer = wanted_name(db, &referral).await?.unwrap_or(offer.name);
            Opened::Sealed(Sealed::new(&referral, &case, offer))
        }
        state if !state.is_open() => Opened::Over(Over { offer: offer.name, state, door_closed }),
        _ => {
            db.see(id, None, reading.clock.today()).await?;
            let trouble = Trouble::read(db, stored.organisation_id, &referral, reading.clock.now()).await?;
            let wanted = wanted_name(db, &referral).await?;
            let today = reading.clock.today();
            Opened::Request(Box::new(Request {
                wanted,
                ..Request::new(referral, &case, offer, trouble, today)
            }))
        }
    }))
}

/// The training for which somebody asks to be proposed, if she does.
pub async fn wanted_name(db: &Db, referral: &Referral) -> Result<Option<String>, PageError> {
    Ok(match referral.for_offer_id {
        Some(wanted) => Some(db.offer_by_id(wanted).await?.content.0.name),
        None => None,
    })
}

impl Sealed {
    /// That of a request for `offer`.
    pub fn new(referral: &Referral, case: &Case, offer: String) -> Self {
        Self {
            first_name: referral.first_name.clone(),
            offer,
            sent_on: paris_date(referral.sent_at),
            told_by: case.day_of(Deed::Tell),
        }
    }
}

impl Request {
    /// That of a person for an offer, as it stands `today`.
    pub fn new(referral: Referral, case: &Case, offer: Offer, trouble: Trouble, today: Date) -> Self {
        Self {
            looks_like_test: looks_like_test(&referral.first_name, referral.message.as_deref()),
            trouble,
            first_name: referral.first_name,
            mobile: referral.mobile,
            email: referral.email,
            best_moment: referral.best_moment.as_deref().and_then(BestMoment::from_code),
            message: referral.message,
            usual_place: offer.address.line(),
            offer: offer.name,
            wanted: None,
            sent_on: paris_date(referral.sent_at),
            today,
            appointment_at: referral.appointment_at,
            appointment_place: referral.appointment_place,
            next: case.next_day(),
            rank: referral.rank,
            awaits: referral.awaited_session.map(|day| spoken_from(today, day)),
            state: case.state,
        }
    }
}

/// The structure's page.
#[component]
pub fn AnswerPage() -> impl IntoView {
    let state = FormState::new();
    let (renewed, answered) = (asked("renouvele"), asked("repondu"));
    let read = read_request(parameter("secret"));
    view! {
        <Meta name="robots" content="noindex"/>
        {shown(async move { read.await.map(Some) }, move |opened| match opened {
            Some(Opened::Request(request)) => view! { <Reply request=*request answered state/> }.into_any(),
            Some(Opened::Sealed(sealed)) => view! { <Envelope sealed/> }.into_any(),
            Some(Opened::Over(over)) => view! { <Ended over answered state/> }.into_any(),
            Some(Opened::Expired) if renewed => view! { <Renewed/> }.into_any(),
            Some(Opened::Expired) => view! { <Expired state/> }.into_any(),
            Some(Opened::Withdrawn) => view! {
                <MessagePage title="Demande annulée" text="La personne a repris sa demande. Vous n’avez rien à faire."/>
            }.into_any(),
            None => view! { <Unknown/> }.into_any(),
        })}
    }
}

/// The envelope, with the button that opens it.
#[component]
pub fn Envelope(
    /// What is on it.
    sealed: Sealed,
) -> impl IntoView {
    let by = sealed
        .told_by
        .map(|day| format!("Nous lui avons promis des nouvelles avant le {}.", spoken_date(day)));
    view! {
        <Title text=format!("Demande de {}", sealed.first_name)/>
        <section class="message">
            <p class="card-kind">{sealed.offer}</p>
            <h1>{format!("{} demande à venir", sealed.first_name)}</h1>
            <p>{format!("Sa demande est du {}. {}", spoken_date(sealed.sent_on), by.unwrap_or_default())}</p>
            <PostForm state=FormState::new()>
                <input type="hidden" name="geste" value="lire"/>
                <p class="main-action"><button type="submit" class="button main">"Lire et répondre"</button></p>
            </PostForm>
        </section>
    }
}

/// How a request ended, for the structure.
fn ended(state: State) -> &'static str {
    match state {
        State::Completed => "C’est terminé.",
        State::Declined => "Vous avez dit non, pas cette fois.",
        State::NoAnswer => "Elle s’est fermée sans réponse.",
        State::Withdrawn => "La personne a repris sa demande. Vous n’avez rien à faire.",
        _ => "",
    }
}

/// What the structure is told of a request that is over: nothing of the person.
#[component]
pub fn Ended(
    /// What is left of it.
    over: Over,
    /// Whether it was answered just now.
    answered: bool,
    /// The state of the page's form.
    state: FormState,
) -> impl IntoView {
    let thanks = if answered { "Merci ! La personne est prévenue par SMS. " } else { "" };
    view! {
        <Title text="Demande terminée"/>
        <section class="message">
            <p class="card-kind">{over.offer}</p>
            <h1>"Demande terminée"</h1>
            {(!over.door_closed).then(|| view! { <Refusal state=state.clone()/> })}
            <p role="status">{format!("{thanks}{}", ended(over.state))}</p>
            <p>"Nous n’affichons plus rien de la personne."</p>
            {over.door_closed.then(|| view! {
                <p class="notice closed">"Trois demandes de suite sont restées sans réponse. Votre offre ne reçoit plus de demandes."</p>
                <PostForm state>
                    <input type="hidden" name="geste" value="rouvrir"/>
                    <p class="main-action"><button type="submit" class="button main">"Recevoir de nouveau des demandes"</button></p>
                </PostForm>
            })}
        </section>
    }
}

#[component]
fn Unknown() -> impl IntoView {
    set_status(404);
    view! {
        <MessagePage
            title="Ce lien ne mène à aucune demande"
            text="Copiez l’adresse entière depuis votre message. Une demande close depuis longtemps est effacée."
        />
    }
}

#[component]
fn Renewed() -> impl IntoView {
    view! {
        <MessagePage title="Regardez vos e-mails" text="Un nouveau lien part à l’adresse de votre structure. Comptez quelques minutes."/>
    }
}

#[component]
fn Expired(state: FormState) -> impl IntoView {
    view! {
        <Title text="Ce lien a expiré"/>
        <section class="message">
            <h1>"Ce lien a expiré"</h1>
            <p>{format!("Un lien vit {STRUCTURE_LINK_DAYS} jours. Demandez-en un nouveau : il part à l’adresse de votre structure.")}</p>
            <PostForm state>
                <input type="hidden" name="geste" value="renouveler"/>
                <p class="main-action"><button type="submit" class="button main">"Recevoir un nouveau lien"</button></p>
            </PostForm>
        </section>
    }
}
