//! Communes of France and points on the Earth.

use serde::{Deserialize, Serialize};

/// Communes divided into arrondissements: their postal codes name a quarter, never the whole.
const DIVIDED: [&str; 3] = ["75056", "69123", "13055"];

/// Mean radius of the Earth, in kilometres (IUGG).
const EARTH_RADIUS_KM: f32 = 6371.0;

/// A commune, or an arrondissement of Paris, Lyon or Marseille (code officiel géographique, INSEE).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commune {
    /// INSEE code, five characters ("62498", "2A004").
    pub code: String,
    /// Official name, with its article ("Le Havre").
    pub name: String,
    /// Postal codes (La Poste), the main one first; empty where nobody lives.
    pub postal_codes: Vec<String>,
    /// Code of the département ("62", "2A", "974").
    pub departement: String,
    /// INSEE code of the région ("32").
    pub region: String,
    /// SIREN of the EPCI (intercommunality with its own taxes), if the commune is in one.
    pub epci: Option<String>,
    /// Municipal population, in inhabitants (INSEE).
    pub population: u32,
    /// Degrees north, WGS 84.
    pub latitude: f32,
    /// Degrees east, WGS 84.
    pub longitude: f32,
    /// True if placed by its neighbours, a few kilometres off.
    pub approximate: bool,
}

impl Commune {
    /// Where the commune lies.
    pub fn point(&self) -> Point {
        Point { latitude: self.latitude, longitude: self.longitude }
    }

    /// True for an arrondissement, whose people are also counted in its city.
    pub fn is_quarter(&self) -> bool {
        self.name.ends_with(" Arrondissement")
    }

    /// The zones of eligibility that hold it, as `zone_eligibilite` writes them.
    pub fn zones(&self) -> impl Iterator<Item = &str> {
        let own = [Some(self.code.as_str()), Some(&self.departement), self.epci.as_deref()];
        own.into_iter().flatten().chain(["france", "99100"])
    }

    /// True for Paris, Lyon and Marseille as wholes, whose arrondissements are also listed.
    pub fn is_divided(&self) -> bool {
        DIVIDED.contains(&self.code.as_str())
    }
}

/// What a page needs to show and to find a commune, or an area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Which sort of area it is; none for a commune.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaKind>,
    /// INSEE code; the SIREN of an EPCI.
    pub code: String,
    /// Official name.
    pub name: String,
    /// First postal code; empty for Paris, Lyon and Marseille as wholes, where nobody lives, and for an area.
    pub postal_code: String,
    /// Code of the département; empty for an area.
    pub departement: String,
    /// Name of the département ("Pas-de-Calais"); of an area, what holds it.
    pub departement_name: String,
    /// What `lieu` says in an address to mean this place: its INSEE code, or its label where that code is the
    /// postal code of other communes (some 3,000 are).
    pub key: String,
    /// Degrees north, WGS 84.
    pub latitude: f32,
    /// Degrees east, WGS 84.
    pub longitude: f32,
}

impl Place {
    /// The light form of `commune`; the name of its département comes from the gazetteer.
    pub fn new(commune: &Commune, departement_name: &str) -> Self {
        let postal_code = match commune.postal_codes.first() {
            Some(first) if !commune.is_divided() => first.clone(),
            _ => String::new(),
        };
        Self {
            area: None,
            code: commune.code.clone(),
            name: commune.name.clone(),
            postal_code,
            departement: commune.departement.clone(),
            departement_name: departement_name.to_owned(),
            key: commune.code.clone(),
            latitude: commune.latitude,
            longitude: commune.longitude,
        }
    }

    /// The light form of `area`, which lies in `within`; it stands at its `main` commune.
    pub fn of_area(area: &Area, within: &str, main: Option<&Commune>) -> Self {
        Self {
            area: Some(area.kind),
            code: area.code.clone(),
            name: area.name.clone(),
            postal_code: String::new(),
            departement: String::new(),
            departement_name: within.to_owned(),
            key: area.key(),
            latitude: main.map_or(0.0, |commune| commune.latitude),
            longitude: main.map_or(0.0, |commune| commune.longitude),
        }
    }

    /// The name as people tell it from its namesakes: "Lens (62300)", "Paris (75)", "Pas-de-Calais (département)".
    pub fn label(&self) -> String {
        if let Some(kind) = self.area {
            return format!("{} ({})", self.name, kind.label());
        }
        let code = if self.postal_code.is_empty() { &self.departement } else { &self.postal_code };
        format!("{} ({code})", self.name)
    }

