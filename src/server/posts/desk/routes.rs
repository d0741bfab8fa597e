//! The moderator, or a Région for itself, says who receives the requests that an offer can't take.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use uuid::Uuid;

use super::super::{App, PostError};
use super::{Member, at_desk, moderated};
use crate::domain::form::{Problems, Typed};
use crate::domain::membership::Role;
use crate::domain::region::region_name;
use crate::domain::route::Purpose;
use crate::domain::taxonomy::Payer;
use crate::store::Account;

/// `POST /moderation/orientation`.
pub async fn change(State(app): State<App>, request: Request<Body>) -> Response {
    moderated(app, request, async |app: App, typed, account: Account| {
        act(&app, &typed, account.id, None).await?;
        Ok::<_, PostError>("/moderation/orientation?fait=1".to_owned())
    })
    .await
}

/// `POST /espace/{structure}/orientation`: of a Région.
pub async fn change_own(
    State(app): State<App>,
    Path(slug): Path<String>,
    request: Request<Body>,
) -> Response {
    at_desk(app, request, slug, Role::Admin, async |app: App, typed, member: Member| {
        let region = member.organisation.region().ok_or(PostError::NotFound)?;
        act(&app, &typed, member.account.id, Some(region)).await?;
        Ok::<_, PostError>(member.to("/orientation?fait=1"))
    })
    .await
}

/// Sets or removes a route, of `only` this région where one is given.
async fn act(app: &App, typed: &Typed, me: Uuid, only: Option<&str>) -> Result<(), PostError> {
    let (db, now) = (&app.reading.db, app.reading.clock.now());
    match typed.get("geste") {
        "ajouter" => {
            let mut problems = Problems::default();
            let purpose =
                problems.keep("pour", Purpose::from_code(typed.get("pour")).ok_or("Choisissez pour quoi."));
            let region = only.unwrap_or_else(|| typed.get("region"));
            problems.keep("region", region_name(region).ok_or("Choisissez une région."));
            // Who helps to open a structure does so whoever pays for trainings.
            let scheme = if purpose == Some(Purpose::Prescribe) { typed.get("dispositif") } else { "" };
            if !scheme.is_empty() && Payer::from_code(scheme).is_none() {
                problems.add("dispositif", "Choisissez dans la liste.");
            }
            let slug = typed.get("offre").trim_start_matches("/offres/");
            let today = app.reading.clock.today();
            let offer =
                db.offer(slug).await?.map(|(offer, _)| offer).filter(|offer| offer.takes_requests(today));
            let offer = problems
                .keep("offre", offer.ok_or("Cette offre n’est pas en ligne, ou ne prend pas de demandes."));
            match (purpose, offer) {
                (Some(purpose), Some(offer)) if problems.is_empty() => {
                    db.set_route(purpose, region, scheme, &offer, Some(me), now).await?;
                }
                _ => return Err(problems.into()),
            }
        }
        "retirer" => {
            let route = Uuid::parse_str(typed.get("route")).map_err(|_| PostError::Gone)?;
            if !db.remove_route(route, only, me, now).await? {
                return Err(PostError::Gone);
            }
        }
        _ => return Err(Problems::one("", "Rechargez la page, puis essayez encore.").into()),
    }
    Ok(())
}
