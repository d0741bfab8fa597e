//! A programme and its steps: each is an offer that people can find, its own or that of a partner who agrees.

use super::super::{App, Member, PostError};
use crate::domain::form::Problems;
use crate::domain::offer::{Offer, OfferKind};
use crate::domain::pathway::Pathway;

/// Whether every step is there, and every partner agrees; answers every problem at once.
pub async fn check(app: &App, member: &Member, offer: &Offer) -> Result<Result<(), Problems>, PostError> {
    let mut problems = Problems::default();
    for (row, step) in (1..).zip(&offer.details.steps) {
        let name = |part: &str| format!("etape-{row}-{part}");
        match app.reading.db.offer(&step.offer).await? {
            Some((stored, giver)) if stored.is_published() => {
                if giver.id != member.organisation.id && !step.agreed {
                    let sentence =
                        format!("Demandez son accord à {}, puis cochez la case.", giver.content.name);
                    problems.add(&name("accord"), sentence);
                }
            }
            _ => problems.add(&name("offre"), "Cette offre n’existe pas, ou n’est plus en ligne."),
        }
    }
    Ok(if problems.is_empty() { Ok(()) } else { Err(problems) })
}

/// Shows a programme as a pathway too, which its steps lead to.
pub async fn publish(app: &App, offer: &Offer, slug: &str) -> Result<(), PostError> {
    if offer.kind != OfferKind::Programme {
        return Ok(());
    }
    let db = &app.reading.db;
    let (mut steps, mut givers) = (Vec::new(), Vec::new());
    for step in &offer.details.steps {
        let Some((stored, giver)) = db.offer(&step.offer).await? else { continue };
        if !givers.contains(&giver.content.name) {
            givers.push(giver.content.name.clone());
        }
        steps.push((step.role, stored.content.id.clone()));
    }
    let pathway = Pathway {
        slug: slug.to_owned(),
        name: offer.name.clone(),
        description: offer.description.clone(),
        partnership: format!("Avec {}.", givers.join(", ")),
    };
    let steps: Vec<_> = steps.iter().map(|(role, id)| (*role, id.as_str())).collect();
    db.put_pathway(&pathway, &steps).await?;
    Ok(())
}