    /// The name after "de".
    pub fn of(&self) -> String {
        of(&self.name)
    }

    /// Where the place lies.
    pub fn point(&self) -> Point {
        Point { latitude: self.latitude, longitude: self.longitude }
    }
}

/// A name after "de": "de Lens", "d’Arras", "du Havre", "des Sables-d’Olonne".
pub fn of(name: &str) -> String {
    if let Some(rest) = name.strip_prefix("Le ") {
        format!("du {rest}")
    } else if let Some(rest) = name.strip_prefix("Les ") {
        format!("des {rest}")
    } else if name.starts_with(['A', 'E', 'I', 'O', 'U', 'Y', 'À', 'É', 'È', 'Ê', 'Î', 'Œ']) {
        format!("d’{name}")
    } else {
        format!("de {name}")
    }
}

/// What holds several communes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AreaKind {
    /// An intercommunality with its own taxes; its code is its SIREN.
    Epci,
    /// A département, by its INSEE code.
    Departement,
    /// A région, by its INSEE code.
    Region,
}

/// An EPCI, a département or a région.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Which sort.
    pub kind: AreaKind,
    /// Its code, unique within the sort ("62" is a département, "32" a région and a département).
    pub code: String,
    /// Its name.
    pub name: String,
}

impl AreaKind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Epci, Self::Departement, Self::Region];

    /// The beginning of a key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Epci => "epci",
            Self::Departement => "departement",
            Self::Region => "region",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Epci => "intercommunalité",
            Self::Departement => "département",
            Self::Region => "région",
        }
    }
}

impl Area {
    /// What `lieu` says in an address to mean it: "departement-62".
    pub fn key(&self) -> String {
        format!("{}-{}", self.kind.code(), self.code)
    }

    /// The sort and the code of a key; nothing for any other text.
    pub fn parse_key(key: &str) -> Option<(AreaKind, &str)> {
        let (kind, code) = key.split_once('-')?;
        let kind = AreaKind::ALL.into_iter().find(|one| one.code() == kind)?;
        (!code.is_empty()).then_some((kind, code))
    }

    /// Whether a commune lies in it.
    pub fn holds(&self, commune: &Commune) -> bool {
        match self.kind {
            AreaKind::Epci => commune.epci.as_ref() == Some(&self.code),
            AreaKind::Departement => commune.departement == self.code,
            AreaKind::Region => commune.region == self.code,
        }
    }

    /// What a field and a list show: "Pas-de-Calais (département)".
    pub fn label(&self) -> String {
        format!("{} ({})", self.name, self.kind.label())
    }
}

/// A point on the Earth, in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
}

impl Point {
    /// Distance as the crow flies, in kilometres, on a sphere.
    pub fn distance_km(self, other: Self) -> f32 {
        self.unit().distance_km(other.unit())
    }

    /// The same point on a sphere of radius 1.
    pub fn unit(self) -> Unit {
        let (latitude, longitude) = (self.latitude.to_radians(), self.longitude.to_radians());
        Unit { x: latitude.cos() * longitude.cos(), y: latitude.cos() * longitude.sin(), z: latitude.sin() }
    }
}

/// A point on a sphere of radius 1: distances between such points cost no sine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    x: f32,
    y: f32,
    z: f32,
}

impl Unit {
    /// The square of the straight line between two points: it grows with their distance.
    pub fn chord2(self, other: Self) -> f32 {
        let (x, y, z) = (self.x - other.x, self.y - other.y, self.z - other.z);
        x * x + y * y + z * z
    }

    /// Distance as the crow flies, in kilometres.
    pub fn distance_km(self, other: Self) -> f32 {
        km_of_chord2(self.chord2(other))
    }
}

/// The distance, in kilometres, of a square given by [`Unit::chord2`].
pub fn km_of_chord2(chord2: f32) -> f32 {
    let half = chord2.sqrt() / 2.0;
    // Under 600 km the arc is its sine and a little more, to a metre; rounding may push antipodes just above 1.
    let arc = if half < 0.05 { half + half * half * half / 6.0 } else { half.min(1.0).asin() };
    2.0 * EARTH_RADIUS_KM * arc
}

#[cfg(test)]
mod tests;
