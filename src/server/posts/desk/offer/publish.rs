//! Publishing an offer: read whole, or every problem at once, with what was typed kept either way.

use super::super::{App, Member, PostError};
use super::programme;
use super::{ASIDE, done, edits_of, line, or_conflict};
use crate::domain::audit::Act;
use crate::domain::draft::parse;
use crate::domain::draft::state::{Act as Step, State};
use crate::domain::form::{Problems, Typed};
use crate::domain::offer::Offer;
use crate::pages::desk::offers::base::base_of;
use crate::pages::desk::offers::help::alike;
use crate::search::slug;
use crate::store::{NewAudit, Publication, Reason, StoredDraft};

/// Publishes what was typed, or puts it where it waits.
pub async fn publish(
    app: &App,
    member: &Member,
    draft: &StoredDraft,
    typed: &Typed,
) -> Result<String, PostError> {
    let reading = &app.reading;
    let (db, now, today) = (&reading.db, reading.clock.now(), reading.clock.today());
    let edits = edits_of(typed)?;
    let words = programme::settled(app, member, draft, typed.clone().without(&ASIDE)).await?;
    let author = member.account.email.as_str();
    let step = if typed.get("geste") == "programmer" {
        day_of(typed).map(Step::Schedule)
    } else {
        Ok(Step::Publish)
    };
    let validated = member.organisation.is_validated();
    let step = step.and_then(|step| {
        let state = draft.state().after(step, validated, today);
        state.map(|state| (step, state)).map_err(|error| Problems::one("publier-le", error))
    });
    let (base, known) = base_of(reading, &member.organisation, draft).await?;
    let index = reading.index().map_err(|_| Problems::one("", "Le service démarre. Attendez une minute."))?;
    let read = match parse(&words, &base, &*index) {
        Ok(offer) => match programme::ask(app, member, draft, &words, &offer).await? {
            Ok(()) => distinct(app, member, draft, typed, known.as_deref(), offer).await?,
            Err(problems) => Err(problems),
        },
        Err(problems) => Err(problems),
    };
    let ((step, state), mut offer) = match (step, read) {
        (Ok(step), Ok(offer)) => (step, offer),
        (Err(problems), _) | (_, Err(problems)) => {
            // Wrong or not, nothing that was typed is lost.
            let saved = db.save_draft((draft.id, edits), &words, author, Reason::Saved, &[], now).await;
            return match or_conflict(saved, member, draft, edits)? {
                Ok(_) => Err(problems.into()),
                Err(conflict) => Ok(conflict),
            };
        }
    };
    offer.updated_on = today;
    let slug = known.unwrap_or_else(|| slug(&offer.name, &offer.id));
    let act = if state == State::Published { Act::OfferPublished } else { Act::OfferReady };
    let told = [NewAudit { subject: offer.name.clone(), ..line(member, draft, act) }];
    let publish_on = if let Step::Schedule(day) = step { Some(day) } else { None };
    let new = Publication {
        id: draft.id,
        edits,
        typed: &words,
        offer: &offer,
        slug: &slug,
        state,
        publish_on,
        author,
    };
    let published = db.publish_draft(&new, &told, today, now).await;
    if let Err(conflict) = or_conflict(published, member, draft, edits)? {
        return Ok(conflict);
    }
    if state == State::Published {
        tracing::info!(offer = %offer.id, "offer published");
    }
    Ok(done(member, draft, if state == State::Published { "publie" } else { "pret" }))
}

/// The offer, unless it looks like one that people see already and nobody said yet that it is another.
async fn distinct(
    app: &App,
    member: &Member,
    draft: &StoredDraft,
    typed: &Typed,
    known: Option<&str>,
    offer: Offer,
) -> Result<Result<Offer, Problems>, PostError> {
    if draft.offer_id.is_some() || typed.some("distincte").is_some() {
        return Ok(Ok(offer));
    }
    let alike = alike(&app.reading, &member.organisation, known, &offer).await;
    let alike = alike.map_err(|_| Problems::one("", "Le service démarre. Attendez une minute."))?;
    if alike.is_empty() {
        return Ok(Ok(offer));
    }
    let sentence =
        "Cette offre ressemble à une offre en ligne. Si c’est une autre offre, cochez la case, puis publiez.";
    Ok(Err(Problems::one("distincte", sentence)))
}

fn day_of(typed: &Typed) -> Result<time::Date, Problems> {
    use time::macros::format_description;
    let format = format_description!("[year]-[month]-[day]");
    time::Date::parse(typed.get("publier-le"), &format)
        .map_err(|_| Problems::one("publier-le", "Écrivez un jour entier, par exemple 01/12/2026."))
}
