//! `/espace/{structure}/demandes`: the requests received, folder by folder.

use leptos::prelude::*;
use leptos_meta::Title;
use time::{Date, Duration};

use super::tab::Tab;
use super::{Desk, desk};
use crate::domain::clock::{paris_date, spoken_date, working_days_between};
use crate::domain::inbox::{InboxQuery, Whose};
use crate::domain::phone::spoken_phone;
use crate::domain::referral::{Folder, State, spoken_time};
use crate::error::PageError;
use crate::pages::answer::ReplyFields;
use crate::pages::shown::{asked_value, queried};
use crate::search::fold;
use crate::store::{Answering, Assigned, INBOX_PAGE, Received, TeamMember};
use crate::ui::form::{FormState, PostForm};
use crate::ui::icon::Icon;

/// Days of requests of which the share that was answered is told.
const ANSWERING_DAYS: i64 = 365;
/// Days that a structure has before a request counts as not answered in that share.
const GRACE_DAYS: i64 = 10;

/// What the page shows.
#[derive(Debug, Clone)]
struct Inbox {
    query: InboxQuery,
    counts: Vec<(Folder, i64)>,
    rows: Vec<Received>,
    more: bool,
    offers: Vec<String>,
    team: Vec<TeamMember>,
    today: Date,
    answering: Answering,
    /// Median delay, in working days, once enough were answered.
    delay: Option<u8>,
}

async fn read(desk: Desk, query: InboxQuery) -> Result<Option<Inbox>, PageError> {
    let (db, now, organisation) = (&desk.reading.db, desk.reading.clock.now(), desk.organisation.id);
    let assigned = match query.whose {
        Whose::Anybodys => Assigned::ToAnybody,
        Whose::Mine => Assigned::To(desk.account.id),
        Whose::Nobodys => Assigned::ToNobody,
    };
    let mut rows = if query.text.is_empty() {
        db.inbox(organisation, query.folder, &query.offer, assigned, query.page).await?
    } else {
        let found = db.received(organisation).await?.into_iter().filter(|row| {
            query.finds(&row.first_name, &row.mobile, &row.code, fold)
                && (query.offer.is_empty() || row.offer_slug == query.offer)
        });
        found.skip(query.page as usize * INBOX_PAGE as usize).take(INBOX_PAGE as usize + 1).collect()
    };
    let more = rows.len() > INBOX_PAGE as usize;
    rows.truncate(INBOX_PAGE as usize);
    let until = now - Duration::days(GRACE_DAYS);
    let answering = db.answering(organisation, now - Duration::days(ANSWERING_DAYS), until).await?;
    let delay = desk.reading.index().ok().and_then(|index| index.answers(organisation, None).measured);
    Ok(Some(Inbox {
        counts: db.inbox_counts(organisation).await?,
        offers: db.offers_asked(organisation).await?,
        team: db.team_members(organisation).await?,
        today: desk.reading.clock.today(),
        rows,
        more,
        query,
        answering,
        delay,
    }))
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
        let wanted = InboxQuery { folder: *folder, whose: query.whose, ..InboxQuery::default() };
        let href = format!("{base}{}", wanted.query());
        let current = (!searching && *folder == query.folder).then_some("page");
        view! { <li><a href=href aria-current=current>{folder.label()}<span class="count">{*count}</span></a></li> }
    });
    let tabs = tabs.collect_view();
    let told = asked_value("repondues").parse::<u32>().ok().map(|count| match count {
        1 => "Une personne est prévenue par SMS.".to_owned(),
        count => format!("{count} personnes sont prévenues par SMS."),
    });
    let title = if searching { "Recherche" } else { query.folder.label() };
    view! {
        <Title text=format!("Demandes : {title}")/>
        <h1>"Demandes reçues"</h1>
        {told.map(|told| view! { <p class="notice done" role="status"><Icon name="done"/><span>{told}</span></p> })}
        <HowYouAnswer answering=inbox.answering delay=inbox.delay/>
        <nav class="folders" aria-label="Dossiers"><ul>{tabs}</ul></nav>
        <Search base=base.clone() query=query.clone() offers=inbox.offers.clone()/>
        <section class="inbox" aria-labelledby="dossier">
            <h2 id="dossier">{if searching { format!("« {} »", query.text) } else { title.to_owned() }}</h2>
            {if inbox.rows.is_empty() {
                let nothing = if searching { "Aucune demande ne correspond. Cherchez un prénom, un code ou un numéro." } else { query.folder.empty() };
                view! { <p class="empty">{nothing}</p> }.into_any()
            } else {
                view! { <Rows desk=desk.clone() inbox=inbox.clone() base=base.clone() state/> }.into_any()
            }}
            <Pages base=base.clone() query=query.clone() more=inbox.more/>
        </section>
        <p><a class="button quiet" href=format!("{base}.csv") download="">"Télécharger toutes les demandes (CSV)"</a></p>
    }
}

/// The delay and the share of answers, as the public sees them.
#[component]
fn HowYouAnswer(answering: Answering, delay: Option<u8>) -> impl IntoView {
    let share = (answering.received > 0).then(|| {
        let percent = (answering.answered * 100 + answering.received / 2) / answering.received;
        format!("{percent} % de réponses ({} sur {})", answering.answered, answering.received)
    });
    let delay = delay.map(|days| match days {
        0 => "réponse le jour même".to_owned(),
        1 => "réponse en 1 jour".to_owned(),
        days => format!("réponse en {days} jours"),
    });
    let said: Vec<String> = delay.into_iter().chain(share).collect();
    let said = match said.is_empty() {
        true => "Pas encore assez de demandes pour compter vos réponses.".to_owned(),
        false => format!("Sur un an : {}. C’est ce que voient les personnes.", said.join(", ")),
    };
    view! { <p class="how-you-answer">{said}</p> }
}

