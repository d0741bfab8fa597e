//! `/espace/{structure}`: what is to be done today.

use leptos::prelude::*;
use leptos_meta::Title;

use super::tab::Tab;
use super::{Desk, desk};
use crate::domain::inbox::InboxQuery;
use crate::domain::referral::Folder;

/// The folders that ask for something today.
const TO_DO: [Folder; 3] = [Folder::New, Folder::ToCall, Folder::Appointment];

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
    desk(
        Tab::Overview,
        async |desk: Desk| {
            let db = &desk.reading.db;
            let offers = db.offers_of(desk.organisation.id).await?;
            let counts = db.inbox_counts(desk.organisation.id).await?;
            let open = counts.into_iter().filter(|(folder, _)| TO_DO.contains(folder));
            Ok(Some((offers.len(), open.collect())))
        },
        |desk, (offers, requests)| view! { <Overview desk offers requests/> },
    )
}

#[component]
fn Overview(desk: Desk, offers: usize, requests: Vec<(Folder, i64)>) -> impl IntoView {
    let slug = desk.organisation.slug.clone();
    let published = desk.organisation.status == "published";
    view! {
        <Title text=desk.organisation.content.name.clone()/>
        <h1>"Accueil"</h1>
        {desk.organisation.is_waiting().then(|| view! {
            <p class="notice">"En attente de validation. Écrivez déjà vos offres : elles paraîtront dès que votre structure sera validée."</p>
        })}
        {(desk.organisation.review == "refused").then(|| view! {
            <p class="notice closed">{format!(
                "Votre structure n’a pas été validée : {}",
                desk.organisation.review_reason.clone().unwrap_or_default()
            )}</p>
        })}
        <ul class="to-do">
            {requests.into_iter().map(|(folder, count)| {
                let query = InboxQuery { folder, ..InboxQuery::default() }.query();
                let href = desk.to(&format!("/demandes{query}"));
                view! { <li class:some={count > 0}><a href=href><strong>{count}</strong>{to_do(folder, count)}</a></li> }
            }).collect_view()}
        </ul>
        <p>{match offers {
            0 => "Aucune offre publiée.".to_owned(),
            1 => "1 offre publiée.".to_owned(),
            n => format!("{n} offres publiées."),
        }}</p>
        {published.then(|| view! { <p><a href=format!("/structures/{slug}")>"Voir votre page publique"</a></p> })}
    }
}
