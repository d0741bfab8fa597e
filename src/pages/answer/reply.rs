//! A request as the structure reads it, and the form that answers it; at the desk too.

use leptos::prelude::*;
use leptos_meta::Title;

use super::abuse::Abuse;
use super::{Request, ended};
use crate::domain::clock::{spoken_date, working_days_between};
use crate::domain::phone::spoken_phone;
use crate::domain::referral::{Exit, MESSAGE_MAX, Reason, State, spoken_time};
use crate::ui::form::{Choice, Field, FormState, PostForm, Refusal, TextField};
use crate::ui::icon::Icon;

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
    let open = request.state.is_open();
    let next = request.next.filter(|_| request.state.is_unanswered());
    let next = next.map(|(deed, day)| format!("{} le {}.", deed.sentence(), spoken_date(day)));
    view! {
        <Title text=format!("Demande de {first_name}")/>
        <article class="answer">
            <p class="card-kind">{request.offer.clone()}</p>
            <h1>{format!("{first_name} demande à venir")}</h1>
            {(!request.state.is_unanswered()).then(|| view! { <Given request=request.clone() answered/> })}
            <dl class="asked">
                {request.wanted.clone().map(|wanted| view! { <div><dt>"À proposer pour la formation"</dt><dd><strong>{wanted}</strong></dd></div> })}
                <div><dt>"Téléphone"</dt><dd><a href=format!("tel:{}", request.mobile)>{spoken_phone(&request.mobile)}</a></dd></div>
                {request.email.clone().map(|email| view! {
                    <div><dt>"E-mail"</dt><dd><a href=format!("mailto:{email}")>{email.clone()}</a></dd></div>
                })}
                {request.best_moment.map(|moment| view! { <div><dt>"À appeler"</dt><dd>{moment.label()}</dd></div> })}
                {request.message.clone().map(|message| view! { <div><dt>"Son message"</dt><dd class="words">{message}</dd></div> })}
                <div><dt>"Envoyée"</dt><dd>{format!("{}{}", spoken_date(request.sent_on), waiting(waited, request.state))}</dd></div>
            </dl>
            {request.looks_like_test.then(|| view! { <p class="notice">"Cette demande ressemble à un essai. Un doute ? Appelez."</p> })}
            {next.map(|next| view! { <p class="next"><Icon name="date"/><span>"Sans réponse : "{next}</span></p> })}
            {if read_only { ().into_any() } else if open { view! {
                <ReplyForm request=request.clone() state=state.besides("signaler")/>
                <Abuse trouble=request.trouble state/>
            }.into_any() } else { view! { <Refusal state/> }.into_any() }}
        </article>
    }
}

fn waiting(days: u16, state: State) -> String {
    match (state, days) {
        (State::Sent | State::Read, 1) => " : elle attend depuis 1 jour".to_owned(),
        (State::Sent | State::Read, days) if days > 1 => format!(" : elle attend depuis {days} jours"),
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
        State::WaitingList => match request.rank {
            Some(1) => "Elle est la première de votre liste d’attente.".to_owned(),
            Some(rank) => format!("Elle est la {rank}e de votre liste d’attente."),
            None => match request.awaits.as_deref() {
                Some(day) => format!("Elle est sur votre liste d’attente, pour la session du {day}."),
                None => "Elle est sur votre liste d’attente.".to_owned(),
            },
        },
        State::Accepted => "Vous avez dit oui.".to_owned(),
        State::Started => "Elle a commencé.".to_owned(),
        state => ended(state).to_owned(),
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
    let title = match request.state {
        State::Started => "Et maintenant ?",
        state if state.is_unanswered() => "Votre réponse",
        _ => "Changer votre réponse",
    };
    let later = !request.state.is_unanswered();
    let started = request.state == State::Started;
    view! {
        <h2>{title}</h2>
        <PostForm state>
            <input type="hidden" name="geste" value="repondre"/>
            <ReplyFields later started to=request.first_name usual_place=request.usual_place.unwrap_or_default()/>
            <p class="main-action"><button type="submit" class="button main"><Icon name="send"/>"Envoyer ma réponse"</button></p>
        </PostForm>
    }
}

/// What a structure can answer.
#[component]
pub fn ReplyFields(
    /// Whom: her first name.
    #[prop(into)]
    to: String,
    /// Where appointments usually are.
    usual_place: String,
    /// Whether it was answered before: she may have begun.
    #[prop(optional)]
    later: bool,
    /// Whether she has begun: then it can only end.
    #[prop(optional)]
    started: bool,
    /// One more thing to do than answering: its value, and what it says.
    #[prop(optional)]
    more: Option<(&'static str, &'static str)>,
    /// The fields of that.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let exits = Exit::CHOICES.into_iter().map(|exit| (exit.code(), exit.label())).collect();
    let mut answers = if started {
        vec![("termine", "C’est terminé")]
    } else {
        let mut answers = vec![
            ("appel", "Je l’appelle"),
            ("rendez-vous", "Je propose un rendez-vous"),
            ("attente", "Liste d’attente"),
            ("oui", "C’est oui"),
            ("non", "Pas cette fois"),
        ];
        if later {
            answers.insert(4, ("commence", "Elle a commencé"));
        }
        answers
    };
    answers.extend(more);
    let reasons = Reason::ALL.into_iter().map(|reason| (reason.code(), reason.label())).collect();
    view! {
        <div class="reply">
            <Choice name="reponse" label="Que répondez-vous ?" required=true options=answers/>
            <fieldset class="field only-appointment">
                <legend>"Le rendez-vous"</legend>
                <Field name="jour" label="Jour" kind="date" required=true/>
                <Field name="heure" label="Heure" kind="time" required=true/>
                <Field name="lieu" label="Lieu" value=usual_place required=true/>
            </fieldset>
            {(!started).then(|| view! {
                <div class="only-waiting">
                    <Field name="rang" label="Sa place dans votre liste" inputmode="numeric"/>
                </div>
            })}
            {started.then(|| view! {
                <Choice name="suite" label="Qu’y a-t-il eu après ?" required=true options=exits/>
            })}
            <div class="only-refusal">
                <Choice name="motif" label="Pour quelle raison ? La personne la lira." required=true options=reasons/>
            </div>
            {children.map(|children| children())}
            <div class="only-answer"><TextField name="mot" label=format!("Un mot pour {to}") max=MESSAGE_MAX/></div>
        </div>
    }
}
