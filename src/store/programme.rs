//! Programmes as people see them: a pathway of those steps whose giver agrees.

use std::borrow::Cow;

use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::directory::{ORGANISATION_ID, RAISE, content_digest};
use super::draft_life::{LINK_OFFER, show_offer};
use super::{Db, Result, new_id, offer, writing};
use crate::domain::draft::agreement::Agreement;
use crate::domain::offer::{Offer, OfferKind};

/// Who gives the offer of a step.
pub(super) const GIVER: &str = "
select organisation.id, organisation.content from offer join organisation on organisation.id = offer.organisation_id
where offer.slug = $1";

pub(super) const HIDE: &str = "
delete from pathway where slug = (
  select offer.slug from offer join draft on draft.offer_id = offer.id where draft.id = $1 and draft.kind = 'programme')";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[GIVER, HIDE];

/// Writes the pathway of a programme within a transaction; nothing for any other offer.
macro_rules! show_programme {
    ($tx:ident, $offer:expr, $slug:expr) => {
        if $offer.kind == $crate::domain::offer::OfferKind::Programme {
            use $crate::domain::organisation::Organisation;
            use $crate::store::{pathway, programme::GIVER};
            let agreed = || $offer.details.steps.iter().filter(|step| step.agreed);
            let mut givers: Vec<String> = Vec::new();
            for step in agreed() {
                let giver: Option<(Uuid, Json<Organisation>)> =
                    sqlx::query_as(GIVER).bind(&step.offer).fetch_optional(&mut *$tx).await?;
                givers.extend(giver.map(|(_, giver)| giver.0.name).filter(|name| !givers.contains(name)));
            }
            let way = $crate::domain::pathway::Pathway {
                slug: $slug.to_owned(),
                name: $offer.name.clone(),
                description: $offer.description.clone(),
                partnership: format!("Avec {}.", givers.join(", ")),
            };
            sqlx::query(pathway::UPSERT).bind(&way.slug).bind(Json(&way)).execute(&mut *$tx).await?;
            sqlx::query(pathway::CLEAR_STEPS).bind(&way.slug).execute(&mut *$tx).await?;
            for (position, step) in (0_i64..).zip(agreed()) {
                sqlx::query(pathway::ADD_STEP_OF)
                    .bind(&way.slug)
                    .bind(position)
                    .bind(step.role.code())
                    .bind(&step.offer)
                    .execute(&mut *$tx)
                    .await?;
            }
        }
    };
}

/// Takes the pathway of a draft away within a transaction, if it has one.
macro_rules! hide_programme {
    ($tx:ident, $draft:expr) => {
        sqlx::query($crate::store::programme::HIDE).bind($draft).execute(&mut *$tx).await?
    };
}
pub(super) use {hide_programme, show_programme};

impl Db {
    /// The offer of a draft as people may see it: of the steps of a programme, those that are its own or whose giver
    /// agrees are marked so. Any other offer is as it was.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn settle_steps<'o>(&self, draft: Uuid, offer: &'o Offer) -> Result<Cow<'o, Offer>> {
        if offer.kind != OfferKind::Programme {
            return Ok(Cow::Borrowed(offer));
        }
        let agreements = self.agreements_of(draft).await?;
        let mut settled = offer.clone();
        for step in &mut settled.details.steps {
            let own = self
                .offer(&step.offer)
                .await?
                .is_some_and(|(_, giver)| giver.content.id == offer.structure_id);
            step.agreed = own || agreements.contains(&(step.offer.clone(), Agreement::Agreed));
        }
        Ok(Cow::Owned(settled))
    }

    /// Shows a programme with the steps that are agreed upon now, where people see it.
    ///
    /// # Errors
    /// Where the database fails.
    pub(super) async fn show_programme_again(&self, draft: Uuid, now: OffsetDateTime) -> Result<()> {
        let Some(shown) = self.draft(draft).await?.and_then(|draft| draft.offer_id) else { return Ok(()) };
        let stored = self.offer_by_id(shown).await?;
        if !stored.is_published() {
            return Ok(());
        }
        let content = self.settle_steps(draft, &stored.content.0).await?;
        if *content == stored.content.0 {
            return Ok(());
        }
        let offer = &*content;
        writing!(self, tx => {
            show_offer!(tx, offer, stored.slug.as_str(), now);
            sqlx::query(LINK_OFFER).bind(draft).bind(&offer.id).execute(&mut *tx).await?;
        });
        Ok(())
    }
}
