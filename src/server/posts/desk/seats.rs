//! The admin of a structure keeps seats for a convention, counts them, lets them go.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use uuid::Uuid;

use super::offer::{draft_of, line};
use super::{App, Member, PostError, at_desk};
use crate::domain::audit::Act;
use crate::domain::form::{Problems, Typed};
use crate::domain::membership::Role;
use crate::domain::reservation::Wish;
use crate::store::{NewAudit, Seating, StoredDraft};

/// `POST /espace/{structure}/offres/{offer}/places`.
pub async fn change(
    State(app): State<App>,
    Path((structure, offer)): Path<(String, String)>,
    request: Request<Body>,
) -> Response {
    at_desk(app, request, structure, Role::Admin, |app, typed, member| async move {
        let draft = draft_of(&app, &member, &offer).await?;
        let published = draft.offer_id.ok_or_else(|| told("Publiez d’abord cette offre."))?;
        match typed.get("geste") {
            "garder" => keep(&app, &member, &draft, published, &typed).await?,
            "prise" => seat(&app, &member, &draft, published, &typed, Seating::Take).await?,
            "rendue" => seat(&app, &member, &draft, published, &typed, Seating::GiveBack).await?,
            "liberer" => seat(&app, &member, &draft, published, &typed, Seating::Release).await?,
            _ => return Err(told("Rechargez la page, puis essayez encore.")),
        }
        Ok(member.to(&format!("/offres/{}/places", draft.id)))
    })
    .await
}

fn told(sentence: &str) -> PostError {
    Problems::one("", sentence).into()
}

async fn keep(
    app: &App,
    member: &Member,
    draft: &StoredDraft,
    offer: Uuid,
    typed: &Typed,
) -> Result<(), PostError> {
    let reading = &app.reading;
    let stored = reading.db.offer_by_id(offer).await?;
    let wish = Wish::parse(typed, &stored.content.sessions, reading.clock.today())?;
    let allies = reading.db.allies(member.organisation.id, offer).await?;
    let ally =
        allies.iter().find(|ally| ally.convention_slug == wish.convention && ally.slug == wish.partner);
    let Some(ally) = ally else {
        return Err(Problems::one("pour", "Choisissez un partenaire de cette convention.").into());
    };
    let line = NewAudit {
        detail: format!("{} pour {}", wish.seats, ally.content.name),
        ..line(member, draft, Act::SeatsKept)
    };
    if !reading.db.keep_seats(offer, &wish, &line, reading.clock.now()).await? {
        return Err(
            Problems::one("pour", "Vous gardez déjà des places de cette date pour ce partenaire.").into()
        );
    }
    Ok(())
}

async fn seat(
    app: &App,
    member: &Member,
    draft: &StoredDraft,
    offer: Uuid,
    typed: &Typed,
    seating: Seating,
) -> Result<(), PostError> {
    let id = Uuid::parse_str(typed.get("reservation")).map_err(|_| PostError::Gone)?;
    let detail = match seating {
        Seating::Take => "une place prise",
        Seating::GiveBack => "une place rendue",
        Seating::Release => "rendues à tout le monde",
    };
    let line = NewAudit { detail: detail.to_owned(), ..line(member, draft, Act::SeatsCounted) };
    if !app.reading.db.seat(offer, id, seating, &line, app.reading.clock.now()).await? {
        return Err(PostError::Gone);
    }
    Ok(())
}
