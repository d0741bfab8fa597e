//! Pathways, and the offers that are their steps.

use sqlx::types::Json;

use super::{Db, Result, is_slug, reading, writing};
use crate::domain::pathway::{Pathway, StepRole};

/// A pathway with its steps in order: the role of each, and the slug of its offer.
#[derive(Debug, Clone)]
pub struct StoredPathway {
    /// What it is.
    pub pathway: Pathway,
    /// Its steps.
    pub steps: Vec<(StepRole, String)>,
}

const BY_SLUG: &str = "select content from pathway where slug = $1";

const ALL: &str = "select content from pathway order by slug limit 100";

const STEPS: &str = "
select step.role, offer.slug from pathway_step step join offer on offer.id = step.offer_id
where step.pathway = $1 and offer.status = 'published' order by step.position";

const OF_OFFER: &str = "
select pathway.slug, pathway.content from pathway
join pathway_step step on step.pathway = pathway.slug join offer on offer.id = step.offer_id
where offer.slug = $1 order by pathway.slug limit 5";

pub(super) const UPSERT: &str = "
insert into pathway (slug, content) values ($1, $2) on conflict (slug) do update set content = excluded.content";

pub(super) const CLEAR_STEPS: &str = "delete from pathway_step where pathway = $1";

const ADD_STEP: &str = "
insert into pathway_step (pathway, position, role, offer_id)
values ($1, $2, $3, (select id from offer where external_id = $4))";

/// The same by the end of the offer's address; nothing where it is gone.
pub(super) const ADD_STEP_OF: &str = "
insert into pathway_step (pathway, position, role, offer_id) select $1, $2, $3, id from offer where slug = $4";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] =
    &[BY_SLUG, ALL, STEPS, OF_OFFER, UPSERT, CLEAR_STEPS, ADD_STEP, ADD_STEP_OF];

impl Db {
    /// The pathway of a slug.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn pathway(&self, slug: &str) -> Result<Option<StoredPathway>> {
        if !is_slug(slug) {
            return Ok(None);
        }
        let found: Option<Json<Pathway>> =
            reading!(self, pool => sqlx::query_scalar(BY_SLUG).bind(slug).fetch_optional(pool).await?);
        let Some(Json(pathway)) = found else { return Ok(None) };
        let steps: Vec<(String, String)> =
            reading!(self, pool => sqlx::query_as(STEPS).bind(slug).fetch_all(pool).await?);
        let steps =
            steps.into_iter().filter_map(|(role, slug)| Some((StepRole::from_code(&role)?, slug))).collect();
        Ok(Some(StoredPathway { pathway, steps }))
    }

    /// All pathways, a hundred at most.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn pathways(&self) -> Result<Vec<Pathway>> {
        let rows: Vec<Json<Pathway>> = reading!(self, pool => sqlx::query_scalar(ALL).fetch_all(pool).await?);
        Ok(rows.into_iter().map(|row| row.0).collect())
    }

    /// The pathways that an offer is a step of.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn pathways_of(&self, offer_slug: &str) -> Result<Vec<Pathway>> {
        let rows: Vec<(String, Json<Pathway>)> =
            reading!(self, pool => sqlx::query_as(OF_OFFER).bind(offer_slug).fetch_all(pool).await?);
        Ok(rows.into_iter().map(|(_, pathway)| pathway.0).collect())
    }

    /// Writes a pathway and its steps, each by the external id of its offer.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn put_pathway(&self, pathway: &Pathway, steps: &[(StepRole, &str)]) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(UPSERT).bind(&pathway.slug).bind(Json(pathway)).execute(&mut *tx).await?;
            sqlx::query(CLEAR_STEPS).bind(&pathway.slug).execute(&mut *tx).await?;
            for (position, (role, offer)) in (0i64..).zip(steps) {
                sqlx::query(ADD_STEP).bind(&pathway.slug).bind(position).bind(role.code()).bind(*offer)
                    .execute(&mut *tx).await?;
            }
        });
        Ok(())
    }
}
