//! Where: real communes, drawn as often as people live there.

use super::draw::Draw;
use crate::domain::contact::Address;

/// What the generator needs to know of a commune.
#[derive(Debug, Clone, PartialEq)]
pub struct CommuneLite {
    /// INSEE code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// One of its postal codes, five digits.
    pub postal_code: String,
    /// Code of its département.
    pub departement: String,
    /// Degrees, WGS 84.
    pub latitude: f64,
    /// Degrees, WGS 84.
    pub longitude: f64,
    /// Inhabitants.
    pub population: u32,
}

/// Communes, at least one.
pub(super) struct Places<'c> {
    first: &'c CommuneLite,
    communes: &'c [CommuneLite],
    /// Inhabitants of each commune and of those before it.
    cumulated: Vec<u64>,
}

impl<'c> Places<'c> {
    pub(super) fn new(communes: &'c [CommuneLite]) -> Option<Self> {
        let mut total = 0;
        let sum = |commune: &CommuneLite| {
            total += u64::from(commune.population.max(1));
            total
        };
        let cumulated = communes.iter().map(sum).collect();
        Some(Self { first: communes.first()?, communes, cumulated })
    }

    /// A commune, each as often as its inhabitants.
    pub(super) fn draw(&self, draw: &mut Draw) -> &'c CommuneLite {
        let total = self.cumulated.last().copied().unwrap_or(1);
        let inhabitant = draw.between(1, total);
        let at = self.cumulated.partition_point(|&cumulated| cumulated < inhabitant);
        self.communes.get(at).unwrap_or(self.first)
    }
}

/// A made-up address in a commune, within a kilometre or so of its point.
pub(super) fn address(draw: &mut Draw, commune: &CommuneLite, street: &str) -> Address {
    let mut near = |degrees: f64, most: i32| {
        let shift = draw.between(0, 2 * most as u64) as f64 - f64::from(most);
        ((degrees + shift / 1e5) * 1e5).round() / 1e5
    };
    let latitude = near(commune.latitude, 700).clamp(-90.0, 90.0);
    let longitude = near(commune.longitude, 1000).clamp(-180.0, 180.0);
    let number = draw.between(1, 140);
    Address {
        street: Some(format!("{number} {street}")),
        extra: draw.chance(12).then(|| format!("Bâtiment {}", draw.one(&["A", "B", "C", "D"]))),
        postal_code: Some(commune.postal_code.clone()),
        commune: Some(commune.name.clone()),
        code_insee: Some(commune.code.clone()),
        longitude: Some(longitude),
        latitude: Some(latitude),
    }
}

/// A number that ARCEP keeps for fiction, of the commune's area or a mobile one, in E.164.
pub(super) fn phone(draw: &mut Draw, departement: &str) -> String {
    let block = if draw.chance(15) { "63998" } else { fiction(departement) };
    format!("+33{block}{:04}", draw.between(0, 9999))
}

/// The fiction block of an area: Île-de-France, north-west, north-east, south-east, south-west.
fn fiction(departement: &str) -> &'static str {
    match departement {
        "75" | "77" | "78" | "91" | "92" | "93" | "94" | "95" => "19900",
        "14" | "18" | "22" | "27" | "28" | "29" | "35" | "36" | "37" | "41" | "44" | "45" | "49" | "50"
        | "53" | "56" | "61" | "72" | "76" | "85" => "26191",
        "02" | "08" | "10" | "21" | "25" | "39" | "51" | "52" | "54" | "55" | "57" | "58" | "59" | "60"
        | "62" | "67" | "68" | "70" | "71" | "80" | "88" | "89" | "90" => "35301",
        "09" | "12" | "16" | "17" | "19" | "23" | "24" | "31" | "32" | "33" | "40" | "46" | "47" | "64"
        | "65" | "79" | "81" | "82" | "86" | "87" => "53649",
        "2A" | "2B" => "46571",
        code if code.len() == 2 => "46571",
        // No block is kept overseas: a mobile one.
        _ => "63998",
    }
}
