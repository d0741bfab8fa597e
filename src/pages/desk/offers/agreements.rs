//! `/espace/{structure}/offres/accords`: programmes of partners that want an offer of this structure as a step.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::super::super::shown::asked;
use super::super::tab::Tab;
use super::super::{Desk, desk};
use crate::domain::clock::{full_date, paris_date};
use crate::domain::draft::agreement::Agreement;
use crate::domain::membership::Role;
use crate::error::PageError;
use crate::store::{AGREEMENTS_PAGE, StepAsked};
use crate::ui::form::{Act, FormState, Refusal};
use crate::ui::icon::Icon;

/// The page.
#[component]
pub fn AgreementsPage() -> impl IntoView {
    let page =
        use_query_map().with_untracked(|query| query.get("page").and_then(|page| page.parse::<i64>().ok()));
    let page = page.unwrap_or(1).clamp(1, 1_000) - 1;
    let done = asked("fait");
    let form = FormState::new();
    desk(
        Tab::Offers,
        async move |desk: Desk| {
            let mut steps = desk.reading.db.steps_asked_of(desk.organisation.id, page).await?;
            let more = steps.len() as i64 > AGREEMENTS_PAGE;
            steps.truncate(usize::try_from(AGREEMENTS_PAGE).unwrap_or(usize::MAX));
            Ok::<_, PageError>(Some((steps, more)))
        },
        move |desk, (steps, more)| {
            let here = desk.to("/offres/accords");
            let writes = desk.role.may(Role::Publisher);
            view! {
                <Title text="Accords"/>
                <p class="back"><a href=desk.to("/offres")><Icon name="back"/>"Vos offres"</a></p>
                <h1>"Accords"</h1>
                {done.then(|| view! { <p class="notice done" role="status">"C’est noté."</p> })}
                <Refusal state=form/>
                <p>"Des partenaires écrivent des programmes. Une de vos offres peut en être une étape, si vous êtes d’accord."</p>
                {steps.is_empty().then(|| view! { <p>"Personne ne vous demande d’accord."</p> })}
                <ul class="offers-list">
                    {steps.into_iter().map(|step| view! { <Step step writes/> }).collect_view()}
                </ul>
                {(page > 0 || more).then(|| view! {
                    <nav class="pager" aria-label="Pages">
                        {(page > 0).then(|| view! { <a class="button quiet" rel="prev" href=format!("{here}?page={page}")>"Page d’avant"</a> })}
                        {more.then(|| view! { <a class="button quiet" rel="next" href=format!("{here}?page={}", page + 2)>"Page suivante"</a> })}
                    </nav>
                })}
            }
        },
    )
}

#[component]
fn Step(step: StepAsked, writes: bool) -> impl IntoView {
    let said = step.state();
    let (class, label) = match said {
        Agreement::Asked => ("badge", "À vous de dire"),
        Agreement::Agreed => ("badge open", "Vous avez dit oui"),
        Agreement::Refused => ("badge closed", "Vous avez dit non"),
    };
    let about = format!("{} de {}", step.title, step.asker.name);
    let act = |label, answer: Agreement, class| {
        let fields = vec![
            ("programme", step.programme_id.to_string()),
            ("offre", step.offer_id.to_string()),
            ("geste", answer.code().to_owned()),
        ];
        let about = about.clone();
        (writes && said != answer).then(|| view! { <Act label class fields about/> })
    };
    let asked = full_date(paris_date(step.asked_at));
    view! {
        <li class="offer-row">
            <div class="offer-what">
                <p class="offer-title">{step.title.clone()}</p>
                <ul class="offer-facts">
                    <li class=class>{label}</li>
                    <li>{format!("Programme de {}", step.asker.name)}</li>
                    <li>{format!("Demandé le {asked}")}</li>
                </ul>
                <p class="offer-note">
                    "Votre offre « "<a href=format!("/offres/{}", step.slug)>{step.content.name.clone()}</a>" » y serait : "
                    {step.role().label()}"."
                </p>
                <div class="actions">
                    {act("Oui, d’accord", Agreement::Agreed, "button")}
                    {act("Non", Agreement::Refused, "button quiet")}
                </div>
            </div>
        </li>
    }
}
