//! The parameters of the page of results, read strictly.
//!
//! The comments on fields are what the API's document tells people: they are in French.

use serde_json::json;
use utoipa::IntoParams;

use super::codes::{self, Day, Yes};
use crate::domain::filter::FilterGroup;
use crate::domain::need::Need;
use crate::domain::offer::OfferKind;
use crate::domain::query::{Misread, Search, Sort, TEXT_MAX};
use crate::domain::taxonomy::{Public, Theme};
use crate::search::services::Window;
use crate::server::api::asked::Asked;
use crate::server::api::error::Instead;
use crate::server::api::parameters::ThemeOrCategory;
use crate::server::api::problem::Problem;

/// Pairs of a query that are read.
const PAIRS_MAX: usize = 100;
/// Offers of a page.
const SIZE_MAX: i64 = 100;

/// The parameters, for the API's document.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "says what `read` takes")]
pub struct OfferParameters {
    /// Commune (nom, code postal ou code INSEE), ou territoire : `epci-…`, `departement-62`, `region-32`.
    #[param(max_length = 200, example = "62498")]
    lieu: Option<String>,
    /// Rayon en kilomètres : 5, 10, 20, 50 ou 100 ; une autre valeur devient la suivante.
    #[param(minimum = 1, maximum = 100, default = 20)]
    rayon: Option<u16>,
    /// Mots cherchés, comme une personne les tape.
    #[param(max_length = 200, example = "permis")]
    q: Option<String>,
    /// Un des grands besoins. Plusieurs valeurs : l’une ou l’autre.
    besoin: Option<Vec<Need>>,
    /// Genres d’offre. Plusieurs valeurs : l’un ou l’autre.
    genre: Option<Vec<OfferKind>>,
    /// Thématiques, ou catégories entières. Plusieurs valeurs : l’une ou l’autre.
    #[param(value_type = Option<Vec<ThemeOrCategory>>)]
    theme: Option<Vec<Theme>>,
    /// Pour qui. Les offres pour tous y sont toujours.
    public: Option<Vec<Public>>,
    /// Jours d’accueil. Plusieurs valeurs : l’un ou l’autre.
    jour: Option<Vec<Day>>,
    /// `oui` : gratuit.
    gratuit: Option<Yes>,
    /// `oui` : commence dans le mois.
    bientot: Option<Yes>,
    /// `oui` : il reste des places.
    places: Option<Yes>,
    /// `oui` : la personne peut demander ici, seule.
    demande: Option<Yes>,
    /// Une seule structure : la fin de son adresse sur le site.
    #[param(max_length = 200, pattern = "^[A-Za-z0-9-]*$", example = "coop-connexion")]
    structure: Option<String>,
    /// `oui` : aussi ce qui est réservé à d’autres territoires.
    ailleurs: Option<Yes>,
    /// Ordre des résultats.
    tri: Option<Sort>,
    /// Numéro de la page, à partir de 1.
    #[param(minimum = 1, maximum = 1000000, default = 1)]
    page: Option<usize>,
    /// Nombre d’offres par page.
    #[param(minimum = 1, maximum = 100, default = 20)]
    size: Option<usize>,
}

/// The search of a question, and which part of its results.
///
/// # Errors
/// Everything that the page would forgive.
pub fn read(asked: &Asked) -> Result<(Search, Window), Instead> {
    let pairs = asked.pairs();
    let mut reader = asked.reader();
    if let Some((name, _)) = pairs.get(PAIRS_MAX) {
        let count = pairs.iter().filter(|(one, _)| one == name).count();
        reader.refuse(Problem::too_many(name, count, PAIRS_MAX));
        reader.finish()?;
        return Err(Instead::Broken);
    }
    let page = reader.integer("page", 1, 1_000_000).unwrap_or(1) as usize;
    let size = reader.integer("size", 1, SIZE_MAX).unwrap_or(20) as usize;
    let own = |(name, _): &&(String, String)| name != "page" && name != "size";
    let pairs: Vec<(&str, &str)> =
        pairs.iter().filter(own).map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for (name, value) in &pairs {
        let (_, misread) = Search::from_pairs([(*name, *value)]);
        if let Some(misread) = misread.first() {
            reader.refuse(problem(*misread, name, value.trim()));
        } else if *name == "lieu" && value.trim().chars().nth(TEXT_MAX).is_some() {
            reader.refuse(Problem::too_long(name, value, TEXT_MAX));
        }
    }
    reader.finish()?;
    Ok((Search::from_pairs(pairs).0, Window { page, size }))
}

/// What the page says in a sentence, said of the parameter.
fn problem(misread: Misread, name: &str, value: &str) -> Problem {
    match misread {
        Misread::Radius => match value.parse::<f64>() {
            Ok(km) if km < 1.0 => Problem::too_small(name, value, 1),
            Ok(km) if km > 100.0 => Problem::too_large(name, value, 100),
            _ => Problem::new("int_parsing", name, value, "Input should be a valid integer"),
        },
        Misread::Text => Problem::too_long(name, value, TEXT_MAX),
        Misread::Sort => Problem::none_of(name, value, &Sort::ALL.map(Sort::code)),
        Misread::Page => Problem::new("int_parsing", name, value, "Input should be a valid integer"),
        Misread::Filter => match FilterGroup::from_name(name) {
            Some(group) => Problem::none_of(name, value, &codes::of(group)),
            None if name == "ailleurs" => Problem::none_of(name, value, &["oui"]),
            None => {
                let msg = "String should match pattern '^[A-Za-z0-9-]*$'";
                Problem::new("string_pattern_mismatch", name, value, msg)
                    .with(json!({"pattern": "^[A-Za-z0-9-]*$"}))
            }
        },
    }
}
