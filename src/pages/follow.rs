//! `/suivi` opens a request by its code and four digits; `/suivi/{secret}` shows where it stands.

mod news;
mod own;
mod standing;

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use serde::{Deserialize, Serialize};
use time::{Date, PrimitiveDateTime};

use super::error::set_status;
use super::shown::{asked, parameter, shown};
use crate::domain::card::Card;
use crate::domain::referral::{Actor, Case, Deed, Reason, State, Step, what_next};
use crate::error::PageError;
use crate::ui::form::{Field, FormState, PostForm};
use crate::ui::message::MessagePage;
use standing::{Moment, Standing};

/// What she reads where the structure takes no requests of her number.
const NOT_TAKEN: &str =
    "Cette structure ne prend pas de demande de ce numéro. Une erreur ? Appelez-la. Voici d’autres offres.";

/// Alternatives proposed when it is not for this time.
const ALTERNATIVES: usize = 3;

/// `/suivi`: the code and the four digits.
#[component]
pub fn FollowPage() -> impl IntoView {
    let state = FormState::new();
    if asked("efface") {
        return view! {
            <MessagePage
                title="Tout est effacé"
                text="Nous n’avons plus rien de vous : ni votre prénom, ni votre numéro, ni vos messages."
            />
        }
        .into_any();
    }
    view! {
        <Title text="Suivre ma demande"/>
        <div class="follow">
            <h1>"Suivre ma demande"</h1>
            <p class="lead">"Votre code est dans le SMS que vous avez reçu."</p>
            <PostForm state whole=true>
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
    .into_any()
}

/// Who has opened a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Looker {
    /// The structure, by the link of its mail.
    Link,
    /// The structure, at its desk.
    Desk,
    /// The volunteer, and only where it stands.
    Volunteer,
}

impl Looker {
    fn of(who: &str) -> Self {
        match who {
            "link" => Self::Link,
            "volunteer" => Self::Volunteer,
            _ => Self::Desk,
        }
    }
}

/// What a person agreed to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreed {
    /// The version of the text.
    pub version: String,
    /// How: a code of [`crate::domain::consent::Way`].
    pub way: String,
    /// When.
    pub on: Date,
}

/// A request as the person sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Followed {
    /// Its code.
    pub code: String,
    /// The offer's name and the end of its address.
    pub offer: (String, String),
    /// The training for which she asks to be proposed, if she does: its name and the end of its address.
    pub wanted: Option<(String, String)>,
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
    /// Other offers near, when it is not for this time; each with the id that makes a repeated tap the same request.
    pub alternatives: Vec<(Card, String)>,
    /// Whether she can wait for a place.
    pub may_join: bool,
    /// The next sessions, by their first days, that she can wait for.
    pub sessions: Vec<Date>,
    /// The session that she waits for, in words.
    pub awaits: Option<String>,
    /// The day on which she reads it.
    pub today: Date,
    /// Her other requests: key, offer, where each stands.
    pub others: Vec<(String, String, State)>,
    /// Whether the structure takes no requests of her number: told only to who holds her phone.
    pub not_taken: bool,
    /// Who has opened it, and on which day.
    pub seen: Vec<(Date, Looker)>,
    /// Whose volunteer helped her, and whether that one sees where it stands.
    pub helped: Option<(String, bool)>,
    /// What she agreed to: the version of the text, how, and when.
    pub agreed: Agreed,
    /// The four last digits of her mobile.
    pub last_four: String,
    /// Her e-mail.
    pub email: Option<String>,
    /// How she wants to be told: a code of [`crate::domain::referral::TellBy`].
    pub told_by: String,
    /// Whether she wants no reminders.
    pub quiet: bool,
    /// The whole address of this page.
    pub address: String,
    /// The end of it.
    pub secret: String,
}

/// Reads the request that a link opens; nothing where there is none.
pub async fn read_followed(secret: String) -> Result<Option<Followed>, PageError> {
    use crate::domain::clock::{paris_date, spoken_from};
    use crate::domain::id::Secret;
    use crate::domain::offer::next_sessions;
    use crate::store::{Apart, Audience};
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
    let not_taken = referral.apart() == Some(Apart::Blocked) && db.proves_phone(&secret).await?;
    let alternatives = match reading.index() {
        Ok(index) if not_taken || wants_alternatives(&case) => {
            index.near(&offer.slug, None, ALTERNATIVES, reading.clock.today())
        }
        // Her own page does not wait for the index.
        _ => Vec::new(),
    };
    let wanted = match referral.for_offer_id {
        Some(wanted) => Some(db.offer_by_id(wanted).await?).map(|one| (one.content.0.name, one.slug)),
        None => None,
    };
    let events = db.events(id).await?;
    let steps = events.iter().map(|event| Ok((told(event.read()?), paris_date(event.at))));
    let steps = steps.collect::<crate::store::Result<Vec<_>>>()?;
    let alternatives =
        alternatives.into_iter().map(|card| (card, reading.chance.secret().expose().to_owned())).collect();
    let mut others = Vec::new();
    for other in db.other_referrals(&referral, &secret).await? {
        let offer = db.offer_by_id(other.offer_id).await?;
        others.push((other.id.to_string(), offer.content.0.name, other.state()?));
    }
    let seen = db.seen(id).await?.into_iter().map(|seen| (seen.on_day, Looker::of(&seen.who))).collect();
    let helped = match referral.helped_by {
        Some(by) => db.structure(by).await?.map(|one| (one.content.0.name, referral.volunteer_sees)),
        None => None,
    };
    let agreed = Agreed {
        version: referral.consent_version.clone(),
        way: referral.consent_way.clone(),
        on: paris_date(referral.consented_at.unwrap_or(referral.sent_at)),
    };
    let reason = referral.reason.as_deref().and_then(Reason::from_code);
    let may_join = reason == Some(Reason::Full) && state == State::Declined;
    let today = reading.clock.today();
    Ok(Some(Followed {
        may_join,
        sessions: if may_join { next_sessions(&offer.content.sessions, today) } else { Vec::new() },
        awaits: referral
            .awaited_session
            .filter(|_| state == State::WaitingList)
            .map(|day| spoken_from(today, day)),
        today,
        others,
        seen,
        wanted,
        helped,
        agreed,
        last_four: referral.mobile.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect(),
        told_by: referral.told_by().code().to_owned(),
        quiet: referral.quiet,
        email: referral.email.clone(),
        phone: offer.content.contact.phone.clone().or(organisation.content.contact.phone.clone()),
        offer: (offer.content.0.name, offer.slug),
        organisation: organisation.content.0.name,
        code: referral.code,
        next: if not_taken { NOT_TAKEN.to_owned() } else { what_next(&case) },
        not_taken,
        rank: referral.rank,
        appointment_at: referral.appointment_at,
        appointment_place: referral.appointment_place,
        reason,
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
    let moment = Moment {
        just_sent: asked("envoyee"),
        noted: asked("note"),
        corrected: asked("corrige"),
        cancelling: asked("annuler"),
        erasing: asked("effacer"),
    };
    let read = read_followed(parameter("secret"));
    view! {
        <Meta name="robots" content="noindex"/>
        {shown(async move { read.await.map(Some) }, move |followed| match followed {
            Some(followed) => view! { <Standing followed moment state/> }.into_any(),
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
