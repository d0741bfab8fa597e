//! `/espace/{structure}/benevoles`: how many asked with its volunteers, and what came of it. Counts, and nobody.

use leptos::prelude::*;
use leptos_meta::Title;

use super::tab::Tab;
use super::{Desk, desk};
use crate::domain::clock::spoken_month;
use crate::domain::volunteer_count::{LEAST_SHOWN, Outcome, hide_small};
use crate::store::VolunteerCounts;

/// Months that the table shows: a three-year convention.
const MONTHS: usize = 36;

/// The page.
#[component]
pub fn VolunteersPage() -> impl IntoView {
    desk(
        Tab::Volunteers,
        async |desk: Desk| Ok(Some(desk.reading.db.volunteer_counts(desk.organisation.id).await?)),
        |desk, counts| view! { <Counts desk counts/> },
    )
}

/// A count, or what stands for one that is hidden.
fn cell(count: Option<i64>) -> AnyView {
    match count {
        Some(count) => view! { <td>{count}</td> }.into_any(),
        None => view! { <td><span aria-hidden="true">"—"</span><span class="unseen">"trop peu pour être montré"</span></td> }.into_any(),
    }
}

#[component]
fn Counts(desk: Desk, counts: VolunteerCounts) -> impl IntoView {
    let VolunteerCounts { team, months, outcomes } = counts;
    let total: i64 = outcomes.iter().sum();
    let shown_total = hide_small(&[total]).into_iter().next().flatten();
    let asked: Vec<i64> = months.values().map(|month| month.asked).collect();
    let rows: Vec<_> = months.into_iter().zip(hide_small(&asked)).rev().take(MONTHS).collect();
    let outcomes = Outcome::ALL.into_iter().zip(hide_small(&outcomes));
    let lead = match team {
        0 => "Vous n’avez pas encore de bénévole.".to_owned(),
        1 => "Vous avez 1 bénévole.".to_owned(),
        more => format!("Vous avez {more} bénévoles."),
    };
    view! {
        <Title text="Bénévoles"/>
        <p class="back"><a href=desk.to("/equipe")>"Équipe"</a></p>
        <h1>"Bénévoles"</h1>
        <p class="lead">{lead}</p>
        <p><a class="button" href=desk.to("/equipe/inviter")>"Inviter une personne bénévole"</a></p>
        {if total == 0 {
            view! { <p>"Personne n’a encore demandé avec vos bénévoles."</p> }.into_any()
        } else {
            view! {
                <table class="counts">
                    <caption>"Demandes faites avec vos bénévoles"</caption>
                    <thead><tr><th scope="col">"Mois"</th><th scope="col">"Demandes"</th><th scope="col">"Bénévoles"</th></tr></thead>
                    <tbody>
                        {rows.into_iter().map(|((month, count), asked)| view! {
                            <tr><th scope="row">{spoken_month(&month)}</th>{cell(asked)}<td>{count.volunteers}</td></tr>
                        }).collect_view()}
                    </tbody>
                    <tfoot><tr><th scope="row">"En tout"</th>{cell(shown_total)}<td></td></tr></tfoot>
                </table>
                <table class="counts">
                    <caption>"Ce que ces demandes sont devenues"</caption>
                    <thead><tr><th scope="col">"Résultat"</th><th scope="col">"Demandes"</th></tr></thead>
                    <tbody>
                        {outcomes.map(|(outcome, count)| view! {
                            <tr><th scope="row">{outcome.label()}</th>{cell(count)}</tr>
                        }).collect_view()}
                    </tbody>
                </table>
                <p class="small">{format!("« — » : moins de {LEAST_SHOWN} demandes, ou un nombre qui les ferait deviner. Nous ne les montrons pas, pour que personne ne soit reconnu.")}</p>
            }.into_any()
        }}
        <p class="small">"Vous voyez des nombres, jamais des personnes. Seule la personne choisit qui voit sa demande."</p>
    }
}
