//! `/espace/{structure}`: what is to be done today.

use leptos::prelude::*;
use leptos_meta::Title;
use time::Date;

use super::inbox::standing;
use super::tab::Tab;
use super::{Desk, desk};
use crate::domain::clock::paris_date;
use crate::domain::inbox::InboxQuery;
use crate::domain::membership::Role;
use crate::domain::referral::{Folder, State};
use crate::error::PageError;
use crate::store::{Narrowed, Received};
use crate::ui::icon::Icon;

/// The folders that ask for something today.
const TO_DO: [Folder; 3] = [Folder::New, Folder::ToCall, Folder::Appointment];
/// Requests of a kind that the page shows.
const SHOWN: usize = 3;

/// What the page shows.
struct Overview {
    /// Offers that people can find.
    offers: i64,
    /// Imports that wait for a look.
    imports: i64,
    /// Offers to confirm, models that changed, questions of partners.
    told: [i64; 3],
    counts: Vec<(Folder, i64)>,
    /// Who waits longest for an answer.
    waiting: Vec<Received>,
    /// The next appointments, and those of which nobody has said the outcome.
    appointments: Vec<Received>,
    /// People who ask to join the team, for who decides.
    claims: usize,
    today: Date,
}

async fn read(desk: Desk) -> Result<Option<Overview>, PageError> {
    let (db, id) = (&desk.reading.db, desk.organisation.id);
    let first = async |folder| {
        let mut rows = db.inbox(id, folder, Narrowed::default(), 0).await?;
        rows.truncate(SHOWN);
        Ok::<_, PageError>(rows)
    };
    let counts = db.inbox_counts(id, Narrowed::default()).await?;
    let states = db.count_drafts(id).await?;
    let shown = |state: &str| state == "published" || state == "imported";
    Ok(Some(Overview {
        offers: states.iter().filter(|(state, _)| shown(state)).map(|(_, count)| count).sum(),
        imports: db.waiting_imports(id).await?,
        told: {
            let (stale, news) = db.drafts_to_do(id).await?;
            [stale, news, db.steps_waiting_for(id).await?]
        },
        counts: counts.into_iter().filter(|(folder, _)| TO_DO.contains(folder)).collect(),
        waiting: first(Folder::New).await?,
        appointments: first(Folder::Appointment).await?,
        claims: if desk.role.may(Role::Admin) { db.claims_of(id).await?.len() } else { 0 },
        today: desk.reading.clock.today(),
    }))
}

/// What waits among the offers: how many, what, the end of the address.
fn of_offers([stale, news, asked]: [i64; 3]) -> Vec<(i64, &'static str, &'static str)> {
    let one = |count: i64, one: &'static str, many: &'static str| if count == 1 { one } else { many };
    let all = [
        (stale, one(stale, "offre à confirmer", "offres à confirmer"), "/offres?etat=stale"),
        (news, one(news, "modèle qui a changé", "modèles qui ont changé"), "/offres"),
        (asked, one(asked, "accord demandé", "accords demandés"), "/offres/accords"),
    ];
    all.into_iter().filter(|(count, ..)| *count > 0).collect()
}

fn to_do(folder: Folder, count: i64) -> &'static str {
    match (folder, count) {
        (Folder::New, 0 | 1) => "nouvelle demande",
        (Folder::New, _) => "nouvelles demandes",
        (Folder::ToCall, 0 | 1) => "personne à appeler",
        (Folder::ToCall, _) => "personnes à appeler",
        _ => "rendez-vous",
    }
}

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    desk(Tab::Overview, read, |desk, overview| view! { <Today desk overview/> })
}

