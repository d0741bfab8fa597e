//! `/espace/{structure}/imports/adresses`: addresses that are read by themselves.

use leptos::prelude::*;
use leptos_meta::Title;

use super::super::tab::Tab;
use super::super::{Desk, desk};
use crate::domain::clock::{full_date, paris_date};
use crate::domain::import::FEEDS_MAX;
use crate::domain::membership::Role;
use crate::store::ImportFeed;
use crate::ui::form::{Act, Choice, Field, FormState, PostForm};

/// How often an address may be read: the value in the form, hours, words.
pub const RHYTHMS: [(&str, i64, &str); 2] =
    [("jour", 24, "Chaque jour"), ("semaine", 24 * 7, "Chaque semaine")];

/// The page.
#[component]
pub fn FeedsPage() -> impl IntoView {
    let state = FormState::new();
    desk(
        Tab::Imports,
        async |desk: Desk| Ok(Some(desk.reading.db.import_feeds(desk.organisation.id).await?)),
        move |desk, feeds| view! { <Feeds desk feeds state/> },
    )
}

#[component]
fn Feeds(desk: Desk, feeds: Vec<ImportFeed>, state: FormState) -> impl IntoView {
    let writes = desk.role.may(Role::Publisher);
    let here = desk.to("/imports/adresses");
    let room = feeds.len() < FEEDS_MAX;
    provide_context(state.clone());
    view! {
        <Title text="Adresses à lire"/>
        <p><a href=desk.to("/imports")>"Retour aux imports"</a></p>
        <h1>"Adresses à lire"</h1>
        <p class="lead">"Nous lisons le fichier de cette adresse pour vous. Ce qui est nouveau est publié. Ce que vous avez modifié ici n’est pas touché."</p>
        {feeds.is_empty().then(|| view! { <p>"Aucune adresse pour le moment."</p> })}
        <ul class="import-list">
            {feeds.into_iter().map(|feed| {
                let rhythm = RHYTHMS.iter().find(|(_, hours, _)| *hours == feed.every_hours).map_or("", |(.., words)| words);
                let fields = vec![("geste", "retirer".to_owned()), ("adresse", feed.id.to_string())];
                view! {
                    <li>
                        <p class="address">{feed.address.clone()}</p>
                        <p>{format!("{rhythm}. Prochaine lecture : {}.", full_date(paris_date(feed.next_at)))}</p>
                        {feed.told.clone().map(|told| view! { <p class="notice closed">{told}</p> })}
                        {writes.then(|| view! { <Act label="Ne plus lire" about=feed.address.clone() fields action=here.clone() class="button quiet"/> })}
                    </li>
                }
            }).collect_view()}
        </ul>
        {(writes && room).then(|| view! {
            <h2>"Ajouter une adresse"</h2>
            <PostForm state>
                <input type="hidden" name="geste" value="ajouter"/>
                <Field name="url" label="L’adresse du fichier" kind="url" inputmode="url" required=true
                    hint="Elle commence par https:// et tout le monde peut la lire."/>
                <Choice name="rythme" label="Quand la lire ?" required=true options=RHYTHMS.iter().map(|(value, _, words)| (*value, *words)).collect()/>
                <button type="submit" class="button">"Ajouter"</button>
            </PostForm>
        })}
        {(!room).then(|| view! { <p>{format!("Vous avez {FEEDS_MAX} adresses : c’est le plus possible.")}</p> })}
    }
}
