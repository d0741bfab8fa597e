//! `/espace/{structure}/demandes/{id}`: one request, its answer, who takes care of it, what was done and said.

mod feed;

use leptos::prelude::*;
use time::Date;
use uuid::Uuid;

use super::inbox::next_after;
use super::tab::Tab;
use super::{Desk, desk};
use crate::domain::clock::spoken_date;
use crate::domain::inbox::InboxQuery;
use crate::domain::membership::Role;
use crate::domain::referral::{Case, Deed, Folder, State};
use crate::error::PageError;
use crate::pages::answer::{Ended, Envelope, Over, Reply, Request, Sealed, Trouble};
use crate::pages::shown::{asked, parameter};
use crate::store::{Event, Given, Note, TeamMember};
use crate::ui::form::{Act, FormState, ProblemOf};
use crate::ui::icon::Icon;
use feed::Feed;

/// What the page shows.
#[derive(Debug, Clone)]
enum Seen {
    /// Nobody of the team has opened it yet: a press of a button does, since what is only looked at changes nothing.
    Sealed(Sealed),
    /// The request.
    Opened(Box<Opened>),
}

#[derive(Debug, Clone)]
struct Opened {
    id: Uuid,
    code: String,
    request: Request,
    assigned_to: Option<Uuid>,
    team: Vec<TeamMember>,
    notes: Vec<Note>,
    events: Vec<Event>,
    given: Vec<Given>,
    offer_slug: String,
    /// Whether its offer takes no more requests.
    door_closed: bool,
    /// What the platform does by itself, and on which day.
    plan: Vec<(Deed, Date)>,
    /// Who waits longest of those that nobody has answered: her request and her first name.
    next: Option<(Uuid, String)>,
}

async fn read(desk: Desk, id: String, answered: bool) -> Result<Option<Seen>, PageError> {
    let (db, organisation) = (&desk.reading.db, desk.organisation.id);
    let Ok(id) = Uuid::parse_str(&id) else { return Ok(None) };
    let Some(received) = db.received_one(organisation, id).await? else { return Ok(None) };
    let (calendar, today) = (received.offer.address.calendar(), desk.reading.clock.today());
    let Some(referral) = db.referral(id).await? else { return Ok(None) };
    let case = referral.case(calendar)?;
    if case.state == State::Sent && desk.role.may(Role::Publisher) {
        let offer = received.for_offer.map_or(received.offer.0.name, |wanted| wanted.0.name);
        return Ok(Some(Seen::Sealed(Sealed::new(&referral, &case, offer))));
    }
    let over = !case.state.is_open();
    if !over {
        db.see(id, Some(desk.account.id), desk.reading.clock.today()).await?;
    }
    let trouble = Trouble::read(db, organisation, &referral, desk.reading.clock.now()).await?;
    Ok(Some(Seen::Opened(Box::new(Opened {
        // What the team said of a person goes out of sight with her.
        notes: if over { Vec::new() } else { db.notes(id).await? },
        events: db.events(id).await?,
        given: db.given(organisation, &received.code).await?,
        plan: plan(&case),
        door_closed: received.offer.door_closed,
        request: Request {
            wanted: received.for_offer.map(|wanted| wanted.0.name),
            ..Request::new(referral, &case, received.offer.0, trouble, today)
        },
        code: received.code,
        assigned_to: received.assigned_to,
        team: db.team_members(organisation).await?,
        offer_slug: received.offer_slug,
        next: if answered { next_after(&desk, id).await? } else { None },
        id,
    }))))
}

/// What is still to come by itself, in order.
fn plan(case: &Case) -> Vec<(Deed, Date)> {
    let Some((_, first)) = case.next_day() else { return Vec::new() };
    let days = Deed::ALL.into_iter().filter_map(|deed| Some((deed, case.day_of(deed)?)));
    let mut plan: Vec<_> = days.filter(|(_, day)| *day >= first).collect();
    plan.sort_by_key(|(_, day)| *day);
    plan
}

/// The page.
#[component]
pub fn RequestPage() -> impl IntoView {
    let state = FormState::new();
    let (id, answered) = (parameter("id"), asked("repondu"));
    desk(
        Tab::Inbox,
        move |desk| read(desk, id, answered),
        move |desk, seen| match seen {
            Seen::Sealed(sealed) => view! { <Envelope sealed/> }.into_any(),
            Seen::Opened(opened) => view! { <Shown desk opened=*opened answered state/> }.into_any(),
        },
    )
}

