//! What a structure can do about a request that nobody meant: block its number, report it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::abuse::{Outcome, Wrong};
use crate::domain::clock::{full_date, paris_date};
use crate::domain::referral::MESSAGE_MAX;
use crate::store::{Db, Referral, Result};
use crate::ui::form::{Act, Choice, FormState, PostForm, TextField};

/// What the structure has done about a request.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Trouble {
    /// Until when its number is blocked.
    blocked_until: Option<Date>,
    /// When it was reported, and what came of it.
    reported: Option<(Date, String)>,
}

impl Trouble {
    /// That of a request of an offer of `organisation`.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn read(db: &Db, organisation: Uuid, referral: &Referral, now: OffsetDateTime) -> Result<Self> {
        let until = db.blocked_until(organisation, &referral.mobile, now).await?;
        let reported = db.reported(organisation, &referral.code).await?.map(|report| {
            let outcome = match report.outcome() {
                None => "Nous regardons.".to_owned(),
                Some(Outcome::Dismissed) => "Nous avons regardé. Nous ne bloquons pas ce numéro.".to_owned(),
                Some(Outcome::Blocked) => {
                    "Nous avons bloqué ce numéro pour toutes les structures.".to_owned()
                }
            };
            let answer = report.answer.map(|answer| format!(" {answer}")).unwrap_or_default();
            (paris_date(report.at), outcome + &answer)
        });
        Ok(Self { blocked_until: until.map(paris_date), reported })
    }
}

/// Blocking, and reporting; folded away as long as nothing was done.
#[component]
pub fn Abuse(
    /// What was done already.
    trouble: Trouble,
    /// The state of the page's form.
    state: FormState,
) -> impl IntoView {
    let wrong = ["abus", "abus_mots"].iter().any(|name| state.about(name).is_some());
    let open = wrong || trouble != Trouble::default();
    let kinds = Wrong::ALL.into_iter().map(|wrong| (wrong.code(), wrong.label())).collect();
    let blocked = trouble
        .blocked_until
        .map(|day| format!("Ce numéro est bloqué pour votre structure jusqu’au {}.", full_date(day)));
    let reported = trouble
        .reported
        .map(|(day, outcome)| format!("Vous avez signalé cette demande le {}. {outcome}", full_date(day)));
    view! {
        <details class="more abuse" id="probleme" open=open>
            <summary>"Un problème avec cette demande\u{a0}?"</summary>
            <h2>"Bloquer ce numéro"</h2>
            {match blocked {
                Some(blocked) => view! { <p class="notice done" role="status">{blocked}</p> }.into_any(),
                None => view! {
                    <p>"Pendant 6 mois, votre structure ne reçoit plus de demande de ce numéro. La personne est prévenue par SMS à la prochaine. Répondez quand même à celle-ci."</p>
                    <Act label="Bloquer ce numéro" class="button danger" fields=vec![("geste", "bloquer".to_owned())]/>
                }.into_any(),
            }}
            <h2>"Signaler un abus"</h2>
            {match reported {
                Some(reported) => view! { <p class="notice done" role="status">{reported}</p> }.into_any(),
                None => view! {
                    <p>"L’équipe de Premier Pas regarde, et vous répond. Elle ne voit pas la demande : dites ce qu’elle doit savoir."</p>
                    <PostForm state=state.of("signaler")>
                        <input type="hidden" name="geste" value="signaler"/>
                        <Choice name="abus" label="Qu’est-ce qui ne va pas ?" required=true options=kinds/>
                        <TextField name="abus_mots" label="Ce qu’il faut savoir" max=MESSAGE_MAX/>
                        <p><button type="submit" class="button quiet">"Signaler un abus"</button></p>
                    </PostForm>
                }.into_any(),
            }}
        </details>
    }
}
