//! `/espace/{structure}/offres`: the offers of a structure, where each stands, and what can be done to several at once.

pub mod agreements;
pub mod base;
pub mod editor;
mod field;
pub mod help;
pub mod history;
pub mod new;
pub mod parts;
pub mod preview;
mod rows;
pub mod script;
pub mod seats;
pub mod steps;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::super::shown::asked as asked_for;
use super::tab::Tab;
use super::{Desk, desk};
use crate::domain::clock::{full_date, paris_date};
use crate::domain::draft::age::{Age, age, off_on};
use crate::domain::draft::state::State;
use crate::domain::membership::Role;
use crate::error::PageError;
use crate::store::{DRAFTS_PAGE, DraftRow};
use crate::ui::form::{Act, FormState, Refusal};

/// What the list shows.
struct Listed {
    rows: Vec<DraftRow>,
    counts: Vec<(String, i64)>,
    /// Offers that somebody was asked about.
    stale: i64,
    state: String,
    page: i64,
    more: bool,
    /// Questions of partners that wait.
    asked: i64,
    today: time::Date,
}

/// What the query of the list says.
fn asked() -> (String, i64) {
    use_query_map().with_untracked(|query| {
        let state = query.get("etat").unwrap_or_default();
        let known = State::from_code(&state).is_some() || ["imported", "stale"].contains(&state.as_str());
        let page = query.get("page").and_then(|page| page.parse::<i64>().ok()).unwrap_or(1).clamp(1, 1_000);
        (if known { state } else { String::new() }, page - 1)
    })
}

/// The page.
#[component]
pub fn OffersPage() -> impl IntoView {
    let (state, page) = asked();
    let done = use_query_map().with_untracked(|query| query.get("fait")).unwrap_or_default();
    let all = asked_for("tout");
    let form = FormState::new();
    desk(
        Tab::Offers,
        async move |desk: Desk| {
            let db = &desk.reading.db;
            let mut rows = db.drafts_of(desk.organisation.id, &state, page).await?;
            let more = rows.len() as i64 > DRAFTS_PAGE;
            rows.truncate(usize::try_from(DRAFTS_PAGE).unwrap_or(usize::MAX));
            let counts = db.count_drafts(desk.organisation.id).await?;
            Ok::<_, PageError>(Some(Listed {
                rows,
                counts,
                stale: db.drafts_to_do(desk.organisation.id).await?.0,
                state,
                page,
                more,
                asked: db.steps_waiting_for(desk.organisation.id).await?,
                today: desk.reading.clock.today(),
            }))
        },
        move |desk, listed| view! { <Offers desk listed done all form/> },
    )
}

#[component]
fn Offers(desk: Desk, listed: Listed, done: String, all: bool, form: FormState) -> impl IntoView {
    let Listed { rows, counts, stale, state, page, more, asked, today } = listed;
    let here = desk.to("/offres");
    let writes = desk.role.may(Role::Publisher);
    let address = |state: &str, page: i64| match (state, page) {
        ("", 0) => here.clone(),
        ("", page) => format!("{here}?page={}", page + 1),
        (state, 0) => format!("{here}?etat={state}"),
        (state, page) => format!("{here}?etat={state}&page={}", page + 1),
    };
    let every = if all {
        address(&state, page)
    } else {
        let own = address(&state, page);
        format!("{own}{}tout=1", if own.contains('?') { "&" } else { "?" })
    };
    let filters = filters(&counts, stale);
    let empty = rows.is_empty();
    view! {
        <Title text="Vos offres"/>
        <div class="desk-head">
            <h1>"Vos offres"</h1>
            {writes.then(|| view! { <a class="button" href=desk.to("/offres/nouvelle")>"Écrire une offre"</a> })}
        </div>
        {(!done.is_empty()).then(|| view! { <p class="notice" role="status">"C’est fait."</p> })}
        <Refusal state=form/>
        {(asked > 0).then(|| view! {
            <p class="notice">
                {if asked == 1 { "1 demande d’accord".to_owned() } else { format!("{asked} demandes d’accord") }}
                " : un partenaire veut une de vos offres dans son programme. "
                <a href=desk.to("/offres/accords")>"Répondre"</a>
            </p>
        })}
        <nav class="chips" aria-label="État des offres">
            <ul>
                {filters.into_iter().map(|(code, label, count)| view! {
                    <li><a href=address(code, 0) aria-current=(code == state).then_some("true")>{format!("{label} ({count})")}</a></li>
                }).collect_view()}
            </ul>
        </nav>
        {empty.then(|| view! {
            <p>"Aucune offre ici. Une offre s’écrit en trois minutes, avec un modèle."</p>
        })}
        {(!empty).then(|| view! {
            <form method="post" class="offers">
                <ul class="offers-list">
                    {rows.into_iter().map(|row| view! { <Row desk=desk.clone() row all today/> }).collect_view()}
                </ul>
                {writes.then(|| view! {
                    <fieldset class="bulk">
                        <legend>"Pour les offres cochées"</legend>
                        <a class="button quiet" href=every>{if all { "Tout décocher" } else { "Tout cocher" }}</a>
                        <button class="button quiet" name="geste" value="confirmer">"Toujours vrai"</button>
                        <button class="button quiet" name="geste" value="pause">"Mettre en pause"</button>
                        <button class="button quiet" name="geste" value="reprendre">"Remettre en ligne"</button>
                        <button class="button quiet" name="geste" value="archiver">"Archiver"</button>
                    </fieldset>
                })}
            </form>
        })}
        {(page > 0 || more).then(|| view! {
            <nav class="pager" aria-label="Pages">
                {(page > 0).then(|| view! { <a class="button quiet" rel="prev" href=address(&state, page - 1)>"Page d’avant"</a> })}
                {more.then(|| view! { <a class="button quiet" rel="next" href=address(&state, page + 1)>"Page suivante"</a> })}
            </nav>
        })}
    }
}

