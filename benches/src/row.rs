//! What every engine is given of an offer, and asked of a search: the same facts, in plain form.

use premier_pas::domain::offer::Offer;
use premier_pas::domain::organisation::Organisation;
use premier_pas::domain::query::Search;
use premier_pas::domain::territory::Point;
use premier_pas::search::fold;
use premier_pas::search::gazetteer::Gazetteer;
use premier_pas::search::traits::{Traits, Wanted};

/// An offer.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: i64,
    pub name: String,
    /// What it is: kind, themes, organisation, commune.
    pub about: String,
    pub body: String,
    /// Filter values, by their index.
    pub filters: Vec<i32>,
    pub latitude: f64,
    pub longitude: f64,
    /// Julian day of the last change.
    pub updated: i32,
}

impl Row {
    /// The rows of an organisation's offers, numbered from `first`; what has no place lies nowhere near.
    pub fn of(
        first: i64,
        organisation: &Organisation,
        offers: Vec<Offer>,
        gazetteer: &Gazetteer,
    ) -> Vec<Self> {
        let row = |(id, offer): (i64, Offer)| {
            let hours = offer.opening_hours.as_deref().or(organisation.opening_hours.as_deref());
            let filters = Traits::of_offer(&offer, hours).iter().map(|index| index as i32).collect();
            let commune = offer.address.code_insee.as_deref().and_then(|code| gazetteer.by_code(code));
            let known =
                commune.map_or((-90.0, 0.0), |commune| (commune.latitude.into(), commune.longitude.into()));
            let (latitude, longitude) = offer.address.latitude.zip(offer.address.longitude).unwrap_or(known);
            let themes = offer.themes.iter().map(|theme| theme.label()).collect::<Vec<_>>().join(" ");
            let town = offer.address.commune.as_deref().unwrap_or_default();
            Self {
                id,
                about: format!("{} {} {town} {themes}", offer.kind.label(), organisation.name),
                name: offer.name,
                body: offer.description,
                filters,
                latitude,
                longitude,
                updated: offer.updated_on.to_julian_day(),
            }
        };
        (first..).zip(offers).map(row).collect()
    }
}

/// A search.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Folded; all are wanted.
    pub words: Vec<String>,
    /// Whether the last word is the beginning of one.
    pub beginning: bool,
    /// Where, and within how many kilometres.
    pub around: Option<(Point, f64)>,
    /// For each group, the values of which one is needed.
    pub groups: Vec<Vec<i32>>,
    /// Results before the page.
    pub skip: i64,
}

/// Results on a page.
pub const PAGE: i64 = 20;

impl Ask {
    /// What a search asks.
    pub fn of(search: &Search, beginning: bool, gazetteer: &Gazetteer) -> Self {
        let around =
            gazetteer.by_code(&search.place).map(|commune| (commune.point(), f64::from(search.radius_km())));
        let wanted = Wanted::new(&search.filters).0.into_iter();
        Self {
            words: fold(&search.text).split_whitespace().map(str::to_owned).collect(),
            beginning,
            around,
            groups: wanted.map(|(_, values)| values.iter().map(|index| index as i32).collect()).collect(),
            skip: i64::from(search.page.saturating_sub(1)) * PAGE,
        }
    }

    /// The degrees of latitude and of longitude that a circle spans on each side.
    pub fn span(point: Point, km: f64) -> (f64, f64) {
        let latitude = km / 111.0;
        (latitude, latitude / f64::from(point.latitude).to_radians().cos().max(0.1))
    }
}
