//! `/suivi` opens a request by its code and four digits; `/suivi/{secret}` shows where it stands.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use serde::{Deserialize, Serialize};
use time::{Date, PrimitiveDateTime};

use super::error::set_status;
use super::shown::{asked, parameter, shown};
use crate::domain::card::Card;
use crate::domain::clock::spoken_date;
use crate::domain::phone::spoken_phone;
use crate::domain::referral::{Actor, Case, Deed, Reason, State, Step, spoken_time, what_next};
use crate::error::PageError;
use crate::ui::card::Cards;
use crate::ui::form::{Field, FormState, PostForm, Refusal};
use crate::ui::icon::Icon;
use crate::ui::message::MessagePage;

/// Alternatives proposed when it is not for this time.
const ALTERNATIVES: usize = 3;

/// `/suivi`: the code and the four digits.
#[component]
pub fn FollowPage() -> impl IntoView {
    let state = FormState::new();
    view! {
        <Title text="Suivre ma demande"/>
        <div class="follow">
            <h1>"Suivre ma demande"</h1>
            <p class="lead">"Votre code est dans le SMS que vous avez reçu."</p>
            <PostForm state>
                <Field name="code" label="Votre code" hint="8 lettres et chiffres, par exemple K7MX-2P4R" required=true/>
                <Field
                    name="chiffres" label="Les 4 derniers chiffres de votre mobile" hint="Celui de votre demande."
                    inputmode="numeric" required=true
                />
                <p class="main-action"><button type="submit" class="button main">"Voir ma demande"</button></p>
            </PostForm>
            <p><a href="/suivi/code-perdu">"J’ai perdu mon code"</a></p>
        </div>
    }
}

/// A request as the person sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Followed {
    /// Its code.
    pub code: String,
    /// The offer's name and the end of its address.
    pub offer: (String, String),
    /// Who answers.
    pub organisation: String,
    /// Their telephone.
    pub phone: Option<String>,
    /// Where it stands.
    pub state: State,
    /// What comes next, in a sentence.
    pub next: String,
    /// Her place on the waiting list.
    pub rank: Option<i64>,
    /// Local day and hour of the appointment.
    pub appointment_at: Option<PrimitiveDateTime>,
    /// Where.
    pub appointment_place: Option<String>,
    /// Why it is not for this time.
    pub reason: Option<Reason>,
    /// What the structure said.
    pub note: Option<String>,
    /// Each step with its day: what happened, in words.
    pub steps: Vec<(String, Date)>,
    /// Other offers near, when it is not for this time.
    pub alternatives: Vec<Card>,
    /// The whole address of this page.
    pub address: String,
    /// The end of it.
    pub secret: String,
}

/// Reads the request that a link opens; nothing where there is none.
pub async fn read_followed(secret: String) -> Result<Option<Followed>, PageError> {
    use crate::domain::clock::paris_date;
    use crate::domain::id::Secret;
    use crate::store::Audience;
    let reading = super::reading::Reading::current()?;
    let db = &reading.db;
    let Some(secret) = Secret::parse(&secret) else { return Ok(None) };
    let id = match db.follow_link(&secret, Audience::Person, reading.clock.now()).await? {
        Some((id, false)) => id,
        _ => return Ok(None),
    };
    let Some(referral) = db.referral(id).await? else { return Ok(None) };
    let stored = db.offer_by_id(referral.offer_id).await?;
    let Some((offer, organisation)) = db.offer(&stored.slug).await? else { return Ok(None) };
    let case = referral.case(offer.content.address.calendar())?;
    let state = case.state;
    let alternatives = match reading.index() {
        Ok(index) if wants_alternatives(&case) => {
            index.near(&offer.slug, None, ALTERNATIVES, reading.clock.today())
        }
        // Her own page does not wait for the index.
        _ => Vec::new(),
    };
    let events = db.events(id).await?;
    let steps = events.iter().map(|event| Ok((told(event.read()?), paris_date(event.at))));
    let steps = steps.collect::<crate::store::Result<Vec<_>>>()?;
    Ok(Some(Followed {
        phone: offer.content.contact.phone.clone().or(organisation.content.contact.phone.clone()),
        offer: (offer.content.0.name, offer.slug),
        organisation: organisation.content.0.name,
        code: referral.code,
        next: what_next(&case),
        rank: referral.rank,
        appointment_at: referral.appointment_at,
        appointment_place: referral.appointment_place,
        reason: referral.reason.as_deref().and_then(Reason::from_code),
        note: referral.note,
        steps,
        address: format!("{}/suivi/{}", reading.public_url, secret.expose()),
        secret: secret.expose().to_owned(),
        state,
        alternatives,
    }))
}

/// Whether she is shown other offers: where it is not for this time, and where nobody has answered for long.
fn wants_alternatives(case: &Case) -> bool {
    let shown = case.last.is_some_and(|(deed, _)| deed == Deed::Propose);
    matches!(case.state, State::Declined | State::NoAnswer) || (shown && case.state.is_open())
}

