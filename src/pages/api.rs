//! `/api/v1`: what programs can read here, told to those who write them.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::Title;

use super::reading::Reading;
use crate::domain::percent::encode;
use crate::search::services::{ServiceQuery, StructureQuery, Window};

/// What the API's document says, put into the context by the edge.
#[derive(Debug, Clone, Default)]
pub struct ApiDescription {
    /// Its addresses.
    pub operations: Vec<Operation>,
    /// Its enumerations.
    pub codes: Vec<Codes>,
    /// The statuses of its answers, each with what it means.
    pub statuses: Vec<(String, String)>,
}

/// An address.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its path, with names in braces.
    pub path: String,
    /// What it gives, in a line.
    pub summary: String,
    /// What more there is to know.
    pub description: String,
    /// What one may ask.
    pub parameters: Vec<Parameter>,
    /// An address to try; where it ends with `/`, any id may follow.
    pub example: String,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What it asks for.
    pub description: String,
    /// Whether it may be repeated.
    pub listed: bool,
    /// Its values, where they are few.
    pub codes: Vec<String>,
    /// The enumerations that hold its values.
    pub kinds: Vec<String>,
    /// Its least value.
    pub least: Option<String>,
    /// Its largest value.
    pub most: Option<String>,
    /// What it is where it is not said.
    pub default: Option<String>,
}

/// An enumeration.
#[derive(Debug, Clone)]
pub struct Codes {
    /// Its name.
    pub name: String,
    /// Its codes.
    pub codes: Vec<String>,
}

/// `/api/v1`.
#[component]
pub fn ApiPage() -> impl IntoView {
    let description = use_context::<Arc<ApiDescription>>().unwrap_or_default();
    let ids = ids();
    view! {
        <Title text="API ouverte"/>
        <article class="prose api">
            <h1>"API ouverte"</h1>
            <p class="lead">"Les offres de ce site, pour vos programmes. Sans clé, sans compte, gratuit."</p>
            <p>"Les adresses "<code>"/structures"</code>", "<code>"/services"</code>" et "<code>"/search"</code>" répondent comme l’API data·inclusion v1 : un programme qui la lit nous lit aussi. L’adresse "<code>"/offers"</code>" cherche comme le site."</p>
            <p>"Description pour les machines (OpenAPI) : "<a href="/api/v1/openapi.json">"openapi.json"</a>". Tout prendre d’un coup : "<a href="/open-data">"les données ouvertes"</a>". Données : Licence Ouverte 2.0."</p>
            <h2>"Bon usage"</h2>
            <ul>
                <li>"600 requêtes d’un coup pour une adresse IP, puis 10 par seconde. Les en-têtes "<code>"RateLimit"</code>" disent ce qui reste."</li>
                <li>"Gardez l’"<code>"ETag"</code>" et renvoyez-le dans "<code>"If-None-Match"</code>" : si rien n’a changé, la réponse est vide (304)."</li>
                <li>"Un autre site peut lire l’API depuis le navigateur (CORS)."</li>
            </ul>
            {description.operations.iter().map(|one| operation(one, &ids)).collect_view()}
            <h2>"Réponses"</h2>
            <dl>
                {description.statuses.iter().map(|(status, meaning)| view! {
                    <dt>{status.clone()}</dt><dd>{meaning.clone()}</dd>
                }).collect_view()}
            </dl>
            <p>"Une erreur est toujours en JSON, dans "<code>"detail"</code>". Le paramètre en cause est dans "<code>"loc"</code>"."</p>
            <h2>"Codes"</h2>
            {description.codes.iter().map(|list| view! {
                <details id=anchor(&list.name)>
                    <summary>{format!("{} ({})", list.name, list.codes.len())}</summary>
                    <ul>{list.codes.iter().map(|code| view! { <li><code>{code.clone()}</code></li> }).collect_view()}</ul>
                </details>
            }).collect_view()}
        </article>
    }
}

/// The ids of a service and of a structure that are there, if any are.
fn ids() -> Option<[(&'static str, String); 2]> {
    let reading = Reading::current().ok()?;
    let (index, today) = (reading.index().ok()?, reading.clock.today());
    let window = Window { page: 1, size: 1 };
    let service = index.services.list(&ServiceQuery::default(), window, today).found.first()?.number;
    let structure =
        index.services.structures(&StructureQuery::default(), window, today).found.first()?.number;
    Some([
        ("/services/", index.services.id(service).to_owned()),
        ("/structures/", index.services.structure_id(structure).to_owned()),
    ])
}

fn operation(operation: &Operation, ids: &Option<[(&'static str, String); 2]>) -> impl IntoView + use<> {
    let id = ids.iter().flatten().find(|(end, _)| operation.example.ends_with(end));
    let id = id.map(|(_, id)| encode(id).replace('+', "%20")).unwrap_or_default();
    let example = format!("{}{id}", operation.example);
    let href = example.clone();
    let parameters = operation.parameters.iter().map(parameter).collect_view();
    view! {
        <h2>{operation.summary.clone()}</h2>
        <p><code>{format!("GET {}", operation.path)}</code></p>
        <p>{marked(&operation.description)}</p>
        <p>"Essayer : "<a href=href><code>{example}</code></a></p>
        {(!operation.parameters.is_empty()).then(|| view! { <dl>{parameters}</dl> })}
    }
}

fn parameter(parameter: &Parameter) -> impl IntoView + use<> {
    let range = match (&parameter.least, &parameter.most) {
        (Some(least), Some(most)) => Some(format!("De {least} à {most}.")),
        _ => None,
    };
    let default = parameter.default.as_ref().map(|value| format!("Sans lui : {value}."));
    let repeated = parameter.listed.then(|| "Peut être répété.".to_owned());
    let notes = [range, default, repeated].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let codes = parameter.codes.join(", ");
    view! {
        <dt><code>{parameter.name.clone()}</code></dt>
        <dd>
            {marked(&parameter.description)}" "{notes}
            {(!codes.is_empty()).then(|| view! { " Valeurs : "<code>{codes}</code>"." })}
            {parameter.kinds.iter().enumerate().map(|(at, kind)| view! {
                {if at == 0 { " Codes : " } else { ", " }}<a href=format!("#{}", anchor(kind))>{kind.clone()}</a>
            }).collect_view()}
        </dd>
    }
}

/// A text whose parts between backquotes are code.
fn marked(text: &str) -> impl IntoView + use<> {
    let parts = text.split('`').enumerate().map(|(at, part)| (at % 2 == 1, part.to_owned()));
    let part = |(is_code, part): (bool, String)| {
        if is_code { view! { <code>{part}</code> }.into_any() } else { part.into_any() }
    };
    parts.map(part).collect_view()
}

fn anchor(name: &str) -> String {
    format!("codes-{name}")
}