#[component]
fn Today(desk: Desk, overview: Overview) -> impl IntoView {
    let Overview { offers, imports, told, counts, waiting, appointments, claims, today } = overview;
    view! {
        <Title text=desk.organisation.content.name.clone()/>
        <h1>"Accueil"</h1>
        <Review desk=desk.clone()/>
        {(claims > 0).then(|| {
            let asked = if claims == 1 { "Une personne demande à rejoindre l’équipe.".to_owned() } else { format!("{claims} personnes demandent à rejoindre l’équipe.") };
            view! { <p class="notice"><Icon name="people"/><span>{asked}" "<a href=desk.to("/equipe")>"Répondre"</a></span></p> }
        })}
        {(offers == 0).then(|| view! { <Offers desk=desk.clone() offers/> })}
        <ul class="to-do">
            {counts.into_iter().map(|(folder, count)| {
                let query = InboxQuery::default().in_folder(folder).query();
                let href = desk.to(&format!("/demandes{query}"));
                view! { <li class:some={count > 0}><a href=href><strong>{count}</strong>{to_do(folder, count)}</a></li> }
            }).collect_view()}
            {of_offers(told).into_iter().map(|(count, label, end)| view! {
                <li class="some"><a href=desk.to(end)><strong>{count}</strong>{label}</a></li>
            }).collect_view()}
            {(imports > 0 && desk.role.may(Role::Publisher)).then(|| view! {
                <li class="some"><a href=desk.to("/imports")><strong>{imports}</strong>{if imports > 1 { "imports à vérifier" } else { "import à vérifier" }}</a></li>
            })}
        </ul>
        <First desk=desk.clone() id="d-abord" title="À répondre d’abord" rows=waiting today/>
        <First desk=desk.clone() id="rendez-vous" title="Vos rendez-vous" rows=appointments today/>
        {(desk.role.may(Role::Admin) && desk.organisation.region().is_some()).then(|| view! {
            <section aria-labelledby="votre-region">
                <h2 id="votre-region">"Dans votre région"</h2>
                <p><a href=desk.to("/orientation")>"Dire qui reçoit les demandes : formations sur proposition, créations de structures"</a></p>
            </section>
        })}
        {(offers > 0).then(|| view! { <Offers desk=desk.clone() offers/> })}
    }
}

/// How many offers people can find, and the way to another: first of all where there is none.
#[component]
fn Offers(desk: Desk, offers: i64) -> impl IntoView {
    let writes = desk.role.may(Role::Publisher);
    let public = (desk.organisation.status == "published").then(|| desk.organisation.slug.clone());
    let said = match offers {
        0 => "Aucune offre publiée : personne ne peut encore vous demander.".to_owned(),
        1 => "1 offre publiée.".to_owned(),
        n => format!("{n} offres publiées."),
    };
    view! {
        <section aria-labelledby="offres">
            <h2 id="offres">"Vos offres"</h2>
            <p>{said}</p>
            <p class="actions">
                {writes.then(|| view! {
                    <a class=if offers == 0 { "button" } else { "button quiet" } href=desk.to("/offres/nouvelle")>"Écrire une offre"</a>
                })}
                {public.map(|slug| view! { <a class="button quiet" href=format!("/structures/{slug}")>"Voir votre page publique"</a> })}
            </p>
        </section>
    }
}

/// Where the structure stands with the platform, while it is not simply there.
#[component]
fn Review(desk: Desk) -> impl IntoView {
    let admin = desk.role.may(Role::Admin);
    let refused = desk.organisation.review == "refused";
    view! {
        {desk.organisation.is_waiting().then(|| view! {
            <p class="notice">"En attente de validation. Écrivez déjà vos offres : elles paraîtront dès que votre structure sera validée."</p>
        })}
        {refused.then(|| view! {
            <p class="notice closed"><span>
                {format!("Votre structure n’a pas été validée : {} ", desk.organisation.review_reason.clone().unwrap_or_default())}
                {admin.then(|| view! { <a href=desk.to("/fiche")>"Corrigez sa fiche : elle sera relue."</a> })}
            </span></p>
        })}
    }
}

/// The first requests of a folder.
#[component]
fn First(
    desk: Desk,
    id: &'static str,
    title: &'static str,
    rows: Vec<Received>,
    today: Date,
) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        view! {
            <section aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <ul class="links">
                    {rows.into_iter().map(|row| {
                        let state = row.state().unwrap_or(State::Sent);
                        let stands = standing(state, paris_date(row.sent_at), row.appointment_at, today);
                        view! {
                            <li><a href=desk.to(&format!("/demandes/{}", row.id))>
                                <span>{row.first_name}<span class="departement">{stands}</span><span class="departement">{row.offer.0.name}</span></span>
                            </a></li>
                        }
                    }).collect_view()}
                </ul>
            </section>
        }
    })
}
