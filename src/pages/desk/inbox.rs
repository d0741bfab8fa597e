//! `/espace/{structure}/demandes`: the requests received, folder by folder.

mod answered;
mod rows;
mod search;
mod together;

use leptos::prelude::*;
use leptos_meta::Title;
use time::Date;
use uuid::Uuid;

use super::tab::Tab;
use super::{Desk, desk};
use crate::domain::answering::Answering;
use crate::domain::inbox::{InboxQuery, Whose};
use crate::domain::membership::Role;
use crate::domain::referral::Folder;
use crate::error::PageError;
use crate::pages::shown::{asked_value, queried};
use crate::store::{Assigned, INBOX_PAGE, Narrowed, Received, TeamMember};
use crate::ui::form::{FormState, Refusal};
use crate::ui::icon::Icon;
use answered::HowYouAnswer;
use rows::Rows;
pub(super) use rows::standing;
use search::Search;

/// What the page shows.
#[derive(Debug, Clone)]
struct Inbox {
    query: InboxQuery,
    counts: Vec<(Folder, i64)>,
    rows: Vec<Received>,
    more: bool,
    /// The ends of the addresses of the offers that were asked for, and their names.
    offers: Vec<(String, String)>,
    team: Vec<TeamMember>,
    today: Date,
    answering: Answering,
    /// How fast it answers, as everybody reads it.
    delay: Option<String>,
}

async fn read(desk: Desk, mut query: InboxQuery) -> Result<Option<Inbox>, PageError> {
    let (reading, organisation) = (&desk.reading, desk.organisation.id);
    let db = &reading.db;
    query.text = db.open_search(desk.account.id, &query.sealed);
    let team = db.team_members(organisation).await?;
    let narrowed = Narrowed { offer: &query.offer, assigned: assigned(&query.whose, desk.account.id) };
    let (page, most) = (query.page as usize, INBOX_PAGE as usize);
    let mut rows = if query.text.is_empty() {
        db.inbox(organisation, query.folder, narrowed, query.page).await?
    } else {
        let found = db.received(organisation).await?.into_iter().filter(|row| {
            query.finds(&row.first_name, &row.mobile, row.email.as_deref(), &row.code)
                && is_wanted(row, narrowed, &team)
        });
        found.skip(page * most).take(most + 1).collect()
    };
    let more = rows.len() > most;
    rows.truncate(most);
    let promised = desk.organisation.content.answers_within_days;
    let answers = reading.index().ok().map(|index| index.answers(organisation, promised));
    let offers = db.offers_asked(organisation).await?;
    Ok(Some(Inbox {
        counts: db.inbox_counts(organisation, narrowed).await?,
        offers: offers.into_iter().map(|(slug, offer)| (slug, offer.0.name)).collect(),
        today: reading.clock.today(),
        answering: reading.answering(organisation).await?,
        delay: answers.and_then(|answers| answers.sentence()),
        team,
        rows,
        more,
        query,
    }))
}

/// Of whom the address wants requests, for `me`.
fn assigned(whose: &Whose, me: Uuid) -> Assigned {
    match whose {
        Whose::Anybodys => Assigned::ToAnybody,
        Whose::Mine => Assigned::To(me),
        Whose::Nobodys => Assigned::ToNobody,
        Whose::Of(key) => Uuid::parse_str(key).map_or(Assigned::ToAnybody, Assigned::To),
    }
}

/// Who waits longest of those that nobody has answered, beside the request `but`: her request and her first name.
pub(super) async fn next_after(desk: &Desk, but: Uuid) -> Result<Option<(Uuid, String)>, PageError> {
    let waiting = desk.reading.db.inbox(desk.organisation.id, Folder::New, Narrowed::default(), 0).await?;
    Ok(waiting.into_iter().find(|row| row.id != but).map(|row| (row.id, row.first_name)))
}

/// What the statement of a folder does, for what a search found.
fn is_wanted(row: &Received, narrowed: Narrowed<'_>, team: &[TeamMember]) -> bool {
    let of_offer = narrowed.offer.is_empty() || row.offer_slug == narrowed.offer;
    of_offer
        && match narrowed.assigned {
            Assigned::ToAnybody => true,
            Assigned::ToNobody => !team.iter().any(|one| row.assigned_to == Some(one.id)),
            Assigned::To(account) => row.assigned_to == Some(account),
        }
}

/// The page.
#[component]
pub fn InboxPage() -> impl IntoView {
    let state = FormState::new();
    let query = InboxQuery::parse(&queried());
    desk(
        Tab::Inbox,
        move |desk| read(desk, query),
        move |desk, inbox| {
            view! { <Folders desk inbox state/> }
        },
    )
}