/// The filters that find something: code, label, how many.
fn filters(counts: &[(String, i64)], stale: i64) -> Vec<(&'static str, &'static str, i64)> {
    let count = |code: &str| counts.iter().find(|(one, _)| one == code).map_or(0, |(_, count)| *count);
    let all = counts.iter().filter(|(code, _)| code != State::Archived.code()).map(|(_, count)| count).sum();
    let states = State::ALL.into_iter().map(|state| (state.code(), state.label(), count(state.code())));
    let mut filters = vec![("", "Toutes", all)];
    filters.extend(
        states
            .chain([("imported", "Venues d’ailleurs", count("imported")), ("stale", "À confirmer", stale)])
            .filter(|(.., count)| *count > 0),
    );
    filters
}

#[component]
fn Row(desk: Desk, row: DraftRow, all: bool, today: time::Date) -> impl IntoView {
    let title = row.title().to_owned();
    let changed = full_date(paris_date(row.changed_at));
    let state = row.state();
    let (badge, label) = match state {
        Some(State::Published) => ("badge open", State::Published.label()),
        Some(state @ (State::Archived | State::Paused)) => ("badge closed", state.label()),
        Some(state) => ("badge", state.label()),
        None => ("badge open", "En ligne, venue d’ailleurs"),
    };
    let note = match (state, row.publish_on) {
        (Some(State::Scheduled), Some(day)) => Some(format!("Paraît le {}.", full_date(day))),
        (Some(State::Published), _) => row.confirmed_on.and_then(|confirmed| {
            (age(row.kind(), confirmed, today) != Age::Fresh)
                .then(|| format!("À confirmer avant le {}.", full_date(off_on(row.kind(), confirmed))))
        }),
        (Some(State::Paused), _) => row.rest().map(|rest| rest.sentence().to_owned()),
        _ => None,
    };
    let unseen = state == Some(State::Published) && row.has_unseen();
    let id = row.id;
    let offer = row.offer_id;
    let choice = match (id, offer) {
        (Some(id), _) => Some(format!("choix-{id}")),
        (None, offer) => offer.map(|offer| format!("choix-venue-{offer}")),
    };
    let writes = desk.role.may(Role::Publisher);
    view! {
        <li class="offer-row">
            {choice.filter(|_| writes).map(|name| view! {
                <input type="checkbox" name=name value="oui" checked=all aria-label=format!("Choisir : {title}")/>
            })}
            <div class="offer-what">
                <p class="offer-title">
                    {match id {
                        Some(id) => view! { <a href=desk.to(&format!("/offres/{id}"))>{title.clone()}</a> }.into_any(),
                        None => view! { <span>{title.clone()}</span> }.into_any(),
                    }}
                </p>
                <ul class="offer-facts">
                    <li class=badge>{label}</li>
                    {row.is_model.then(|| view! { <li class="badge">"Modèle"</li> })}
                    {row.has_news.then(|| view! { <li class="badge">"Le modèle a changé"</li> })}
                    {unseen.then(|| view! { <li class="badge">"Changements pas encore publiés"</li> })}
                    <li>{row.kind().label()}</li>
                    <li>{format!("Changée le {changed}")}</li>
                </ul>
                {note.map(|note| view! { <p class="offer-note">{note}</p> })}
                {row.imported_from.map(|name| view! { <p class="offer-note">{format!("Vient de « {name} »")}</p> })}
            </div>
            {(id.is_none() && writes).then(|| offer.map(|offer| view! {
                <button class="button quiet" name="prendre" value=offer.to_string()>
                    "Modifier"<span class="unseen">{format!(" : {title}")}</span>
                </button>
            }))}
        </li>
    }
}

/// A button that does one thing to one offer.
#[component]
pub fn OfferAct(
    /// What the button says.
    label: &'static str,
    /// What it does.
    act: &'static str,
    /// How it looks.
    #[prop(default = "button quiet")]
    class: &'static str,
) -> impl IntoView {
    view! { <Act label class fields=vec![("geste", act.to_owned())]/> }
}
