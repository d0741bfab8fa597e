//! `/open-data`: the open data, told to people.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::shown::shown;
use crate::domain::clock::spoken_date;
use crate::domain::open_data::{FILES, LICENCE, LICENCE_LINK, Published};
use crate::error::PageError;

/// What is published, put into the context by the edge on this page alone.
#[derive(Debug, Clone)]
pub struct Shelf(pub Option<Published>);

/// The page.
#[component]
pub fn OpenDataPage() -> impl IntoView {
    let shelf = use_context::<Shelf>();
    shown(
        async move { shelf.and_then(|shelf| shelf.0).map(Some).ok_or(PageError::Starting) },
        |published| view! { <Files published/> },
    )
}

#[component]
fn Files(published: Published) -> impl IntoView {
    let Published { on, structures, services, left_out, files, .. } = published;
    let rows = FILES.iter().filter_map(|(name, label, _)| {
        let file = files.iter().find(|file| file.name == *name)?.clone();
        Some(view! {
            <li>
                <h3><a href=format!("/open-data/{name}") download=*name rel="external">{*label}</a></h3>
                <p>{size(file.bytes)}" · "<code>{format!("/open-data/{name}")}</code></p>
                <details><summary>"Empreinte SHA-256"</summary><p><code class="digest">{file.sha256}</code></p></details>
            </li>
        })
    });
    view! {
        <Title text="Données ouvertes"/>
        <Meta name="description" content="Toutes les structures et toutes les offres de ce site, à télécharger."/>
        <article class="prose open-data">
            <h1>"Données ouvertes"</h1>
            <p class="lead">"Toutes les structures et toutes les offres de ce site, à télécharger. Gratuit, sans compte."</p>
            <ul class="facts">
                <li>{format!("Fait le {}. Refait chaque jour.", spoken_date(on))}</li>
                <li>{format!("{structures} structures et {services} services.")}</li>
                <li>"Licence : "<a href=LICENCE_LINK rel="noopener noreferrer">{LICENCE}</a>". Citez « Premier Pas » et la date."</li>
            </ul>
            <h2>"Les fichiers"</h2>
            <ul class="files">{rows.collect_view()}</ul>
            <h2>"Ce qu’ils contiennent"</h2>
            <p>"Le format est data·inclusion v1. Chaque service dit sa structure dans "<code>"structure_id"</code>", et "<code>"lien_source"</code>" mène à sa page."</p>
            <p><code>"lien_mobilisation"</code>" mène à la demande : deux champs, sans compte."</p>
            <p>"Une zone est une commune, un département, une intercommunalité ou la France. Jamais une région : « 75 » est Paris."</p>
            <p>"Le nom, l’e-mail et le mobile d’une personne n’y sont pas, sauf si la structure a dit qu’ils sont publics."</p>
            {(left_out > 0).then(|| view! { <p>{format!("Fiches laissées de côté, car elles ne suivent pas le format : {left_out}.")}</p> })}
            <p>"Pour chercher au lieu de tout prendre : "<a href="/api/v1">"l’API ouverte"</a>"."</p>
        </article>
    }
}

/// A weight as people read it.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} octets"),
        1_000..1_000_000 => format!("{} ko", bytes / 1_000),
        _ => format!("{},{} Mo", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
