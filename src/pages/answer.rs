//! `/reponse/{secret}`: the structure reads a request and answers it, without an account.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use serde::{Deserialize, Serialize};
use time::{Date, PrimitiveDateTime};

use super::error::set_status;
use super::offer::spoken_phone;
use super::shown::{asked, parameter, shown};
use crate::domain::clock::{paris_date, spoken_date, working_days_after, working_days_between};
use crate::domain::id::Secret;
use crate::domain::offer::Offer;
use crate::domain::referral::{
    ANSWER_WITHIN_DAYS, BestMoment, MESSAGE_MAX, Reason, STRUCTURE_LINK_DAYS, State, spoken_time,
};
use crate::error::PageError;
use crate::store::{Audience, Referral};
use crate::ui::form::{Choice, Field, FormState, PostForm, Refusal, TextField};
use crate::ui::icon::Icon;
use crate::ui::message::MessagePage;

/// What a structure's link opens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Opened {
    /// The request.
    Request(Box<Request>),
    /// The link has lived its days; a new one goes to the same address.
    Expired,
    /// The person took it back: nothing of her is shown.
    Withdrawn,
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
    /// The day she asked.
    pub sent_on: Date,
    /// Today.
    pub today: Date,
    /// Where it stands.
    pub state: State,
    /// The appointment proposed.
    pub appointment_at: Option<PrimitiveDateTime>,
    /// Where.
    pub appointment_place: Option<String>,
    /// Where appointments usually are.
    pub usual_place: Option<String>,
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
    let offer = db.offer_by_id(referral.offer_id).await?.content.0;
    Ok(Some(Opened::Request(Box::new(Request::new(referral, state, offer, reading.clock.today())))))
}

impl Request {
    /// That of a person for an offer, as it stands `today`.
    pub fn new(referral: Referral, state: State, offer: Offer, today: Date) -> Self {
        Self {
            first_name: referral.first_name,
            mobile: referral.mobile,
            email: referral.email,
            best_moment: referral.best_moment.as_deref().and_then(BestMoment::from_code),
            message: referral.message,
            usual_place: offer.address.line(),
            offer: offer.name,
            sent_on: paris_date(referral.sent_at),
            today,
            appointment_at: referral.appointment_at,
            appointment_place: referral.appointment_place,
            state,
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
            Some(Opened::Expired) if renewed => view! { <Renewed/> }.into_any(),
            Some(Opened::Expired) => view! { <Expired state/> }.into_any(),
            Some(Opened::Withdrawn) => view! {
                <MessagePage title="Demande annulée" text="La personne a repris sa demande. Vous n’avez rien à faire."/>
            }.into_any(),
            None => view! { <Unknown/> }.into_any(),
        })}
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

/// A request, and the form that answers it.
#[component]
pub fn Reply(
    /// The request.
    request: Request,
    /// Whether an answer has just been given.
    answered: bool,
    /// The state of the page's form.
    state: FormState,
    /// Whether who looks may not answer.
    #[prop(optional)]
    read_only: bool,
) -> impl IntoView {
    let first_name = request.first_name.clone();
    let waited = working_days_between(request.sent_on, request.today);
    let by = spoken_date(working_days_after(request.sent_on, ANSWER_WITHIN_DAYS));
    let open = request.state.is_open();
    view! {
        <Title text=format!("Demande de {first_name}")/>
        <article class="answer">
            <p class="card-kind">{request.offer.clone()}</p>
            <h1>{format!("{first_name} demande à venir")}</h1>
            {(request.state != State::Sent).then(|| view! { <Given request=request.clone() answered/> })}
            <dl class="asked">
                <div><dt>"Téléphone"</dt><dd><a href=format!("tel:{}", request.mobile)>{spoken_phone(&request.mobile)}</a></dd></div>
                {request.email.clone().map(|email| view! {
                    <div><dt>"E-mail"</dt><dd><a href=format!("mailto:{email}")>{email.clone()}</a></dd></div>
                })}
                {request.best_moment.map(|moment| view! { <div><dt>"À appeler"</dt><dd>{moment.label()}</dd></div> })}
                {request.message.clone().map(|message| view! { <div><dt>"Son message"</dt><dd class="words">{message}</dd></div> })}
                <div><dt>"Envoyée"</dt><dd>{format!("{}{}", spoken_date(request.sent_on), waiting(waited, request.state))}</dd></div>
            </dl>
            {(request.state == State::Sent).then(|| view! {
                <p class="next"><Icon name="date"/><span>{format!("Nous lui avons promis des nouvelles avant le {by}.")}</span></p>
            })}
            {if read_only { ().into_any() } else if open { view! { <ReplyForm request state/> }.into_any() } else { view! { <Refusal state/> }.into_any() }}
        </article>
    }
}

