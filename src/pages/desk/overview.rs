//! `/espace/{structure}`: what is to be done today.

use leptos::prelude::*;
use leptos_meta::Title;

use super::tab::Tab;
use super::{Desk, desk};

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    desk(
        Tab::Overview,
        async |desk: Desk| {
            let offers = desk.reading.db.offers_of(desk.organisation.id).await?;
            Ok(Some(offers.len()))
        },
        |desk, offers| view! { <Overview desk offers/> },
    )
}

#[component]
fn Overview(desk: Desk, offers: usize) -> impl IntoView {
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
        <p>{match offers {
            0 => "Aucune offre publiée.".to_owned(),
            1 => "1 offre publiée.".to_owned(),
            n => format!("{n} offres publiées."),
        }}</p>
        {published.then(|| view! { <p><a href=format!("/structures/{slug}")>"Voir votre page publique"</a></p> })}
    }
}
