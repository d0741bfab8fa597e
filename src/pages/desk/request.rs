//! `/espace/{structure}/demandes/{id}`: one request, its answer, who takes care of it, what the team says of it.

use leptos::prelude::*;
use time::Date;
use uuid::Uuid;

use super::tab::Tab;
use super::{Desk, desk};
use crate::domain::calendar::Calendar;
use crate::domain::clock::{paris_date, spoken_date};
use crate::domain::membership::Role;
use crate::domain::referral::{Action, Actor, MESSAGE_MAX, State};
use crate::error::PageError;
use crate::pages::answer::{Reply, Request};
use crate::pages::shown::{asked, parameter};
use crate::store::{Note, StoreError, TeamMember, Told};
use crate::ui::form::{FormState, TextField};
use crate::ui::icon::Icon;

/// What the page shows.
#[derive(Debug, Clone)]
struct Opened {
    id: Uuid,
    code: String,
    request: Request,
    assigned_to: Option<Uuid>,
    team: Vec<TeamMember>,
    notes: Vec<Note>,
    offer_slug: String,
}

async fn read(desk: Desk, id: String) -> Result<Option<Opened>, PageError> {
    let db = &desk.reading.db;
    let Ok(id) = Uuid::parse_str(&id) else { return Ok(None) };
    let Some(received) = db.received_one(desk.organisation.id, id).await? else { return Ok(None) };
    let calendar = received.offer.address.calendar();
    note_read(&desk, id, calendar).await?;
    let Some(referral) = db.referral(id).await? else { return Ok(None) };
    let case = referral.case(calendar)?;
    if case.state.is_open() {
        db.see(id, Some(desk.account.id), desk.reading.clock.today()).await?;
    }
    Ok(Some(Opened {
        request: Request::new(referral, &case, received.offer.0, desk.reading.clock.today()),
        code: received.code,
        assigned_to: received.assigned_to,
        team: db.team_members(desk.organisation.id).await?,
        notes: db.notes(id).await?,
        offer_slug: received.offer_slug,
        id,
    }))
}

/// Notes that somebody who can answer has opened the request: the person reads that it was.
async fn note_read(desk: &Desk, id: Uuid, calendar: Calendar) -> Result<(), PageError> {
    let (db, now) = (&desk.reading.db, desk.reading.clock.now());
    let Some(referral) = db.referral(id).await? else { return Ok(()) };
    if referral.state()? != State::Sent || !desk.role.may(Role::Publisher) {
        return Ok(());
    }
    let told = Told { account: Some(desk.account.id), ..Told::default() };
    match db.move_referral(&referral, &Action::Read, Actor::Structure, calendar, told, now).await {
        // Somebody else of the team was quicker.
        Err(StoreError::Conflict) => Ok(()),
        moved => Ok(moved.map(|_| ())?),
    }
}

/// The page.
#[component]
pub fn RequestPage() -> impl IntoView {
    let state = FormState::new();
    let (id, answered) = (parameter("id"), asked("repondu"));
    desk(
        Tab::Inbox,
        move |desk| read(desk, id),
        move |desk, opened| {
            view! { <Shown desk opened answered state/> }
        },
    )
}

#[component]
fn Shown(desk: Desk, opened: Opened, answered: bool, state: FormState) -> impl IntoView {
    let base = desk.to(&format!("/demandes/{}", opened.id));
    let may_answer = desk.role.may(Role::Publisher);
    let (request, today) = (opened.request.clone(), opened.request.today);
    let next = request.next.filter(|_| !request.state.is_unanswered());
    let next = next.map(|(deed, day)| format!("{} le {}.", deed.sentence(), spoken_date(day)));
    let appointment = request.state == State::Appointment && request.appointment_at.is_some();
    view! {
        <p class="back"><a href=desk.to("/demandes")>"Toutes les demandes"</a></p>
        <div class="request-page">
            <Reply request answered state read_only=!may_answer/>
            <aside class="request-side" aria-label="Pour votre équipe">
                {next.map(|next| view! { <p class="next"><Icon name="date"/><span>{next}</span></p> })}
                <p>"Code de la demande : "<span class="request-code">{opened.code.clone()}</span></p>
                <p><a href=format!("/offres/{}", opened.offer_slug)>"Voir l’offre"</a></p>
                {appointment.then(|| view! {
                    <p><a class="button quiet" href=format!("{base}/rendez-vous.ics")><Icon name="date"/>"Mettre dans mon agenda (.ics)"</a></p>
                })}
                <Assignee base=base.clone() team=opened.team.clone() to=opened.assigned_to may=may_answer/>
                <Notes base notes=opened.notes team=opened.team today may=may_answer/>
            </aside>
        </div>
    }
}

#[component]
fn Assignee(base: String, team: Vec<TeamMember>, to: Option<Uuid>, may: bool) -> impl IntoView {
    if !may {
        let name = team.iter().find(|one| Some(one.id) == to).map(|one| one.called().to_owned());
        return view! { <p>"Suivie par : "{name.unwrap_or_else(|| "personne encore".to_owned())}</p> }
            .into_any();
    }
    let options = team.into_iter().map(|one| {
        view! { <option value=one.id.to_string() selected=Some(one.id) == to>{one.called().to_owned()}</option> }
    });
    let options = options.collect_view();
    view! {
        <form method="post" action=base class="assign">
            <input type="hidden" name="geste" value="confier"/>
            <div class="field">
                <label for="a">"Suivie par"</label>
                <select id="a" name="a"><option value="">"Personne encore"</option>{options}</select>
            </div>
            <button type="submit" class="button quiet">"Confier"</button>
        </form>
    }
    .into_any()
}

#[component]
fn Notes(base: String, notes: Vec<Note>, team: Vec<TeamMember>, today: Date, may: bool) -> impl IntoView {
    let notes = notes.into_iter().map(|note| {
        let who = note.account_id.and_then(|id| team.iter().find(|one| one.id == id));
        let who = who.map_or("Une personne partie", |one| one.called()).to_owned();
        let on = paris_date(note.at);
        let when = if on == today { "aujourd’hui".to_owned() } else { spoken_date(on) };
        view! { <li><p class="note-who">{format!("{who}, {when}")}</p><p class="words">{note.words}</p></li> }
    });
    view! {
        <section class="notes" aria-labelledby="notes">
            <h2 id="notes">"Notes de l’équipe"</h2>
            <p class="hint">"La personne ne les lit pas. Rien sur sa santé, rien sur la justice."</p>
            <ul>{notes.collect_view()}</ul>
            {may.then(|| view! {
                <form method="post" action=base>
                    <input type="hidden" name="geste" value="noter"/>
                    <TextField name="note" label="Ajouter une note" max=MESSAGE_MAX/>
                    <button type="submit" class="button quiet">"Garder la note"</button>
                </form>
            })}
        </section>
    }
}