fn waiting(days: u16, state: State) -> String {
    match (state, days) {
        (State::Sent, 1) => " : elle attend depuis 1 jour".to_owned(),
        (State::Sent, days) if days > 1 => format!(" : elle attend depuis {days} jours"),
        _ => String::new(),
    }
}

/// The answer that was given.
#[component]
fn Given(request: Request, answered: bool) -> impl IntoView {
    let what = match request.state {
        State::ContactAttempted => "Vous allez l’appeler.".to_owned(),
        State::Appointment => match request.appointment_at {
            Some(at) => format!(
                "Rendez-vous le {} à {}, {}.",
                spoken_date(at.date()),
                spoken_time(at.time()),
                request.appointment_place.clone().unwrap_or_default()
            ),
            None => "Rendez-vous.".to_owned(),
        },
        State::WaitingList => "Elle est sur votre liste d’attente.".to_owned(),
        State::Accepted => "Vous avez dit oui.".to_owned(),
        State::Declined => "Vous avez dit non, pas cette fois.".to_owned(),
        State::Sent | State::Withdrawn => String::new(),
    };
    let thanks = if answered {
        format!("Merci ! {} est prévenue par SMS. ", request.first_name)
    } else {
        String::new()
    };
    view! { <p class="notice done" role="status"><Icon name="done"/><span>{thanks}{what}</span></p> }
}

#[component]
fn ReplyForm(request: Request, state: FormState) -> impl IntoView {
    let title = if request.state == State::Sent { "Votre réponse" } else { "Changer votre réponse" };
    view! {
        <h2>{title}</h2>
        <PostForm state>
            <input type="hidden" name="geste" value="repondre"/>
            <ReplyFields to=request.first_name usual_place=request.usual_place.unwrap_or_default()/>
            <p class="main-action"><button type="submit" class="button main"><Icon name="send"/>"Envoyer ma réponse"</button></p>
        </PostForm>
    }
}

/// What a structure can answer.
#[component]
pub fn ReplyFields(
    /// Whom: her first name.
    to: String,
    /// Where appointments usually are.
    usual_place: String,
) -> impl IntoView {
    let reasons = Reason::ALL.into_iter().map(|reason| (reason.code(), reason.label())).collect();
    view! {
        <div class="reply">
            <Choice name="reponse" label="Que répondez-vous ?" required=true options=vec![
                ("appel", "Je l’appelle"),
                ("rendez-vous", "Je propose un rendez-vous"),
                ("attente", "Liste d’attente"),
                ("oui", "C’est oui"),
                ("non", "Pas cette fois"),
            ]/>
            <div class="only-appointment">
                <Field name="jour" label="Jour" kind="date" required=true/>
                <Field name="heure" label="Heure" kind="time" required=true/>
                <Field name="lieu" label="Lieu" value=usual_place required=true/>
            </div>
            <div class="only-refusal">
                <Choice name="motif" label="Pour quelle raison ? La personne la lira." required=true options=reasons/>
            </div>
            <TextField name="mot" label=format!("Un mot pour {}", to) max=MESSAGE_MAX/>
        </div>
    }
}
