//! `/accord/{secret}`: the link of a mail. A partner says whether its offer is a step of somebody's programme, without an
//! account. Opening it says nothing: programs open the links of mails.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::reading::Reading;
use super::shown::{asked, parameter, shown};
use crate::domain::draft::agreement::Agreement;
use crate::domain::id::Secret;
use crate::error::PageError;
use crate::store::StepAsked;
use crate::ui::form::{Act, FormState, Refusal};

async fn read(secret: String) -> Result<Option<StepAsked>, PageError> {
    let reading = Reading::current()?;
    let Some(secret) = Secret::parse(&secret) else { return Ok(None) };
    Ok(reading.db.step_of_link(&secret, reading.clock.now()).await?)
}

/// The page.
#[component]
pub fn AgreePage() -> impl IntoView {
    let form = FormState::new();
    let done = asked("fait");
    view! {
        <Meta name="robots" content="noindex"/>
        {shown(read(parameter("secret")), move |step| view! { <Asked step form done/> })}
    }
}

#[component]
fn Asked(step: StepAsked, form: FormState, done: bool) -> impl IntoView {
    let said = step.state();
    let answer = |label, agreed: Agreement, class| {
        let fields = vec![("geste", agreed.code().to_owned())];
        (said != agreed).then(|| view! { <Act label class fields/> })
    };
    view! {
        <Title text="Êtes-vous d’accord ?"/>
        <section class="message">
            <h1>"Êtes-vous d’accord ?"</h1>
            {done.then(|| view! { <p class="notice done" role="status">"Merci, c’est noté."</p> })}
            <Refusal state=form/>
            <p class="lead">{format!("{} écrit le programme « {} ».", step.asker.name, step.title)}</p>
            <p>
                "Votre offre « "<a href=format!("/offres/{}", step.slug)>{step.content.name.clone()}</a>" » en serait une étape : "
                <strong>{step.role().label()}</strong>"."
            </p>
            <p>{match said {
                Agreement::Asked => "Sans votre accord, personne ne voit cette étape.",
                Agreement::Agreed => "Vous avez dit oui : les gens voient cette étape. Vous pouvez changer d’avis.",
                Agreement::Refused => "Vous avez dit non : personne ne voit cette étape. Vous pouvez changer d’avis.",
            }}</p>
            <div class="actions">
                {answer("Oui, d’accord", Agreement::Agreed, "button")}
                {answer("Non", Agreement::Refused, "button quiet")}
            </div>
        </section>
    }
}
