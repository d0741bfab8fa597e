//! Where: a territory to lie in, a commune whose people are served, a point to be near.

use utoipa::IntoParams;

use super::Reader;
use crate::domain::territory::Point;
use crate::search::fold;
use crate::search::gazetteer::Gazetteer;
use crate::search::services::{self, Centre};
use crate::server::api::error::Instead;

/// Kilometres that a search around a point may reach: further than anything on the Earth.
const KM_MAX: i64 = 100_000;

/// Territories; all that are named are wanted.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Territory {
    /// Code INSEE d’une région.
    #[param(example = "75")]
    code_region: Option<String>,
    /// Nom d’une région, en minuscules et tirets.
    #[param(example = "nouvelle-aquitaine")]
    slug_region: Option<String>,
    /// Code INSEE d’un département.
    #[param(example = "62")]
    code_departement: Option<String>,
    /// Nom d’un département, en minuscules et tirets.
    #[param(example = "pas-de-calais")]
    slug_departement: Option<String>,
    /// Code INSEE d’une commune, et d’elle seule.
    #[param(min_length = 5, max_length = 5, pattern = r"^\w{5}$", example = "62498")]
    code_commune: Option<String>,
}

impl Territory {
    /// Reads them; a code goes before a slug.
    pub fn read(reader: &mut Reader, gazetteer: &Gazetteer) -> Vec<services::Territory> {
        let regions = || gazetteer.regions().collect();
        let departements = || gazetteer.departements().collect();
        let region = either(reader, ["code_region", "slug_region"], &regions);
        let departement = either(reader, ["code_departement", "slug_departement"], &departements);
        let commune = reader.commune("code_commune");
        let territories = [
            region.map(services::Territory::Region),
            departement.map(services::Territory::Departement),
            commune.map(|code| services::Territory::Commune(code.to_owned())),
        ];
        territories.into_iter().flatten().collect()
    }
}

/// The code of one of some territories, given by its code or by its name.
fn either(
    reader: &mut Reader,
    names: [&str; 2],
    all: &dyn Fn() -> Vec<(&'static str, &'static str)>,
) -> Option<String> {
    if !names.iter().any(|name| reader.has(name)) {
        return None;
    }
    let territories = all();
    let codes: Vec<&str> = territories.iter().map(|(code, _)| *code).collect();
    let slugs: Vec<String> = territories.iter().map(|(_, name)| fold(name).replace(' ', "-")).collect();
    let slugs: Vec<&str> = slugs.iter().map(String::as_str).collect();
    let by_code = reader.code(names[0], &codes);
    let by_slug = reader.code(names[1], &slugs).and_then(|slug| slugs.iter().position(|one| *one == slug));
    by_code.or_else(|| by_slug.map(|at| codes[at])).map(str::to_owned)
}

/// Whose people are served, and from where they come.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Commune {
    /// Code INSEE de la commune de la personne : les services qui lui sont ouverts, à 50 km au plus ou à distance,
    /// les plus proches d’abord.
    #[param(min_length = 5, max_length = 5, pattern = r"^\w{5}$", example = "62498")]
    code_commune: Option<String>,
}

impl Commune {
    /// Reads its code.
    pub fn read<'a>(reader: &mut Reader<'a>) -> Option<&'a str> {
        reader.commune("code_commune")
    }

    /// The commune of a code.
    ///
    /// # Errors
    /// Where there is none.
    pub fn known<'a>(
        gazetteer: &'a Gazetteer,
        code: &str,
    ) -> Result<&'a crate::domain::territory::Commune, Instead> {
        gazetteer.by_code(code).ok_or(Instead::Contradiction("This `code_commune` does not exist."))
    }
}

/// A point.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Around {
    /// Latitude, en degrés. Toujours avec `lon`.
    #[param(minimum = -90.0, maximum = 90.0)]
    lat: Option<f64>,
    /// Longitude, en degrés. Toujours avec `lat`.
    #[param(minimum = -180.0, maximum = 180.0)]
    lon: Option<f64>,
}

impl Around {
    /// Reads both.
    pub fn read(reader: &mut Reader) -> [Option<f64>; 2] {
        [reader.number("lat", -90.0, 90.0), reader.number("lon", -180.0, 180.0)]
    }

    /// The point of both.
    ///
    /// # Errors
    /// Where only one is there.
    pub fn point(read: [Option<f64>; 2]) -> Result<Option<Point>, Instead> {
        match read {
            [Some(latitude), Some(longitude)] => {
                Ok(Some(Point { latitude: latitude as f32, longitude: longitude as f32 }))
            }
            [None, None] => Ok(None),
            _ => Err(Instead::Contradiction("The `lat` and `lon` must be simultaneously filled.")),
        }
    }
}

/// How far around the point.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Distance {
    /// Rayon autour de `lat` et `lon`, en kilomètres ; sans effet sans eux.
    #[param(minimum = 1, maximum = 100000, default = 50)]
    distance: Option<u32>,
}

impl Distance {
    /// Reads it.
    pub fn read(reader: &mut Reader) -> u32 {
        reader.integer("distance", 1, KM_MAX).unwrap_or(50) as u32
    }

    /// The circle of a point.
    pub fn around(point: Option<Point>, km: u32) -> Option<Centre> {
        point.map(|point| Centre { point, km })
    }
}