#[component]
fn Search(base: String, query: InboxQuery, offers: Vec<String>) -> impl IntoView {
    let whose = Whose::ALL.map(|whose| {
        view! { <option value=whose.code() selected=whose == query.whose>{whose.label()}</option> }
    });
    let several = offers.len() > 1;
    let offers = offers.into_iter().map(|slug| {
        let chosen = slug == query.offer;
        view! { <option value=slug.clone() selected=chosen>{slug.clone()}</option> }
    });
    let offers = offers.collect_view();
    view! {
        <form class="inbox-search" role="search" action=base>
            <input type="hidden" name="dossier" value=query.folder.code()/>
            <div class="field">
                <label for="texte">"Prénom, code ou téléphone"</label>
                <input id="texte" name="texte" type="search" value=query.text.clone() autocomplete="off"/>
            </div>
            {several.then(|| view! {
                <div class="field">
                    <label for="offre">"Offre"</label>
                    <select id="offre" name="offre"><option value="">"Toutes"</option>{offers}</select>
                </div>
            })}
            <div class="field">
                <label for="pour">"Suivie par"</label>
                <select id="pour" name="pour">{whose}</select>
            </div>
            <button type="submit" class="button">"Chercher"</button>
        </form>
    }
}

#[component]
fn Rows(desk: Desk, inbox: Inbox, base: String, state: FormState) -> impl IntoView {
    let may_answer = desk.role.may(crate::domain::membership::Role::Publisher);
    let usual_place = desk.organisation.content.address.line().unwrap_or_default();
    let rows = inbox.rows.into_iter().map(|row| {
        let assignee = row.assigned_to.and_then(|id| inbox.team.iter().find(|one| one.id == id));
        let assignee = assignee.map(|one| one.called().to_owned());
        view! { <Row row assignee base=base.clone() today=inbox.today selectable=may_answer/> }
    });
    let rows = rows.collect_view();
    if !may_answer {
        return view! { <ul class="requests">{rows}</ul> }.into_any();
    }
    view! {
        <PostForm state action=format!("{base}{}", inbox.query.query())>
            <ul class="requests">{rows}</ul>
            <details class="together">
                <summary><Icon name="send"/>"Répondre à plusieurs en même temps"</summary>
                <p class="hint">"Cochez les demandes ci-dessus. Par exemple : la même réunion d’information pour toutes."</p>
                <ReplyFields to="chaque personne".to_owned() usual_place/>
                <p class="main-action"><button type="submit" class="button main">"Répondre aux demandes cochées"</button></p>
            </details>
        </PostForm>
    }
    .into_any()
}

#[component]
fn Row(
    row: Received,
    assignee: Option<String>,
    base: String,
    today: Date,
    selectable: bool,
) -> impl IntoView {
    let state = row.state().unwrap_or(State::Sent);
    let sent_on = paris_date(row.sent_at);
    let waited = working_days_between(sent_on, today);
    let when = match (state, row.appointment_at) {
        (State::Appointment, Some(at)) => {
            format!("Rendez-vous le {} à {}", spoken_date(at.date()), spoken_time(at.time()))
        }
        (State::Sent | State::Read, _) => match waited {
            0 => "Reçue aujourd’hui".to_owned(),
            1 => "Attend depuis 1 jour".to_owned(),
            days => format!("Attend depuis {days} jours"),
        },
        _ => format!("Reçue le {}", spoken_date(sent_on)),
    };
    let late = state.is_unanswered() && waited >= 3;
    let next = row.case().ok().and_then(|case| case.next_day());
    let next = next.map(|(deed, day)| format!("{} le {}.", deed.sentence(), spoken_date(day)));
    let over = !state.is_open();
    let id = format!("demande-{}", row.id);
    let name = row.first_name.clone();
    view! {
        <li class="request" class:late=late>
            {selectable.then(|| view! {
                <label class="request-tick">
                    <input type="checkbox" name=id.clone() value="oui"/>
                    <span class="unseen">{format!("Choisir la demande de {name}")}</span>
                </label>
            })}
            <div>
                <h3><a href=format!("{base}/{}", row.id)>{if over { row.code.clone() } else { row.first_name.clone() }}</a></h3>
                <p class="request-offer">{row.offer.0.name.clone()}</p>
                <p class="request-when"><strong>{when}</strong>{assignee.map(|name| format!(" · suivie par {name}"))}</p>
                {next.map(|next| view! { <p class="request-next">{next}</p> })}
            </div>
            {(!over).then(|| view! {
                <a class="button quiet" href=format!("tel:{}", row.mobile)><Icon name="phone"/><span>{spoken_phone(&row.mobile)}</span></a>
            })}
        </li>
    }
}

#[component]
fn Pages(base: String, query: InboxQuery, more: bool) -> impl IntoView {
    let to = |page: u32| format!("{base}{}", InboxQuery { page, ..query.clone() }.query());
    let before = (query.page > 0).then(|| to(query.page - 1));
    let after = more.then(|| to(query.page + 1));
    (before.is_some() || after.is_some()).then(|| {
        view! {
            <nav class="pages" aria-label="Pages">
                {before.map(|href| view! { <a href=href rel="prev">"Page précédente"</a> })}
                {after.map(|href| view! { <a href=href rel="next">"Page suivante"</a> })}
            </nav>
        }
    })
}