#[component]
fn Shown(desk: Desk, opened: Opened, answered: bool, state: FormState) -> impl IntoView {
    let base = desk.to(&format!("/demandes/{}", opened.id));
    let may_answer = desk.role.may(Role::Publisher);
    let (request, today) = (opened.request.clone(), opened.request.today);
    let folder = Folder::of(request.state).unwrap_or(Folder::New);
    let back = desk.to(&format!("/demandes{}", InboxQuery::default().in_folder(folder).query()));
    let appointment = request.state == State::Appointment && request.appointment_at.is_some();
    let over = !request.state.is_open();
    let next = opened.next.clone().map(|(id, name)| (desk.to(&format!("/demandes/{id}")), name));
    view! {
        <p class="back"><a href=back><Icon name="back"/>{format!("Demandes : {}", folder.label())}</a></p>
        {next.map(|(href, name)| view! {
            <div class="next-request"><Act label=format!("Demande suivante : {name}") action=href fields=vec![("geste", "lire".into())]/></div>
        })}
        <div class="request-page">
            {if over {
                let over = Over { offer: request.offer.clone(), state: request.state, door_closed: opened.door_closed && may_answer };
                view! { <Ended over answered state/> }.into_any()
            } else {
                view! { <Reply request=request.clone() answered state read_only=!may_answer/> }.into_any()
            }}
            <aside class="request-side" aria-label="Pour votre équipe">
                {appointment.then(|| view! {
                    <p><a class="button quiet" href=format!("{base}/rendez-vous.ics")><Icon name="date"/>"Mettre dans mon agenda (.ics)"</a></p>
                })}
                <Platform state=request.state plan=opened.plan/>
                {(!over).then(|| view! {
                    <Assignee base=base.clone() team=opened.team.clone() to=opened.assigned_to me=desk.account.id may=may_answer/>
                })}
                <Feed base=base notes=opened.notes events=opened.events given=opened.given team=opened.team today may={may_answer && !over}/>
                <p class="small">
                    "Code de la demande : "<span class="request-code">{opened.code}</span>" · "
                    <a href=format!("/offres/{}", opened.offer_slug)>"Voir l’offre"</a>
                </p>
            </aside>
        </div>
    }
}

/// What the platform does by itself, and when.
#[component]
fn Platform(state: State, plan: Vec<(Deed, Date)>) -> impl IntoView {
    let title = if state.is_unanswered() { "Si vous ne répondez pas" } else { "Si rien ne change" };
    (!plan.is_empty()).then(|| {
        view! {
            <section class="platform" aria-labelledby="plateforme">
                <h2 id="plateforme">{title}</h2>
                <ol>
                    {plan.into_iter().map(|(deed, day)| view! {
                        <li><strong>{format!("Le {} : ", spoken_date(day))}</strong>{lower(deed.sentence())}"."</li>
                    }).collect_view()}
                </ol>
            </section>
        }
    })
}

/// A sentence that goes on inside another.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The field that names somebody of the team, or nobody.
#[component]
pub(super) fn TeamSelect(
    /// Who can be named.
    team: Vec<TeamMember>,
    /// The key of who is named now; empty for nobody.
    chosen: String,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let problem = state.about("a");
    let wrong = problem.is_some();
    let options = team.into_iter().map(|one| {
        let id = one.id.to_string();
        let selected = id == chosen;
        view! { <option value=id selected=selected>{one.called().to_owned()}</option> }
    });
    view! {
        <div class="field" class:wrong=wrong>
            <label for="a">"À qui ?"</label>
            <select id="a" name="a" aria-describedby="a-problem">
                <option value="">"Personne encore"</option>
                {options.collect_view()}
            </select>
            <ProblemOf name="a" problem/>
        </div>
    }
}

#[component]
fn Assignee(base: String, team: Vec<TeamMember>, to: Option<Uuid>, me: Uuid, may: bool) -> impl IntoView {
    let named = team.iter().find(|one| Some(one.id) == to).map(|one| one.called().to_owned());
    if !may {
        return view! { <p>"Suivie par : "{named.unwrap_or_else(|| "personne encore".to_owned())}</p> }
            .into_any();
    }
    let chosen = to.map(|id| id.to_string()).unwrap_or_default();
    let mine = to == Some(me);
    view! {
        <section class="care" aria-labelledby="suivi-par">
            <h2 id="suivi-par">{format!("Suivie par : {}", named.unwrap_or_else(|| "personne encore".to_owned()))}</h2>
            <div class="actions">
                {(!mine).then(|| view! {
                    <Act label="Je m’en occupe" action=base.clone() class="button quiet"
                        fields=vec![("geste", "confier".to_owned()), ("a", me.to_string())]/>
                })}
            </div>
            <details>
                <summary>"Confier à quelqu’un"</summary>
                <form method="post" action=base class="assign">
                    <input type="hidden" name="geste" value="confier"/>
                    <TeamSelect team chosen/>
                    <button type="submit" class="button quiet">"Confier"</button>
                </form>
            </details>
        </section>
    }
    .into_any()
}
