//! `/espace/{structure}/demandes/numeros`: the numbers whose requests the structure takes no more.

use leptos::prelude::*;
use leptos_meta::Title;

use super::tab::Tab;
use super::{Desk, desk};
use crate::domain::clock::{full_date, paris_date};
use crate::domain::membership::Role;
use crate::pages::shown::asked_page;
use crate::store::{BLOCKED_PAGE, BlockedNumber};
use crate::ui::form::{Act, FormState, Refusal};
use crate::ui::pager::Pager;

/// The page.
#[component]
pub fn BlockedPage() -> impl IntoView {
    let (state, page) = (FormState::new(), asked_page());
    desk(
        Tab::Inbox,
        move |desk: Desk| async move {
            let now = desk.reading.clock.now();
            Ok(Some(desk.reading.db.blocked_numbers(desk.organisation.id, page, now).await?))
        },
        move |desk, numbers| view! { <Blocked desk numbers page state/> },
    )
}

#[component]
fn Blocked(desk: Desk, mut numbers: Vec<BlockedNumber>, page: u32, state: FormState) -> impl IntoView {
    let most = BLOCKED_PAGE as usize;
    let more = numbers.len() > most;
    numbers.truncate(most);
    let none = numbers.is_empty();
    let writes = desk.role.may(Role::Publisher);
    view! {
        <Title text="Numéros bloqués"/>
        <p class="back"><a href=desk.to("/demandes")>"Retour aux demandes"</a></p>
        <h1>"Numéros bloqués"</h1>
        <p class="lead">"Votre structure ne reçoit pas de demande de ces numéros. Chaque blocage finit tout seul, à sa date."</p>
        <Refusal state/>
        {none.then(|| view! { <p>"Aucun numéro n’est bloqué. Pour en bloquer un, ouvrez sa demande."</p> })}
        <ul class="people">
            {numbers.into_iter().map(|number| view! {
                <li>
                    <p class="people-who"><strong>{format!("Numéro qui finit par {}", number.last_four)}</strong></p>
                    <p>{format!(
                        "Bloqué le {}, jusqu’au {}.",
                        full_date(paris_date(number.at)), full_date(paris_date(number.until))
                    )}</p>
                    {writes.then(|| view! {
                        <Act label="Débloquer" about=format!("numéro qui finit par {}", number.last_four) class="button quiet"
                            fields=vec![("numero", number.id.to_string())]/>
                    })}
                </li>
            }).collect_view()}
        </ul>
        <Pager page more/>
    }
}