/// A step as she reads it.
fn told((step, actor, to): (Step, Actor, State)) -> String {
    let words = match step {
        Step::Clock(Deed::Remind) => "Nous avons relancé la structure",
        Step::Clock(Deed::Tell) => "Nous l’avons relancée encore, et nous vous l’avons dit",
        Step::Clock(Deed::Propose) => "Nous vous avons proposé d’autres offres",
        Step::Clock(Deed::Recall) => "Nous vous avons rappelé le rendez-vous",
        Step::Clock(Deed::End | Deed::Close) => to.label(),
        Step::Clock(_) => "Nous avons pris de vos nouvelles",
        Step::NoNews => "Vous avez dit : pas de nouvelles",
        Step::Called => "Vous avez dit : on m’a appelée",
        Step::Stay => "Vous avez dit : toujours là",
        Step::Found => "Vous avez trouvé ailleurs",
        Step::Start if actor == Actor::Structure => "La structure dit que vous avez commencé",
        _ => to.label(),
    };
    words.to_owned()
}

/// `/suivi/{secret}`.
#[component]
pub fn FollowedPage() -> impl IntoView {
    let state = FormState::new();
    let (just_sent, cancelling) = (asked("envoyee"), asked("annuler"));
    let read = read_followed(parameter("secret"));
    view! {
        <Meta name="robots" content="noindex"/>
        {shown(async move { read.await.map(Some) }, move |followed| match followed {
            Some(followed) => view! { <Standing followed just_sent cancelling state/> }.into_any(),
            None => view! { <LinkEnded/> }.into_any(),
        })}
    }
}

#[component]
fn LinkEnded() -> impl IntoView {
    set_status(404);
    view! {
        <MessagePage title="Ce lien ne marche plus" text="Vous pouvez voir votre demande avec votre code.">
            <a class="button" href="/suivi">"Entrer mon code"</a>
        </MessagePage>
    }
}

#[component]
fn Standing(followed: Followed, just_sent: bool, cancelling: bool, state: FormState) -> impl IntoView {
    let title = if just_sent { "C’est envoyé !" } else { followed.state.label() };
    let next = followed.next.clone();
    let (offer, slug) = followed.offer.clone();
    let open = followed.state.is_open();
    view! {
        <Title text=title/>
        <article class="standing" data-state=followed.state.code()>
            <p class="card-kind">"Votre demande"</p>
            <h1>{title}</h1>
            <p><a href=format!("/offres/{slug}")>{offer}</a>", avec "{followed.organisation.clone()}</p>
            {followed.reason.map(|reason| view! { <p class="notice closed">{reason.sentence()}</p> })}
            <p class="next"><Icon name="date"/><span>{next}</span></p>
            {followed.rank.map(|rank| view! {
                <p>"Votre place dans la liste : "<strong>{if rank == 1 { "1re".to_owned() } else { format!("{rank}e") }}</strong></p>
            })}
            {(!cancelling).then(|| view! { <Refusal state=state.clone()/> })}
            {followed.appointment_at.map(|at| view! {
                <dl class="appointment">
                    <div><dt>"Quand"</dt><dd>{spoken_date(at.date())}", à "{spoken_time(at.time())}</dd></div>
                    <div><dt>"Où"</dt><dd>{followed.appointment_place.clone()}</dd></div>
                </dl>
            })}
            {followed.note.clone().map(|note| view! {
                <blockquote class="note"><p>{note}</p><footer>{followed.organisation.clone()}</footer></blockquote>
            })}
            {followed.phone.clone().filter(|_| open).map(|phone| view! {
                <p class="fact"><Icon name="phone"/><span>"Une question ? "<a href=format!("tel:{phone}")>{spoken_phone(&phone)}</a></span></p>
            })}
            {cancelling.then_some(()).filter(|()| open).map(|()| view! { <Cancel secret=followed.secret.clone() state/> })}
            <section aria-labelledby="code" class="keep">
                <h2 id="code">"Gardez ce code"</h2>
                <p class="code">{followed.code.clone()}</p>
                <p>"Avec lui et les 4 derniers chiffres de votre mobile, vous retrouvez cette page. Nous l’envoyons aussi par SMS."</p>
                <p class="qr">
                    <img src=format!("/suivi/{}/qr.svg", followed.secret) alt="QR code de votre demande" width="132" height="132"/>
                    <span><a href=followed.address.clone()>"Lien vers cette page"</a></span>
                </p>
            </section>
            <section aria-labelledby="etapes">
                <h2 id="etapes">"Les étapes"</h2>
                <ol class="timeline">
                    {followed.steps.iter().map(|(words, day)| view! {
                        <li><strong>{words.clone()}</strong>" le "{spoken_date(*day)}</li>
                    }).collect_view()}
                </ol>
            </section>
            {(!followed.alternatives.is_empty()).then(|| view! {
                <section aria-labelledby="autres">
                    <h2 id="autres">"D’autres offres près de là"</h2>
                    <Cards cards=followed.alternatives.clone()/>
                </section>
            })}
            {(open && !cancelling).then(|| view! {
                <p class="cancel"><a class="button quiet" href="?annuler=1">"Annuler ma demande"</a></p>
            })}
        </article>
    }
}

#[component]
fn Cancel(secret: String, state: FormState) -> impl IntoView {
    let here = format!("/suivi/{secret}");
    view! {
        <section class="state cancel" aria-labelledby="annuler">
            <h2 id="annuler">"Annuler votre demande ?"</h2>
            <p>"La structure ne la verra plus. On ne peut pas revenir en arrière."</p>
            <PostForm state action=here.clone()>
                <input type="hidden" name="geste" value="annuler"/>
                <div class="actions">
                    <button type="submit" class="button danger">"Oui, annuler"</button>
                    <a class="button quiet" href=here>"Non, la garder"</a>
                </div>
            </PostForm>
        </section>
    }
}
