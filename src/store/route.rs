//! Routes: which offer of the directory takes the requests that another can't, by région and by who pays.

use sqlx::FromRow;
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::audit::{NewAudit, write_audit};
use super::{Db, Result, StoredOffer, StoredOrganisation, is_slug, new_id, reading, writing};
use crate::domain::audit::Act;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::region::region_of;
use crate::domain::route::{Purpose, serving};

/// Routes that are read at once: 18 régions, a few schemes each.
const ROUTES_MAX: i64 = 400;

/// A route.
#[derive(Debug, Clone, FromRow)]
pub struct Route {
    /// Its key.
    pub id: Uuid,
    /// A code of [`Purpose`].
    pub purpose: String,
    /// The région's INSEE code.
    pub region: String,
    /// A code of [`crate::domain::taxonomy::Payer`]; empty for all.
    pub scheme: String,
    /// The end of the offer's address.
    pub slug: String,
    /// What it says.
    pub offer: Json<Offer>,
    /// Who gives it.
    pub giver: Json<Organisation>,
}

const SET: &str = "
insert into route (id, purpose, region, scheme, offer_id) values ($1, $2, $3, $4, $5)
on conflict (purpose, region, scheme) do update set offer_id = excluded.offer_id";

const REMOVE: &str = "delete from route where id = $1 and ($2 = '' or region = $2) returning offer_id";

const GIVER: &str = "select organisation_id from offer where id = $1";

const ALL: &str = "
select route.id, route.purpose, route.region, route.scheme, offer.slug, offer.content as offer,
       organisation.content as giver
from route join offer on offer.id = route.offer_id join organisation on organisation.id = offer.organisation_id
order by route.purpose, route.region, route.scheme limit $1";

const OF_REGION: &str = "
select route.scheme, offer.slug from route join offer on offer.id = route.offer_id
where route.purpose = $1 and route.region = $2 order by route.scheme limit $3";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[SET, REMOVE, GIVER, ALL, OF_REGION];

impl Db {
    /// Sets who takes requests for a purpose in a région, in place of who did.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn set_route(
        &self,
        purpose: Purpose,
        region: &str,
        scheme: &str,
        offer: &StoredOffer,
        by: Option<Uuid>,
        now: OffsetDateTime,
    ) -> Result<()> {
        // The demonstration is set by nobody.
        let line = by.map(|by| NewAudit {
            organisation: offer.organisation_id,
            account: Some(by),
            act: Act::RouteSet,
            subject: offer.content.name.clone(),
            detail: purpose.label().to_owned(),
        });
        writing!(self, tx => {
            sqlx::query(SET).bind(new_id(now)).bind(purpose.code()).bind(region).bind(scheme).bind(offer.id)
                .execute(&mut *tx).await?;
            write_audit!(tx, line.as_slice(), now);
        });
        Ok(())
    }

    /// Takes a route away, of `only` this région where one is given; answers whether it was there.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn remove_route(
        &self,
        route: Uuid,
        only: Option<&str>,
        by: Uuid,
        now: OffsetDateTime,
    ) -> Result<bool> {
        Ok(writing!(self, tx => {
            let offer: Option<Uuid> = sqlx::query_scalar(REMOVE).bind(route).bind(only.unwrap_or_default()).fetch_optional(&mut *tx).await?;
            if let Some(offer) = offer {
                let organisation: Uuid = sqlx::query_scalar(GIVER).bind(offer).fetch_one(&mut *tx).await?;
                let line = NewAudit {
                    organisation, account: Some(by), act: Act::RouteRemoved, subject: String::new(), detail: String::new(),
                };
                write_audit!(tx, [&line], now);
            }
            offer.is_some()
        }))
    }

    /// Every route, by purpose, région and scheme.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn routes(&self) -> Result<Vec<Route>> {
        Ok(reading!(self, pool => sqlx::query_as(ALL).bind(ROUTES_MAX).fetch_all(pool).await?))
    }

    /// The offer to whose giver one asks to be proposed for `training`, with who gives it; nothing where nobody has to
    /// propose her, or nobody is named who may.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn prescriber_of(&self, training: &Offer) -> Result<Option<(StoredOffer, StoredOrganisation)>> {
        let region = training.address.departement().and_then(region_of);
        let Some(region) = region.filter(|_| training.proposed_by().is_some()) else { return Ok(None) };
        let routes: Vec<(String, String)> = reading!(self, pool => {
            sqlx::query_as(OF_REGION).bind(Purpose::Prescribe.code()).bind(region).bind(ROUTES_MAX)
                .fetch_all(pool).await?
        });
        let (schemes, slugs): (Vec<String>, Vec<String>) = routes.into_iter().unzip();
        let slug = serving(&schemes, &training.details.course.payers).and_then(|at| slugs.get(at));
        match slug.filter(|slug| is_slug(slug)) {
            Some(slug) => self.offer(slug).await,
            None => Ok(None),
        }
    }
}
