//! The requests of a folder, each with how long it has waited and when the platform acts.

use leptos::prelude::*;
use time::{Date, PrimitiveDateTime};

use super::Inbox;
use super::together::Together;
use crate::domain::abuse::looks_like_test;
use crate::domain::clock::{paris_date, spoken_date, spoken_from, working_days_between};
use crate::domain::membership::Role;
use crate::domain::phone::spoken_phone;
use crate::domain::referral::{ANSWER_WITHIN_DAYS, Folder, State, spoken_time};
use crate::pages::desk::Desk;
use crate::store::Received;
use crate::ui::form::{FormState, PostForm};
use crate::ui::icon::Icon;

/// Working days of waiting from which a request is shown as urgent: it was recalled.
const URGENT_DAYS: u16 = 3;

/// The list; for who may answer, with boxes to tick and what to do to those that are.
#[component]
pub(super) fn Rows(
    /// Whose.
    desk: Desk,
    /// What is shown.
    inbox: Inbox,
    /// The address of the inbox.
    base: String,
    /// The state of the page's form.
    state: FormState,
) -> impl IntoView {
    let may_answer = desk.role.may(Role::Publisher);
    let query = inbox.query.clone();
    let rows = inbox.rows.iter().map(|row| {
        let assignee = row.assigned_to.and_then(|id| inbox.team.iter().find(|one| one.id == id));
        let assignee = assignee.map(|one| one.called().to_owned());
        let ticked = query.ticked || !state.typed(&format!("demande-{}", row.id)).is_empty();
        let folder = !query.text.is_empty();
        view! { <Row row=row.clone() assignee base=base.clone() today=inbox.today selectable=may_answer ticked folder/> }
    });
    let rows = rows.collect_view();
    if !may_answer {
        return view! { <ul class="requests">{rows}</ul> }.into_any();
    }
    view! {
        // Of the buttons that open a request: in the form below, Enter in a field would press the first of them.
        <form id="ouvrir" method="post"></form>
        <PostForm state=state.clone() action=format!("{base}{}", query.query())>
            <ul class="requests">{rows}</ul>
            <Together desk inbox state/>
        </PostForm>
    }
    .into_any()
}

/// How a request stands, in a few words.
pub(in crate::pages::desk) fn standing(
    state: State,
    sent_on: Date,
    appointment: Option<PrimitiveDateTime>,
    today: Date,
) -> String {
    let waits = |what: &str| match working_days_between(sent_on, today) {
        0 => "Reçue aujourd’hui".to_owned(),
        1 => format!("{what} depuis 1 jour ouvré"),
        days => format!("{what} depuis {days} jours ouvrés"),
    };
    match (state, appointment) {
        (State::Appointment, Some(at)) if at.date() < today => {
            format!("Rendez-vous passé : {}. Dites la suite.", spoken_date(at.date()))
        }
        (State::Appointment, Some(at)) => {
            format!("Rendez-vous le {} à {}", spoken_date(at.date()), spoken_time(at.time()))
        }
        (State::Sent | State::Read, _) => waits("Attend"),
        (State::ContactAttempted, _) => waits("Attend votre appel"),
        (State::WaitingList, _) => waits("Attend une place"),
        (State::Started, _) => "A commencé".to_owned(),
        (State::NoAnswer, _) => "Fermée sans réponse".to_owned(),
        _ => format!("Reçue le {}", spoken_date(sent_on)),
    }
}

#[component]
fn Row(
    row: Received,
    assignee: Option<String>,
    base: String,
    today: Date,
    selectable: bool,
    ticked: bool,
    folder: bool,
) -> impl IntoView {
    let state = row.state().unwrap_or(State::Sent);
    let sent_on = paris_date(row.sent_at);
    let waited = if state.is_unanswered() { working_days_between(sent_on, today) } else { 0 };
    let late = waited >= ANSWER_WITHIN_DAYS;
    let next = row.case().ok().and_then(|case| case.next_day());
    let next = next.map(|(deed, day)| format!("{} le {}.", deed.sentence(), spoken_date(day)));
    // Once it is over nobody is named any more.
    let over = !state.is_open();
    let sealed = selectable && state == State::Sent;
    let selectable = selectable && !over;
    let name = if over { row.code.clone() } else { row.first_name.clone() };
    let rank = row.rank.filter(|_| state == State::WaitingList);
    let awaits = row.awaited_session.filter(|_| !over);
    let folder = Folder::of(state).filter(|_| folder).map(Folder::label);
    let trial = !over && looks_like_test(&row.first_name, row.message.as_deref());
    let id = format!("demande-{}", row.id);
    let about = name.clone();
    let href = format!("{base}/{}", row.id);
    view! {
        <li class="request" class:late=late class:urgent={waited >= URGENT_DAYS && !late}>
            {selectable.then(|| view! {
                <label class="request-tick">
                    <input type="checkbox" name=id.clone() value="oui" checked=ticked/>
                    <span class="unseen">{format!("Choisir la demande de {about}")}</span>
                </label>
            })}
            <div class="request-what">
                <h3>{if sealed {
                    view! { <button form="ouvrir" formaction=href name="geste" value="lire"><span class="unseen">"Lire la demande de "</span>{name}</button> }.into_any()
                } else {
                    view! { <a href=href>{name}</a> }.into_any()
                }}</h3>
                <p class="request-when">
                    <strong>{standing(state, sent_on, row.appointment_at, today)}</strong>
                    {late.then(|| view! { " "<span class="badge late">"En retard"</span> })}
                    {rank.map(|rank| view! { " "<span class="badge">{format!("Place {rank}")}</span> })}
                    {awaits.map(|day| view! { " "<span class="badge">{format!("Session du {}", spoken_from(today, day))}</span> })}
                    {folder.map(|label| view! { " "<span class="badge">{label}</span> })}
                    {trial.then(|| view! { " "<span class="badge">"Un essai ?"</span> })}
                </p>
                <p class="request-offer">{row.offer.0.name.clone()}</p>
                {row.for_offer.clone().map(|wanted| view! { <p class="request-offer">{format!("À proposer pour : {}", wanted.0.name)}</p> })}
                {assignee.map(|name| view! { <p class="request-care">{format!("Suivie par {name}")}</p> })}
                {next.map(|next| view! { <p class="request-next">{next}</p> })}
            </div>
            {(!over).then(|| view! {
                <a class="button quiet request-call" href=format!("tel:{}", row.mobile)><Icon name="phone"/><span>{spoken_phone(&row.mobile)}</span></a>
            })}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn each_state_says_how_long_or_when() {
        let said = |state, at| standing(state, date!(2026 - 11 - 23), at, date!(2026 - 12 - 01));
        assert_eq!(said(State::Sent, None), "Attend depuis 6 jours ouvrés");
        assert_eq!(said(State::ContactAttempted, None), "Attend votre appel depuis 6 jours ouvrés");
        assert_eq!(said(State::WaitingList, None), "Attend une place depuis 6 jours ouvrés");
        assert_eq!(
            said(State::Appointment, Some(datetime!(2026-12-01 9:30))),
            "Rendez-vous le mardi 1er décembre à 9 h 30"
        );
        assert!(said(State::Appointment, Some(datetime!(2026-11-30 9:30))).starts_with("Rendez-vous passé"));
        assert_eq!(said(State::Read, None), said(State::Sent, None));
        assert_eq!(said(State::NoAnswer, None), "Fermée sans réponse");
        assert_eq!(said(State::Accepted, None), "Reçue le lundi 23 novembre");
    }
}
