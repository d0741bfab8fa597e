//! The same for all requests that are ticked: one answer, such as an information meeting, or one who takes care of them.

use leptos::prelude::*;

use super::Inbox;
use crate::domain::referral::Folder;
use crate::pages::answer::ReplyFields;
use crate::pages::desk::Desk;
use crate::pages::desk::request::TeamSelect;
use crate::ui::form::FormState;
use crate::ui::icon::Icon;

/// What can be done to those that are ticked.
#[component]
pub(super) fn Together(
    /// Whose.
    desk: Desk,
    /// What is shown.
    inbox: Inbox,
    /// The state of the page's form.
    state: FormState,
) -> impl IntoView {
    let usual_place = desk.organisation.content.address.line().unwrap_or_default();
    let meetings = meetings(&inbox);
    // A form that came back shows what is wrong in it.
    let open = state.is_refused() || inbox.query.ticked;
    let chosen = state.typed("a");
    view! {
        <details class="together" open=open>
            <summary><Icon name="send"/>"Agir sur les demandes cochées"</summary>
            <p class="hint">"Par exemple : la même réunion d’information pour toutes."</p>
            {(!meetings.is_empty()).then(|| view! {
                <ul class="meetings">
                    {meetings.into_iter().map(|(offer, meeting)| view! { <li>{format!("Réunion annoncée, « {offer} » : {meeting}")}</li> }).collect_view()}
                </ul>
            })}
            <ReplyFields to="chaque personne" usual_place later=inbox.query.folder != Folder::New more=("confier", "Les confier à quelqu’un de l’équipe")>
                <div class="only-care"><TeamSelect team=inbox.team.clone() chosen/></div>
            </ReplyFields>
            <p class="main-action"><button type="submit" class="button main">"Envoyer pour les demandes cochées"</button></p>
        </details>
    }
}

/// The information meetings to come that the offers of these requests announce: the offer's name, and when and where.
fn meetings(inbox: &Inbox) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for row in &inbox.rows {
        let offer = &row.offer.0;
        let sessions = offer.sessions.iter().filter(|session| session.is_open(inbox.today));
        for meeting in sessions.filter_map(|session| session.information_meeting.as_ref()) {
            let one = (offer.name.clone(), meeting.clone());
            if !found.contains(&one) {
                found.push(one);
            }
        }
    }
    found
}
