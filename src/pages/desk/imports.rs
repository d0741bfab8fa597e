//! `/espace/{structure}/imports`: files go in, everything goes out.

pub mod feeds;
pub mod report;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::tab::Tab;
use super::{Desk, desk};
use crate::domain::clock::{full_date, paris_date};
use crate::domain::import::{FILE_MAX, Format, ImportState};
use crate::domain::membership::Role;
use crate::store::{IMPORTS_PAGE, StoredImport};
use crate::ui::form::{FormState, Refusal};

/// The page of a list that the address asks for, from 0.
fn page_of_list() -> u32 {
    use_query_map().with_untracked(|query| query.get("page").and_then(|page| page.parse().ok())).unwrap_or(0)
}

/// The links before and after a page of a list; `to` begins each, up to the page's number.
#[component]
fn Pages(page: u32, more: bool, #[prop(into)] to: String) -> impl IntoView {
    (page > 0 || more).then(|| {
        view! {
            <nav class="pages" aria-label="Pages">
                {(page > 0).then(|| view! { <a href=format!("{to}{}", page - 1)>"Page d’avant"</a> })}
                {more.then(|| view! { <a href=format!("{to}{}", page + 1)>"Page suivante"</a> })}
            </nav>
        }
    })
}

/// The page.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let page = page_of_list();
    let state = FormState::new();
    desk(
        Tab::Imports,
        move |desk: Desk| async move {
            let imports = desk.reading.db.imports(desk.organisation.id, page).await?;
            let feeds = desk.reading.db.import_feeds(desk.organisation.id).await?.len();
            Ok(Some((imports, feeds)))
        },
        move |desk, (imports, feeds)| view! { <Imports desk imports feeds page state/> },
    )
}

#[component]
fn Imports(
    desk: Desk,
    imports: Vec<StoredImport>,
    feeds: usize,
    page: u32,
    state: FormState,
) -> impl IntoView {
    let here = desk.to("/imports");
    let more = imports.len() > IMPORTS_PAGE as usize;
    let none = imports.is_empty();
    let lines = imports.into_iter().take(IMPORTS_PAGE as usize);
    view! {
        <Title text="Imports"/>
        <h1>"Imports"</h1>
        <p class="lead">"Envoyez vos offres dans un fichier. Vous voyez d’abord ce qui change. Rien n’est publié avant votre accord."</p>
        <section aria-labelledby="envoyer">
            <h2 id="envoyer">"Envoyer un fichier"</h2>
            <Refusal state/>
            {desk.role.may(Role::Publisher).then(|| view! {
                <form method="post" action=here.clone() enctype="multipart/form-data" class="upload">
                    <div class="field">
                        <label for="fichier">"Votre fichier"</label>
                        <p class="hint" id="fichier-hint">{format!(
                            "Tableau CSV ou XLSX, JSON data·inclusion, catalogue LHEO (XML), ou fichier des Emplois de l’inclusion. {} Mo au plus.",
                            FILE_MAX >> 20
                        )}</p>
                        <input id="fichier" name="fichier" type="file" aria-describedby="fichier-hint" aria-required="true"
                            accept=".csv,.xlsx,.json,.ndjson,.xml,.txt"/>
                    </div>
                    <button type="submit" class="button">"Vérifier le fichier"</button>
                </form>
            })}
            <h3>"Pas encore de fichier ?"</h3>
            <p>"Partez du modèle : une ligne par offre, avec un exemple."</p>
            <ul class="files">
                <li><a href="/modeles/offres.xlsx" download="offres.xlsx" rel="external">"Modèle pour Excel ou LibreOffice (XLSX)"</a></li>
                <li><a href="/modeles/offres.csv" download="offres.csv" rel="external">"Modèle en CSV"</a></li>
            </ul>
        </section>
        <section aria-labelledby="adresses">
            <h2 id="adresses">"Lire une adresse, sans rien envoyer"</h2>
            <p>{match feeds {
                0 => "Votre logiciel publie un fichier sur internet ? Nous pouvons le lire chaque jour.".to_owned(),
                1 => "Nous lisons 1 adresse pour vous.".to_owned(),
                n => format!("Nous lisons {n} adresses pour vous."),
            }}" "<a href=desk.to("/imports/adresses")>"Voir les adresses"</a></p>
        </section>
        <section aria-labelledby="faits">
            <h2 id="faits">"Vos imports"</h2>
            {none.then(|| view! { <p>"Aucun import pour le moment."</p> })}
            <ul class="import-list">
                {lines.map(|import| view! { <Line href=desk.to(&format!("/imports/{}", import.id)) import/> }).collect_view()}
            </ul>
            <Pages page more to=format!("{here}?page=")/>
        </section>
        <section aria-labelledby="sortir">
            <h2 id="sortir">"Reprendre vos offres"</h2>
            <p>"Tout ce qui est à vous, quand vous voulez. Le tableau se corrige et se renvoie ici."</p>
            <ul class="files">
                <li><a href=desk.to("/exports/offres.xlsx") download=true rel="external">"Vos offres publiées, tableau XLSX"</a></li>
                <li><a href=desk.to("/exports/offres.csv") download=true rel="external">"Vos offres publiées, tableau CSV"</a></li>
                <li><a href=desk.to("/exports/offres.json") download=true rel="external">"Votre fiche et toutes vos offres, JSON data·inclusion"</a></li>
            </ul>
        </section>
    }
}

#[component]
fn Line(import: StoredImport, href: String) -> impl IntoView {
    let state = import.state();
    let format = Format::from_code(&import.format).map_or("Fichier", Format::label);
    view! {
        <li>
            <a href=href>{import.name.clone()}</a>
            <p>
                <span class="badge" class:here=state == ImportState::Ready>{state.label()}</span>
                {format!(" {format}, {}", full_date(paris_date(import.created_at)))}
                {import.feed_id.is_some().then_some(", lu par nous")}
            </p>
        </li>
    }
}
