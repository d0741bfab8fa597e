//! The API's document (OpenAPI 3.1), and what its page shows of it.

use std::sync::{Arc, LazyLock};

use axum::http::{HeaderName, HeaderValue, header};
use serde_json::Value;
use utoipa::OpenApi;
use utoipa::openapi::ServerBuilder;

use super::edition::KEPT;
use super::offers::codes::{Day, Yes};
use super::parameters::ThemeOrCategory;
use crate::domain::need::Need;
use crate::domain::offer::OfferKind;
use crate::domain::query::Sort;
use crate::domain::taxonomy::{
    Fee, MobilisableBy, MobilisationMode, Network, Public, ReceptionMode, ServiceType, Theme, ThemeCategory,
};
use crate::pages::api::{ApiDescription, Codes, Operation, Parameter};
use crate::server::config::PublicUrl;

/// What the document says beside the addresses.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Premier Pas",
        version = "1",
        description = "Les offres d’insertion publiées, en lecture, sans clé. Les adresses « data·inclusion » répondent \
                       comme l’API data·inclusion v1 : mêmes paramètres, mêmes pages, mêmes champs \
                       (data-inclusion-schema 1.0.10). L’adresse « Premier Pas » ajoute la recherche du site.",
        license(name = "Licence Ouverte 2.0", url = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
    ),
    tags(
        (name = "data·inclusion", description = "Comme l’API data·inclusion v1"),
        (name = "Premier Pas", description = "Comme le site"),
    ),
    components(schemas(
        Fee, MobilisableBy, MobilisationMode, Network, Public, ReceptionMode, ServiceType, Theme, ThemeCategory,
        ThemeOrCategory, Need, OfferKind, Day, Sort, Yes,
    )),
)]
pub struct Document;

/// Something to try at each address.
const EXAMPLES: [(&str, &str); 8] = [
    ("/api/v1/search/services", "?code_commune=62498&thematiques=mobilite&size=2"),
    ("/api/v1/search", "?q=permis&lat=50.43&lon=2.83&distance=30&size=2"),
    ("/api/v1/services", "?code_departement=62&frais=gratuit&size=2"),
    ("/api/v1/services/{id}", ""),
    ("/api/v1/structures", "?slug_region=nouvelle-aquitaine&size=2"),
    ("/api/v1/structures/{id}", ""),
    ("/api/v1/sources", ""),
    ("/api/v1/offers", "?lieu=62498&q=permis&size=2"),
];

/// Codes that are told where they are used.
const SHORT: usize = 16;

/// An answer that is always the same.
pub type Fixed = ([(HeaderName, HeaderValue); 2], String);

/// The document as it is served, for those who come to `ours`.
pub fn served(mut document: utoipa::openapi::OpenApi, ours: &PublicUrl) -> Fixed {
    document.servers = Some(vec![ServerBuilder::new().url(ours.origin()).build()]);
    let json = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    // The document holds only strings, numbers and lists: it always serialises.
    ([json, KEPT], document.to_json().unwrap_or_default())
}

/// What the page of the API shows.
pub fn description() -> Arc<ApiDescription> {
    static DESCRIPTION: LazyLock<Arc<ApiDescription>> = LazyLock::new(|| {
        let document = serde_json::to_value(super::documented().into_openapi()).unwrap_or_default();
        Arc::new(described(&document))
    });
    DESCRIPTION.clone()
}

fn described(document: &Value) -> ApiDescription {
    let schemas = &document["components"]["schemas"];
    let operations = EXAMPLES.iter().map(|(path, example)| {
        let operation = &document["paths"][path]["get"];
        Operation {
            path: (*path).to_owned(),
            summary: text(&operation["summary"]),
            description: text(&operation["description"]),
            parameters: list(&operation["parameters"]).iter().map(|one| parameter(one, schemas)).collect(),
            example: format!("{}{example}", path.trim_end_matches("{id}")),
        }
    });
    let enumerated = |(name, schema): (&String, &Value)| {
        let codes: Vec<String> = list(&schema["enum"]).iter().map(text).collect();
        (!codes.is_empty()).then(|| Codes { name: name.clone(), codes })
    };
    let statuses = document["paths"]["/api/v1/services/{id}"]["get"]["responses"].as_object();
    ApiDescription {
        operations: operations.collect(),
        codes: schemas.as_object().into_iter().flatten().filter_map(enumerated).collect(),
        statuses: statuses
            .into_iter()
            .flatten()
            .map(|(status, response)| (status.clone(), text(&response["description"])))
            .collect(),
    }
}

fn parameter(parameter: &Value, schemas: &Value) -> Parameter {
    let schema = &parameter["schema"];
    let listed = schema["type"] == "array";
    let one = if listed { &schema["items"] } else { schema };
    let name = |one: &Value| text(&one["$ref"]).rsplit('/').next().unwrap_or_default().to_owned();
    let mut kinds: Vec<String> = Some(name(one)).filter(|name| !name.is_empty()).into_iter().collect();
    if let Some(kind) = kinds.first() {
        // A choice of several enumerations is told by their names.
        let choice: Vec<String> = list(&schemas[kind]["oneOf"]).iter().map(name).collect();
        if !choice.is_empty() {
            kinds = choice;
        }
    }
    // Short lists are told where they are used, long ones once, at the end of the page.
    let known = |kind: &String| list(&schemas[kind]["enum"]).iter().map(text).collect::<Vec<_>>();
    let codes: Vec<String> = kinds.iter().flat_map(known).collect();
    let (codes, kinds) = if codes.len() > SHORT { (Vec::new(), kinds) } else { (codes, Vec::new()) };
    Parameter {
        name: text(&parameter["name"]),
        description: text(&parameter["description"]),
        listed,
        codes,
        kinds,
        least: number(&schema["minimum"]),
        most: number(&schema["maximum"]),
        default: number(&schema["default"]),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn number(value: &Value) -> Option<String> {
    (!value.is_null()).then(|| value.to_string())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}
