//! `/espace/{structure}/offres/{offer}/places`: the seats that conventions keep of each session.

use leptos::prelude::*;
use leptos_meta::Title;
use time::Date;

use super::super::super::shown::parameter;
use super::super::tab::Tab;
use super::super::{Desk, desk};
use super::editor::draft_of;
use crate::domain::clock::full_date;
use crate::domain::membership::Role;
use crate::domain::offer::Session;
use crate::domain::reservation::Reservation;
use crate::store::{Ally, StoredDraft, StoredReservation};
use crate::ui::form::{Act, Field, FormState, PostForm, ProblemOf, Refusal};

/// What the page shows.
struct Seats {
    draft: StoredDraft,
    name: String,
    /// The sessions that have not begun.
    sessions: Vec<Session>,
    reservations: Vec<StoredReservation>,
    allies: Vec<Ally>,
    today: Date,
}

/// The page.
#[component]
pub fn SeatsPage() -> impl IntoView {
    let id = parameter("offer");
    let state = FormState::new();
    desk(
        Tab::Offers,
        async move |desk: Desk| {
            let Some(draft) = draft_of(&desk, &id).await? else { return Ok(None) };
            let (db, today) = (&desk.reading.db, desk.reading.clock.today());
            let Some(offer) = draft.offer_id else {
                let (sessions, reservations, allies) = Default::default();
                return Ok(Some(Seats { name: String::new(), draft, sessions, reservations, allies, today }));
            };
            let stored = db.offer_by_id(offer).await?;
            Ok(Some(Seats {
                name: stored.content.name.clone(),
                sessions: stored.content.0.sessions.into_iter().filter(|one| one.starts_on > today).collect(),
                reservations: db.reservations(offer).await?,
                allies: db.allies(desk.organisation.id, offer).await?,
                draft,
                today,
            }))
        },
        move |desk, seats| view! { <Shown desk seats state/> },
    )
}

#[component]
fn Shown(desk: Desk, seats: Seats, state: FormState) -> impl IntoView {
    let Seats { draft, name, sessions, reservations, allies, today } = seats;
    let writes = desk.role.may(Role::Admin);
    let none = reservations.is_empty();
    let why_not = match (sessions.is_empty(), allies.is_empty()) {
        (true, _) => Some("Pour garder des places, publiez d’abord une date qui n’a pas commencé."),
        (_, true) => Some("Pour garder des places, il faut une convention avec un partenaire."),
        _ => None,
    };
    view! {
        <Title text="Places gardées"/>
        <p class="back"><a href=desk.to(&format!("/offres/{}", draft.id))>"Revenir à l’offre"</a></p>
        <h1>"Places gardées"</h1>
        {(!name.is_empty()).then(|| view! { <p class="file-name">{name}</p> })}
        <p class="lead">"Une convention peut garder des places pour les personnes qu’un partenaire accueille. Au jour dit, celles qui restent sont à tout le monde."</p>
        <Refusal state=state.clone()/>
        {none.then(|| view! { <p>"Aucune place n’est gardée."</p> })}
        <ul class="people">
            {reservations.into_iter().map(|one| view! { <Kept one writes/> }).collect_view()}
        </ul>
        {match why_not {
            _ if !writes => ().into_any(),
            Some(why_not) => view! { <p class="notice">{why_not}</p> }.into_any(),
            None => view! { <Keep sessions allies state today/> }.into_any(),
        }}
    }
}

#[component]
fn Kept(one: StoredReservation, writes: bool) -> impl IntoView {
    let told = one.reservation();
    let Reservation { seats, taken, until, released, .. } = told;
    let id = one.id.to_string();
    let about = format!("{}, date du {}", told.partner, full_date(told.starts_on));
    let act = |label: &'static str, what: &str, class: &'static str| {
        let fields = vec![("geste", what.to_owned()), ("reservation", id.clone())];
        view! { <Act label class about=about.clone() fields/> }
    };
    let end =
        if released { "Les autres sont à tout le monde." } else { "Ensuite elles sont à tout le monde." };
    view! {
        <li>
            <p class="people-who"><strong>{format!("Date du {}", full_date(told.starts_on))}</strong></p>
            <p>{format!("{seats} pour les personnes accueillies par {}. Prises : {taken}. Restent : {}.", told.partner, told.kept())}</p>
            <p>{format!("Gardées jusqu’au {}. {end}", full_date(until))}</p>
            {writes.then(|| view! {
                <div class="actions">
                    {(told.kept() > 0).then(|| act("Une place prise", "prise", "button quiet"))}
                    {(taken > 0).then(|| act("Une place rendue", "rendue", "button quiet"))}
                    {(!released).then(|| act("Rendre à tout le monde", "liberer", "button danger"))}
                </div>
            })}
        </li>
    }
}

#[component]
fn Keep(sessions: Vec<Session>, allies: Vec<Ally>, state: FormState, today: Date) -> impl IntoView {
    let sessions = sessions.into_iter().map(|session| {
        let left = session.places_for_everybody();
        let left = left.map(|left| format!(" ({left} places libres)")).unwrap_or_default();
        (session.starts_on.to_string(), format!("{}{left}", full_date(session.starts_on)))
    });
    let allies = allies.into_iter().map(|ally| {
        (
            format!("{}/{}", ally.convention_slug, ally.slug),
            format!("{} : {}", ally.content.name, ally.convention.name),
        )
    });
    view! {
        <section aria-labelledby="garder">
            <h2 id="garder">"Garder des places"</h2>
            <PostForm state=state.clone() whole=true>
                <input type="hidden" name="geste" value="garder"/>
                <Select name="seance" label="Quelle date ?" options=sessions.collect()/>
                <Select name="pour" label="Pour les personnes accueillies par" options=allies.collect()/>
                <Field name="places" label="Combien de places" inputmode="numeric" required=true/>
                <Field name="jusqu_au" label="Jusqu’au" kind="date" required=true
                    hint=format!("Ce jour-là compte. Après le {}, avant le début.", full_date(today))/>
                <p class="main-action"><button type="submit" class="button main">"Garder ces places"</button></p>
            </PostForm>
        </section>
    }
}

/// One of a few values that only this page knows.
#[component]
fn Select(name: &'static str, label: &'static str, options: Vec<(String, String)>) -> impl IntoView {
    let state = expect_context::<FormState>();
    let (typed, problem) = (state.typed(name), state.about(name));
    let wrong = problem.is_some();
    let options = options.into_iter().map(|(value, text)| {
        let selected = value == typed;
        view! { <option value=value selected=selected>{text}</option> }
    });
    view! {
        <div class="field" class:wrong=wrong>
            <label for=name>{label}</label>
            <select id=name name=name aria-invalid=wrong.then_some("true") aria-describedby=format!("{name}-problem")>
                {options.collect_view()}
            </select>
            <ProblemOf name problem/>
        </div>
    }
}
