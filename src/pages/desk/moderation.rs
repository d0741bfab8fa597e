//! `/moderation`: structures and people that wait for the platform's word.

mod reports;

use leptos::prelude::*;
use leptos_meta::Title;

use super::moderated;
use crate::domain::clock::spoken_moment;
use crate::domain::phone::spoken_phone;
use crate::domain::siret::spoken_siret;
use crate::pages::reading::Reading;
use crate::pages::shown::{asked, asked_page};
use crate::store::{CLAIM_PAGE, Claim, REPORTS_PAGE, REVIEW_PAGE, StoredOrganisation, WaitingReport};
use crate::ui::form::{Act, FormState, Refusal};
use crate::ui::pager::Pager;
use reports::Reports;

/// The page.
#[component]
pub fn ModerationPage() -> impl IntoView {
    let (state, page, done) = (FormState::new(), asked_page(), asked("fait"));
    moderated(
        async move |Reading { db, .. }| {
            let (structures, claims) = (db.waiting_structures(page).await?, db.orphan_claims(page).await?);
            Ok((structures, claims, db.waiting_reports(page).await?))
        },
        move |(structures, claims, reports)| view! { <Waiting structures claims reports page done state/> },
    )
}

/// Cuts a list to its page; whether there was more.
fn cut<T>(list: &mut Vec<T>, most: i64) -> bool {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let more = list.len() > most;
    list.truncate(most);
    more
}

#[component]
fn Waiting(
    mut structures: Vec<StoredOrganisation>,
    mut claims: Vec<Claim>,
    mut reports: Vec<WaitingReport>,
    page: u32,
    done: bool,
    state: FormState,
) -> impl IntoView {
    let more =
        cut(&mut structures, REVIEW_PAGE) | cut(&mut claims, CLAIM_PAGE) | cut(&mut reports, REPORTS_PAGE);
    let nothing = structures.is_empty() && claims.is_empty() && reports.is_empty();
    view! {
        <Title text="Modération"/>
        <h1>"Modération"</h1>
        <p><a href="/moderation/orientation">"Qui reçoit les demandes : formations sur proposition, créations de structures"</a></p>
        {done.then(|| view! { <p class="notice done" role="status">"C’est fait. La personne reçoit votre réponse."</p> })}
        <Refusal state/>
        {nothing.then(|| view! { <p class="lead">"Rien n’attend."</p> })}
        {(!structures.is_empty()).then(|| view! {
            <section aria-labelledby="structures">
                <h2 id="structures">"Structures à valider"</h2>
                <ul class="people">{structures.into_iter().map(|one| view! { <Structure one/> }).collect_view()}</ul>
            </section>
        })}
        {(!claims.is_empty()).then(|| view! {
            <section aria-labelledby="personnes">
                <h2 id="personnes">"Personnes qui veulent gérer une structure"</h2>
                <ul class="people">{claims.into_iter().map(|one| view! {
                    <li>
                        <p class="people-who"><strong>{one.content.name.clone()}</strong></p>
                        <AskedBy one=one.clone()/>
                        <Decide what="demande" id=one.id.to_string() about=one.email.clone()/>
                    </li>
                }).collect_view()}</ul>
            </section>
        })}
        <Reports reports/>
        <Pager page more/>
    }
}

#[component]
fn Structure(one: StoredOrganisation) -> impl IntoView {
    let content = one.content.0;
    let name = content.name.clone();
    view! {
        <li>
            <p class="people-who"><strong>{content.name}</strong></p>
            <dl class="known">
                {[
                    ("Nature", content.nature),
                    ("SIRET", content.siret.as_deref().map(spoken_siret)),
                    ("Adresse", content.address.line()),
                    ("Téléphone", content.contact.phone.as_deref().map(spoken_phone)),
                    ("E-mail", content.contact.email),
                    ("Ce qu’elle fait", content.description),
                ].into_iter().filter_map(|(term, value)| value.map(|value| view! { <div><dt>{term}</dt><dd>{value}</dd></div> })).collect_view()}
            </dl>
            <Decide what="structure" id=one.id.to_string() about=name/>
        </li>
    }
}

/// Who asks to join, and what she says of herself.
#[component]
pub(super) fn AskedBy(one: Claim) -> impl IntoView {
    let called =
        if one.name.is_empty() { one.email.clone() } else { format!("{} ({})", one.name, one.email) };
    view! {
        <p>{called}</p>
        {one.words.map(|words| view! { <p class="words"><q>{words}</q></p> })}
        <p class="small">{format!("Demandé {}.", spoken_moment(one.created_at))}</p>
    }
}

/// Accepting, or refusing with a reason.
#[component]
fn Decide(what: &'static str, id: String, about: String) -> impl IntoView {
    let reason = format!("motif-{id}");
    let of = reason.clone();
    view! {
        <div class="decide">
            <Act label="Accepter" about=about.clone() class="button"
                fields=vec![("geste", "accepter".to_owned()), (what, id.clone())]/>
            <details>
                <summary>"Refuser"<span class="unseen">{format!(" : {about}")}</span></summary>
                <form method="post" class="role">
                    <input type="hidden" name="geste" value="refuser"/>
                    <input type="hidden" name=what value=id/>
                    <label for=of>"Pourquoi ? La personne le lira."</label>
                    <input id=reason name="motif" type="text" maxlength="300"/>
                    <button type="submit" class="button danger">"Refuser"</button>
                </form>
            </details>
        </div>
    }
}
