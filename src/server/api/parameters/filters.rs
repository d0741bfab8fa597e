//! What a service must be.

use utoipa::{IntoParams, ToSchema};

use super::Reader;
use crate::domain::taxonomy::{Fee, Public, ReceptionMode, ServiceType, Theme, ThemeCategory};
use crate::search::services::{self, ServiceQuery};

/// The filters that every list of services has.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filters {
    /// Identifiants de producteurs (voir `/api/v1/sources`). Plusieurs valeurs : l’une ou l’autre.
    sources: Option<Vec<String>>,
    /// Thématiques, ou catégories entières de thématiques. Plusieurs valeurs : l’une ou l’autre.
    #[param(value_type = Option<Vec<ThemeOrCategory>>, example = json!(["mobilite"]))]
    thematiques: Option<Vec<Theme>>,
    /// Ce que le service coûte.
    frais: Option<Vec<Fee>>,
    /// À distance, ou sur place.
    modes_accueil: Option<Vec<ReceptionMode>>,
    /// Pour qui. Les services pour tous les publics y sont toujours.
    publics: Option<Vec<Public>>,
    /// Formes du service.
    types: Option<Vec<ServiceType>>,
    /// Score de qualité minimum.
    #[param(minimum = 0.0, maximum = 1.0)]
    score_qualite_minimum: Option<f64>,
}

/// A theme, or all of a category.
#[derive(ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "says what `thematiques` takes")]
pub enum ThemeOrCategory {
    Theme(Theme),
    Category(ThemeCategory),
}

impl Filters {
    /// Reads them.
    pub fn read(reader: &mut Reader) -> ServiceQuery {
        ServiceQuery {
            sources: reader.texts("sources"),
            themes: reader.either("thematiques", themes, &|| {
                [
                    ("str-enum[Thematique]", Theme::ALL.iter().map(|theme| theme.code()).collect()),
                    ("str-enum[Categorie]", ThemeCategory::ALL.iter().map(|one| one.code()).collect()),
                ]
            }),
            fees: reader.codes("frais", Fee::from_code, &|| Fee::ALL.iter().map(|one| one.code()).collect()),
            modes: reader.codes("modes_accueil", ReceptionMode::from_code, &|| {
                ReceptionMode::ALL.iter().map(|one| one.code()).collect()
            }),
            publics: reader
                .codes("publics", Public::from_code, &|| Public::ALL.iter().map(|one| one.code()).collect()),
            types: reader.codes("types", ServiceType::from_code, &|| {
                ServiceType::ALL.iter().map(|one| one.code()).collect()
            }),
            least_score: reader.number("score_qualite_minimum", 0.0, 1.0),
            ..ServiceQuery::default()
        }
    }
}

/// The theme of a code, or every theme of a category's code.
fn themes(code: &str) -> Option<Vec<Theme>> {
    let of =
        |category| Theme::ALL.iter().copied().filter(move |theme| theme.category() == category).collect();
    Theme::from_code(code).map(|theme| vec![theme]).or_else(|| ThemeCategory::from_code(code).map(of))
}

/// Words about whom it is for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Audience {
    /// Mots cherchés dans `publics` et `publics_precisions` : tous voulus ; `"…"` dans cet ordre ; `or` l’un ou
    /// l’autre ; `-` sans ce mot.
    #[param(max_length = 200, example = "jeunes -étudiants")]
    recherche_public: Option<String>,
}

impl Audience {
    /// Reads them.
    pub fn read(reader: &mut Reader) -> Option<services::Audience> {
        reader.text("recherche_public").map(services::Audience::parse)
    }
}

/// Whether records of one structure by several producers count once.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Twins {
    /// Quand plusieurs producteurs décrivent la même structure, garder seulement la mieux décrite.
    #[param(default = false)]
    exclure_doublons: Option<bool>,
}

impl Twins {
    /// Reads it.
    pub fn read(reader: &mut Reader) -> bool {
        reader.switch("exclure_doublons")
    }
}
