//! The towns of the demonstration, with their codes and points (INSEE, La Poste, GeoNames).

use crate::domain::contact::Address;

/// The départements of Nouvelle-Aquitaine. Its own code, 75, would be read as Paris.
pub const NOUVELLE_AQUITAINE: [&str; 12] =
    ["16", "17", "19", "23", "24", "33", "40", "47", "64", "79", "86", "87"];

/// A commune.
#[derive(Clone, Copy)]
pub struct Town {
    name: &'static str,
    postal_code: &'static str,
    insee: &'static str,
    latitude: f64,
    longitude: f64,
}

impl Town {
    /// A fictional address in the town. Its point is set a little aside by its number, so that two
    /// organisations do not hide one another on a map.
    pub fn address(self, number: u8, street: &str) -> Address {
        let aside = |modulo: u8| f64::from(number % modulo) - f64::from(modulo / 2);
        let rounded = |degrees: f64| (degrees * 10_000.0).round() / 10_000.0;
        Address {
            street: Some(format!("{number} {street}")),
            extra: None,
            postal_code: Some(self.postal_code.to_owned()),
            commune: Some(self.name.to_owned()),
            code_insee: Some(self.insee.to_owned()),
            longitude: Some(rounded(self.longitude + aside(5) * 0.0019)),
            latitude: Some(rounded(self.latitude + aside(7) * 0.0012)),
        }
    }
}

/// Makes the constants from lines of name, postal code, INSEE code, latitude and longitude.
macro_rules! towns {
    ($($town:ident = $name:literal, $postal:literal, $insee:literal, $north:literal, $east:literal;)+) => {
        $(
            #[doc = $name]
            pub const $town: Town = Town {
                name: $name,
                postal_code: $postal,
                insee: $insee,
                latitude: $north,
                longitude: $east,
            };
        )+
    };
}

towns! {
    AGEN = "Agen", "47000", "47001", 44.202, 0.6206;
    ANGOULEME = "Angoulême", "16000", "16015", 45.65, 0.1535;
    AVION = "Avion", "62210", "62065", 50.4104, 2.8305;
    BEGLES = "Bègles", "33130", "33039", 44.8076, -0.5514;
    BETHUNE = "Béthune", "62400", "62119", 50.5296, 2.64;
    BORDEAUX = "Bordeaux", "33000", "33063", 44.8404, -0.5805;
    GUERET = "Guéret", "23000", "23096", 46.1718, 1.8717;
    HENIN_BEAUMONT = "Hénin-Beaumont", "62110", "62427", 50.4136, 2.9649;
    LA_ROCHELLE = "La Rochelle", "17000", "17300", 46.1631, -1.1522;
    LENS = "Lens", "62300", "62498", 50.433, 2.8279;
    LIEVIN = "Liévin", "62800", "62510", 50.4198, 2.7807;
    LIMOGES = "Limoges", "87000", "87085", 45.8336, 1.2476;
    MONT_DE_MARSAN = "Mont-de-Marsan", "40000", "40192", 43.8902, -0.4971;
    NIORT = "Niort", "79000", "79191", 46.3231, -0.4588;
    PAU = "Pau", "64000", "64445", 43.3112, -0.3558;
    PERIGUEUX = "Périgueux", "24000", "24322", 45.1869, 0.7144;
    POITIERS = "Poitiers", "86000", "86194", 46.5826, 0.3435;
    TALENCE = "Talence", "33400", "33522", 44.8085, -0.5891;
    TULLE = "Tulle", "19000", "19272", 45.2658, 1.7723;
}
