//! `/confirmer/{secret}`: the link of a reminder. One tap says that an offer is still true, without an account.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::reading::Reading;
use super::shown::{asked, parameter, shown};
use crate::domain::clock::full_date;
use crate::domain::draft::age::off_on;
use crate::domain::draft::state::State;
use crate::domain::id::Secret;
use crate::domain::offer::Offer;
use crate::error::PageError;
use crate::store::StoredDraft;
use crate::ui::form::{Act, FormState, Refusal};
use crate::ui::message::MessagePage;

/// The offer that a link confirms; nothing where the link is unknown or over.
async fn read(secret: String) -> Result<Option<(StoredDraft, Offer, String)>, PageError> {
    let reading = Reading::current()?;
    let Some(secret) = Secret::parse(&secret) else { return Ok(None) };
    let Some(id) = reading.db.draft_of_link(&secret, reading.clock.now()).await? else { return Ok(None) };
    let Some(draft) = reading.db.draft(id).await? else { return Ok(None) };
    let Some(offer) = draft.offer_id else { return Ok(None) };
    let offer = reading.db.offer_by_id(offer).await?;
    Ok(Some((draft, offer.content.0, offer.slug)))
}

/// The page.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let form = FormState::new();
    let (confirmed, paused) = (asked("confirme"), asked("pause"));
    let read = read(parameter("secret"));
    view! {
        <Meta name="robots" content="noindex"/>
        {shown(read, move |(draft, offer, slug)| {
            let shown = draft.state() == State::Published;
            let until = draft.confirmed_on.map(|day| off_on(draft.kind(), day));
            if confirmed && shown {
                let text = until.map_or_else(String::new, |day| format!("L’offre reste en ligne jusqu’au {}.", full_date(day)));
                return view! {
                    <MessagePage title="Merci, c’est noté" text>
                        <a class="button" href=format!("/offres/{slug}")>"Voir l’offre"</a>
                    </MessagePage>
                }.into_any();
            }
            if paused && !shown {
                return view! { <MessagePage title="L’offre est en pause" text="Personne ne la voit plus. Ce lien peut la remettre en ligne."/> }.into_any();
            }
            view! {
                <Title text="Cette offre est-elle toujours vraie ?"/>
                <section class="message">
                    <h1>"Cette offre est-elle toujours vraie ?"</h1>
                    <p class="lead">{offer.name}</p>
                    <Refusal state=form/>
                    <p><a href=format!("/offres/{slug}")>"Relire l’offre"</a></p>
                    <div class="actions">
                        <Act label=if shown { "Oui, toujours vraie" } else { "Oui, la remettre en ligne" } fields=vec![("geste", "confirmer".to_owned())]/>
                        {shown.then(|| view! { <Act label="Non, la mettre en pause" class="button quiet" fields=vec![("geste", "pause".to_owned())]/> })}
                    </div>
                </section>
            }.into_any()
        })}
    }
}
