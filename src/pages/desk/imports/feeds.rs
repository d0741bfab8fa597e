//! `/espace/{structure}/imports/adresses`: addresses that are read by themselves.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::super::tab::Tab;
use super::super::{Desk, desk};
use super::counted;
use crate::domain::clock::spoken_moment;
use crate::domain::import::FEEDS_MAX;
use crate::domain::membership::Role;
use crate::store::ImportFeed;
use crate::ui::form::{Act, Choice, Field, FormState, PostForm};

/// How often an address may be read: the value in the form, hours, words.
pub const RHYTHMS: [(&str, i64, &str); 2] =
    [("jour", 24, "Chaque jour"), ("semaine", 24 * 7, "Chaque semaine")];

/// What was just done, by the word of the address.
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "ajoutee" => "L’adresse est ajoutée. Nous la lisons dans une minute.",
        "lue" => "Nous lisons cette adresse maintenant. Rechargez la page dans une minute.",
        "retiree" => "L’adresse est retirée. Les offres qu’elle a apportées restent.",
        _ => return None,
    })
}

/// The page.
#[component]
pub fn FeedsPage() -> impl IntoView {
    let state = FormState::new();
    let word = use_query_map().with_untracked(|query| query.get("fait")).unwrap_or_default();
    desk(
        Tab::Imports,
        async |desk: Desk| {
            let db = &desk.reading.db;
            let feeds = db.import_feeds(desk.organisation.id).await?;
            Ok(Some((feeds, db.waiting_imports(desk.organisation.id).await?)))
        },
        move |desk, (feeds, waiting)| view! { <Feeds desk feeds waiting state done=done(&word)/> },
    )
}

#[component]
fn Feeds(
    desk: Desk,
    feeds: Vec<ImportFeed>,
    waiting: i64,
    state: FormState,
    done: Option<&'static str>,
) -> impl IntoView {
    let writes = desk.role.may(Role::Publisher);
    let here = desk.to("/imports/adresses");
    let imports = desk.to("/imports");
    let room = feeds.len() < FEEDS_MAX;
    let siret = desk.organisation.content.siret.is_some();
    provide_context(state.clone());
    view! {
        <Title text="Adresses à lire"/>
        <p class="back"><a href=imports.clone()>"Retour aux imports"</a></p>
        <h1>"Adresses à lire"</h1>
        <p class="lead">"Nous lisons le fichier de cette adresse pour vous. La première fois, vous vérifiez tout. Ensuite, ce qui est nouveau est publié, et ce qui n’y est plus est retiré. Pour ce que vous avez modifié ici, nous vous demandons."</p>
        {done.map(|done| view! { <p class="notice done" role="status">{done}</p> })}
        {(waiting > 0).then(|| view! {
            <div class="notice"><p>{format!("{} votre accord. ", counted(waiting, "import attend", "imports attendent"))}<a href=imports>"Voir les imports"</a></p></div>
        })}
        {(desk.organisation.review != "none").then(|| view! {
            <p class="notice">"Votre structure n’est pas encore validée. Nous lirons les adresses dès qu’elle le sera."</p>
        })}
        {feeds.is_empty().then(|| view! { <p>"Aucune adresse pour le moment."</p> })}
        <ul class="import-list">
            {feeds.into_iter().map(|feed| view! { <Feed feed here=here.clone() writes/> }).collect_view()}
        </ul>
        {(writes && room).then(|| view! {
            <h2>"Ajouter une adresse"</h2>
            <PostForm state whole=true>
                <input type="hidden" name="geste" value="ajouter"/>
                <Field name="url" label="L’adresse du fichier" kind="url" inputmode="url" required=true
                    hint="Elle commence par https:// et tout le monde peut la lire. Le fichier est un de ceux que vous pouvez envoyer."/>
                <Choice name="rythme" label="Quand la lire ?" required=true options=RHYTHMS.iter().map(|(value, _, words)| (*value, *words)).collect()/>
                <button type="submit" class="button">"Ajouter"</button>
            </PostForm>
            <details class="more">
                <summary>"Vos postes sont sur Les emplois de l’inclusion ?"</summary>
                <p>"Donnez l’adresse publique de votre département, par exemple pour le Pas-de-Calais :"</p>
                <p><code class="address">"https://emplois.inclusion.beta.gouv.fr/api/v1/siaes/?departement=62"</code></p>
                <p>{if siret { "Nous gardons seulement vos postes : ceux de votre SIRET." } else { "Ajoutez d’abord votre SIRET à votre fiche : c’est lui qui dit quels postes sont les vôtres." }}</p>
            </details>
        })}
        {(!room).then(|| view! { <p>{format!("Vous avez {FEEDS_MAX} adresses : c’est le plus possible.")}</p> })}
    }
}

#[component]
fn Feed(feed: ImportFeed, here: String, writes: bool) -> impl IntoView {
    let rhythm =
        RHYTHMS.iter().find(|(_, hours, _)| *hours == feed.every_hours).map_or("", |(.., words)| words);
    let act = |act: &str| vec![("geste", act.to_owned()), ("adresse", feed.id.to_string())];
    let read = feed.read_at.map(|at| {
        let found = feed.summary.clone().unwrap_or_default();
        format!("Dernière lecture : {}. {found}.", spoken_moment(at))
    });
    view! {
        <li>
            <p class="address">{feed.address.clone()}</p>
            <p>{format!("{rhythm}. Prochaine lecture : {}.", spoken_moment(feed.next_at))}</p>
            {read.map(|read| view! { <p>{read}</p> })}
            {feed.told.clone().map(|told| view! { <p class="notice closed">{told}</p> })}
            {writes.then(|| view! {
                <div class="acts">
                    <Act label="Lire maintenant" about=feed.address.clone() fields=act("lire") action=here.clone() class="button quiet"/>
                    <Act label="Ne plus lire" about=feed.address.clone() fields=act("retirer") action=here class="button quiet"/>
                </div>
            })}
        </li>
    }
}