#[component]
fn Folders(desk: Desk, inbox: Inbox, state: FormState) -> impl IntoView {
    let base = desk.to("/demandes");
    let query = inbox.query.clone();
    let searching = !query.text.is_empty();
    let tabs = inbox.counts.iter().map(|(folder, count)| {
        let href = format!("{base}{}", query.in_folder(*folder).query());
        let current = (!searching && *folder == query.folder).then_some("page");
        view! { <li><a href=href aria-current=current>{folder.label()}" "<span class="count">{*count}</span></a></li> }
    });
    let tabs = tabs.collect_view();
    let never = !searching && !query.is_narrowed() && inbox.counts.iter().all(|(_, count)| *count == 0);
    if never {
        return view! { <Never desk/> }.into_any();
    }
    let title = if searching { "Recherche" } else { query.folder.label() };
    let heading = if searching { format!("« {} »", query.text) } else { title.to_owned() };
    let agenda = !searching && query.folder == Folder::Appointment && !inbox.rows.is_empty();
    let tick = InboxQuery { ticked: !query.ticked, ..query.clone() };
    let label = if query.ticked { "Tout décocher" } else { "Tout cocher" };
    let may_tick = !inbox.rows.is_empty() && desk.role.may(Role::Publisher);
    let tick = may_tick.then(|| (format!("{base}{}#dossier", tick.query()), label));
    view! {
        <Title text=format!("Demandes : {title}")/>
        <h1>"Demandes reçues"</h1>
        {told().map(|told| view! { <p class="notice done" role="status"><Icon name="done"/><span>{told}</span></p> })}
        <nav class="folders" aria-label="Dossiers"><ul>{tabs}</ul></nav>
        <Search base=base.clone() query=query.clone() offers=inbox.offers.clone() team=inbox.team.clone() me=desk.account.id/>
        <section class="inbox" aria-labelledby="dossier">
            <div class="inbox-head">
                <h2 id="dossier">{heading}</h2>
                {tick.map(|(href, label)| view! { <a href=href>{label}</a> })}
            </div>
            {if inbox.rows.is_empty() {
                // What was refused is told, though nothing is left to refuse.
                view! { <Refusal state/><Nothing base=base.clone() query=query.clone()/> }.into_any()
            } else {
                view! { <Rows desk=desk.clone() inbox=inbox.clone() base=base.clone() state/> }.into_any()
            }}
            <Pages base=base.clone() query more=inbox.more/>
        </section>
        <HowYouAnswer answering=inbox.answering delay=inbox.delay/>
        <p class="actions">
            <a class="button quiet" href=format!("{base}.csv") download="">"Télécharger toutes les demandes (CSV)"</a>
            {agenda.then(|| view! {
                <a class="button quiet" href=desk.to("/rendez-vous.ics")>"Mettre tous les rendez-vous dans mon agenda (.ics)"</a>
            })}
        </p>
        <p><a href=format!("{base}/numeros")>"Numéros bloqués"</a></p>
    }
    .into_any()
}

/// Nobody has asked yet.
#[component]
fn Never(desk: Desk) -> impl IntoView {
    view! {
        <Title text="Demandes reçues"/>
        <h1>"Demandes reçues"</h1>
        <p class="lead">"Personne n’a encore demandé. Les demandes arrivent ici, et par e-mail, dès que vos offres sont en ligne."</p>
        <p><a class="button" href=desk.to("/offres")>"Voir mes offres"</a></p>
    }
}

/// What was done to several requests, as the address says it.
fn told() -> Option<String> {
    let count = |name| asked_value(name).parse::<u32>().ok();
    let answered = count("repondues").map(|count| match count {
        1 => "Une personne est prévenue par SMS.".to_owned(),
        count => format!("{count} personnes sont prévenues par SMS."),
    });
    answered.or_else(|| {
        count("confiees").map(|count| match count {
            1 => "Une demande est confiée.".to_owned(),
            count => format!("{count} demandes sont confiées."),
        })
    })
}

/// Nothing to show, and what to do then.
#[component]
fn Nothing(base: String, query: InboxQuery) -> impl IntoView {
    let all = query.in_folder(query.folder);
    let all = format!("{base}{}", InboxQuery { folder: all.folder, ..InboxQuery::default() }.query());
    if !query.text.is_empty() {
        return view! {
            <p class="empty">"Aucune demande ne correspond. Cherchez un prénom, un code, un e-mail ou un numéro."</p>
            <p><a class="button quiet" href=all>"Voir toutes les demandes"</a></p>
        }
        .into_any();
    }
    if query.is_narrowed() {
        return view! {
            <p class="empty">"Aucune demande ici avec ces filtres."</p>
            <p><a class="button quiet" href=all>"Enlever les filtres"</a></p>
        }
        .into_any();
    }
    view! { <p class="empty">{query.folder.empty()}</p> }.into_any()
}

#[component]
fn Pages(base: String, query: InboxQuery, more: bool) -> impl IntoView {
    let to = |page: u32| format!("{base}{}", InboxQuery { page, ticked: false, ..query.clone() }.query());
    let before = (query.page > 0).then(|| to(query.page - 1));
    let after = more.then(|| to(query.page + 1));
    (before.is_some() || after.is_some()).then(|| {
        view! {
            <nav class="actions pages" aria-label="Pages">
                {before.map(|href| view! { <a class="button quiet" href=href rel="prev">"Page précédente"</a> })}
                {after.map(|href| view! { <a class="button quiet" href=href rel="next">"Page suivante"</a> })}
            </nav>
        }
    })
}
