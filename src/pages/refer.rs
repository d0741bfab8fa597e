//! `/offres/{slug}/demande`: two fields, one consent, sent.

use leptos::prelude::*;
use leptos_meta::Title;
use serde::{Deserialize, Serialize};

use super::reading::Reading;
use super::shown::{parameter, shown};
use crate::domain::clock::spoken_date;
use crate::domain::consent;
use crate::domain::referral::{ANSWER_WITHIN_DAYS, BestMoment, MESSAGE_MAX};
use crate::error::PageError;
use crate::ui::form::{Choice, Field, FormState, Honeypot, PostForm, TextField, Tick};
use crate::ui::icon::Icon;
use crate::ui::message::MessagePage;

/// What the form needs to know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asking {
    /// The end of the offer's address.
    pub slug: String,
    /// The offer's name.
    pub offer: String,
    /// Who will read the request.
    pub organisation: String,
    /// Whether one can ask, today.
    pub open: bool,
    /// The id that makes a repeated post the same request.
    pub submission_id: String,
    /// When the form is opened, signed: nobody fills it in a second.
    pub opened: String,
    /// The day by which she hears of it, whatever the structure does.
    pub told_by: time::Date,
    /// Where somebody has to propose her: the end of the address of the offer of who does.
    pub through: Option<String>,
}

/// Reads what the form needs, with a fresh id.
pub async fn read_asking(slug: String) -> Result<Option<Asking>, PageError> {
    let reading = Reading::current()?;
    reading.unless_lost(stored_asking(&reading, slug)).await
}

async fn stored_asking(reading: &Reading, slug: String) -> Result<Option<Asking>, PageError> {
    let Some((stored, giver)) = reading.db.offer(&slug).await? else { return Ok(None) };
    let today = reading.clock.today();
    let offer = stored.content.name.clone();
    let prescriber = match stored.is_published() && !stored.content.is_closed(today) {
        true => reading.db.prescriber_of(&stored.content).await?,
        false => None,
    };
    let through = prescriber.as_ref().map(|(taking, _)| taking.slug.clone());
    let (stored, organisation) = prescriber.unwrap_or((stored, giver));
    let open = stored.takes_requests(today);
    let calendar = stored.content.address.calendar();
    let told_by = calendar.working_days_after(calendar.local(reading.clock.now()).date(), ANSWER_WITHIN_DAYS);
    Ok(Some(Asking {
        slug,
        offer,
        organisation: organisation.content.0.name,
        open,
        opened: reading.db.form_opened(reading.clock.now())?,
        submission_id: reading.chance.secret().expose().to_owned(),
        told_by,
        through,
    }))
}

/// The request's page.
#[component]
pub fn ReferPage() -> impl IntoView {
    let state = FormState::new();
    shown(read_asking(parameter("slug")), |asking| {
        if asking.open {
            view! { <AskForm asking state/> }.into_any()
        } else {
            view! { <NotOpen asking/> }.into_any()
        }
    })
}

#[component]
fn NotOpen(asking: Asking) -> impl IntoView {
    view! {
        <MessagePage title="On ne peut pas demander cette offre ici" text="Elle est fermée, ou il faut passer par quelqu’un. Sa page dit comment faire.">
            <a class="button" href=format!("/offres/{}", asking.slug)>"Revenir à l’offre"</a>
        </MessagePage>
    }
}

#[component]
fn AskForm(asking: Asking, state: FormState) -> impl IntoView {
    let by = spoken_date(asking.told_by);
    // A form that came back keeps its id: it is still the same request.
    let submission_id =
        Some(state.typed("envoi")).filter(|id| !id.is_empty()).unwrap_or(asking.submission_id);
    let more = !state.typed("email").is_empty()
        || !state.typed("message").is_empty()
        || !state.typed("moment").is_empty();
    let moments = BestMoment::ALL.into_iter().map(|moment| (moment.code(), moment.label())).collect();
    view! {
        <Title text=format!("Demander : {}", asking.offer)/>
        <div class="refer">
            <p class="back"><a href=format!("/offres/{}", asking.slug)><Icon name="back"/>{asking.offer}</a></p>
            <h1>"Ça m’intéresse"</h1>
            {asking.through.is_some().then(|| view! { <p class="notice">{format!("Pour entrer, quelqu’un doit vous proposer. {} peut le faire : votre demande va là.", asking.organisation)}</p> })}
            <p class="lead">{format!("{} reçoit votre demande. Vous aurez des nouvelles avant le {by}.", asking.organisation)}</p>
            <PostForm state>
                <input type="hidden" name="envoi" value=submission_id/>
                <input type="hidden" name="ouverte" value=asking.opened/>
                {asking.through.map(|slug| view! { <input type="hidden" name="destinataire" value=slug/> })}
                <Honeypot/>
                <Field name="prenom" label="Votre prénom" autocomplete="given-name" required=true/>
                <Field
                    name="mobile" label="Votre téléphone mobile" hint="06 ou 07. La structure vous appelle à ce numéro."
                    kind="tel" inputmode="tel" autocomplete="tel" required=true
                />
                <details class="more" open=more>
                    <summary>"Ajouter quelque chose (si vous voulez)"</summary>
                    <Choice name="moment" label="Quand vous appeler ?" options=moments/>
                    <TextField
                        name="message" label="Un mot pour la structure" max=MESSAGE_MAX
                        hint="Pas de santé, pas de numéro de sécurité sociale."
                    />
                    <Field name="email" label="Votre e-mail" kind="email" inputmode="email" autocomplete="email"/>
                </details>
                <section class="consent" aria-labelledby="accord-titre">
                    <h2 id="accord-titre">"Votre accord"</h2>
                    <dl>
                        {consent::ALONE.terms(&asking.organisation, "").into_iter().map(|(title, text)| view! {
                            <div><dt>{title}</dt><dd>{text}</dd></div>
                        }).collect_view()}
                    </dl>
                    <Tick name="accord" label=consent::ALONE.agreement/>
                </section>
                <p class="main-action"><button type="submit" class="button main"><Icon name="send"/>"Envoyer ma demande"</button></p>
            </PostForm>
            <p class="small"><a href="/donnees-personnelles">"Ce que nous faisons de vos données"</a></p>
        </div>
    }
}
