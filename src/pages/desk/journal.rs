//! `/espace/{structure}/journal`: who did what, for the admin.

use leptos::prelude::*;
use leptos_meta::Title;

use super::tab::Tab;
use super::{Desk, desk};
use crate::domain::audit::{Act, sentence};
use crate::domain::clock::spoken_moment;
use crate::pages::shown::asked_page;
use crate::store::{AUDIT_PAGE, AuditLine};
use crate::ui::pager::Pager;

/// The page.
#[component]
pub fn JournalPage() -> impl IntoView {
    let page = asked_page();
    desk(
        Tab::Journal,
        async move |desk: Desk| Ok(Some(desk.reading.db.journal(desk.organisation.id, page).await?)),
        move |_, lines| view! { <Journal lines page/> },
    )
}

#[component]
fn Journal(mut lines: Vec<AuditLine>, page: u32) -> impl IntoView {
    let most = usize::try_from(AUDIT_PAGE).unwrap_or(usize::MAX);
    let more = lines.len() > most;
    lines.truncate(most);
    view! {
        <Title text="Journal"/>
        <h1>"Journal"</h1>
        <p class="lead">"Tout ce qui change dans votre structure, du plus récent au plus ancien."</p>
        {lines.is_empty().then(|| view! { <p>"Rien pour le moment."</p> })}
        <ol class="journal">
            {lines.into_iter().map(|line| view! {
                <li>
                    <p class="journal-when">{spoken_moment(line.at)}</p>
                    <p><strong>{who(&line)}</strong>" "{sentence(&line.act, &line.subject, &line.detail)}</p>
                </li>
            }).collect_view()}
        </ol>
        <Pager page more/>
    }
}

/// Who did it; the site itself, where it happened without anybody.
fn who(line: &AuditLine) -> String {
    match &line.email {
        Some(email) => email.clone(),
        None if [Act::FeedImported, Act::SeatsReleased].iter().any(|act| act.code() == line.act) => {
            "Premier Pas".to_owned()
        }
        None => "Quelqu’un".to_owned(),
    }
}
