//! `/espace/{structure}/imports`: files go in, everything goes out.

pub mod feeds;
pub mod progress;
pub mod report;

use leptos::prelude::*;
use leptos_meta::Title;

use super::tab::Tab;
use super::{Desk, desk};
use crate::domain::clock::{full_date, paris_date};
use crate::domain::import::{FILE_MAX, Format, ImportState};
use crate::domain::membership::Role;
use crate::pages::shown::asked_page;
use crate::store::{IMPORTS_PAGE, ImportFeed, StoredImport};
use crate::ui::form::{FormState, Refusal};
use crate::ui::pager::Pager;

/// A count with its words: one of them, or several.
fn counted(count: i64, one: &str, several: &str) -> String {
    format!("{count} {}", if count > 1 { several } else { one })
}

/// The page.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let page = asked_page();
    let state = FormState::new();
    desk(
        Tab::Imports,
        move |desk: Desk| async move {
            let imports = desk.reading.db.imports(desk.organisation.id, page).await?;
            let feeds = desk.reading.db.import_feeds(desk.organisation.id).await?;
            Ok(Some((imports, feeds)))
        },
        move |desk, (imports, feeds)| view! { <Imports desk imports feeds page state/> },
    )
}

#[component]
fn Imports(
    desk: Desk,
    imports: Vec<StoredImport>,
    feeds: Vec<ImportFeed>,
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
        <section class="import-part" aria-labelledby="envoyer">
            <h2 id="envoyer">"Envoyer un fichier"</h2>
            <Refusal state/>
            {desk.role.may(Role::Publisher).then(|| view! { <Upload here=here.clone()/> })}
            <h3>"Pas encore de fichier ?"</h3>
            <p>"Partez d’un modèle : une ligne par offre, un exemple, et le mode d’emploi."</p>
            <Models/>
        </section>
        <section class="import-part" aria-labelledby="faits">
            <h2 id="faits">"Vos imports"</h2>
            {none.then(|| view! { <p>"Aucun import pour le moment."</p> })}
            <ul class="import-list">
                {lines.map(|import| view! { <Line href=desk.to(&format!("/imports/{}", import.id)) import/> }).collect_view()}
            </ul>
            <Pager page more/>
        </section>
        <section class="import-part" aria-labelledby="adresses">
            <h2 id="adresses">"Lire une adresse, sans rien envoyer"</h2>
            <p>{match feeds.len() {
                0 => "Votre logiciel publie un fichier sur internet ? Nous pouvons le lire chaque jour.".to_owned(),
                n => format!("Nous lisons {} pour vous.", counted(n as i64, "adresse", "adresses")),
            }}</p>
            {feeds.iter().any(|feed| feed.told.is_some()).then(|| view! {
                <p class="notice closed">"Une adresse ne peut pas être lue. Regardez pourquoi."</p>
            })}
            <p><a class="button quiet" href=desk.to("/imports/adresses")>{if feeds.is_empty() { "Ajouter une adresse" } else { "Voir les adresses" }}</a></p>
        </section>
        <Exports desk/>
    }
}

#[component]
fn Upload(here: String) -> impl IntoView {
    view! {
        <form method="post" action=here enctype="multipart/form-data" class="upload">
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
    }
}

#[component]
fn Models() -> impl IntoView {
    const MODELS: [(&str, &str); 3] = [
        ("ateliers", "Pour des postes en atelier (SIAE)"),
        ("formations", "Pour des formations, avec leurs dates"),
        ("offres", "Pour des offres de tous les genres"),
    ];
    let lines = MODELS.map(|(name, words)| {
        let (xlsx, csv) = (format!("/modeles/{name}.xlsx"), format!("/modeles/{name}.csv"));
        let unseen = view! { <span class="unseen">{format!(" : {words}")}</span> };
        view! {
            <li>
                <strong>{words}</strong>
                <a href=xlsx download=format!("modele-{name}.xlsx") rel="external">"Excel ou LibreOffice (XLSX)"{unseen.clone()}</a>
                <a href=csv download=format!("modele-{name}.csv") rel="external">"CSV"{unseen}</a>
            </li>
        }
    });
    view! { <ul class="files models">{lines.collect_view()}</ul> }
}

/// What may be taken away, each for whom it is.
#[component]
fn Exports(desk: Desk) -> impl IntoView {
    let admin = desk.role.may(Role::Admin);
    let link = |end: &str, words: &'static str| {
        view! { <li><a href=desk.to(end) download=true rel="external">{words}</a></li> }
    };
    let all = if admin {
        "Un fichier ZIP : la fiche, les offres, les brouillons, les demandes avec vos notes, l’équipe et le journal."
    } else {
        "Un fichier ZIP : la fiche, les offres, les brouillons et les demandes avec vos notes."
    };
    view! {
        <section class="import-part" aria-labelledby="sortir">
            <h2 id="sortir">"Reprendre ce qui est à vous"</h2>
            <p>"Tout, quand vous voulez. Le tableau se corrige et se renvoie ici."</p>
            <p><a class="button quiet" href=desk.to("/exports/tout.zip") download=true rel="external">"Tout télécharger"</a></p>
            <p class="hint">{all}</p>
            <ul class="files">
                {link("/exports/offres.xlsx", "Vos offres publiées, tableau XLSX")}
                {link("/exports/offres.csv", "Vos offres publiées, tableau CSV")}
                {link("/exports/offres.json", "Votre fiche et toutes vos offres, JSON data·inclusion")}
                {link("/demandes.csv", "Les demandes reçues, tableau CSV")}
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
