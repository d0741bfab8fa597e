//! What is done to several offers at once, and taking over one that came from elsewhere.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;

use super::offer::{act_on, draft_of, take_over};
use super::{App, Member, PostError, at_desk};
use crate::domain::form::{Problems, Typed};
use crate::domain::membership::Role;

/// Offers of one post at most: a page of the list.
const MOST: usize = 50;

/// `POST /espace/{structure}/offres`.
pub async fn change(
    State(app): State<App>,
    Path(structure): Path<String>,
    request: Request<Body>,
) -> Response {
    at_desk(app, request, structure, Role::Publisher, act).await
}

async fn act(app: App, typed: Typed, member: Member) -> Result<String, PostError> {
    if let Some(offer) = typed.some("prendre") {
        let draft = take_over(&app, &member, offer).await?;
        return Ok(member.to(&format!("/offres/{draft}")));
    }
    let chosen: Vec<&str> = typed.names().filter_map(|name| name.strip_prefix("choix-")).take(MOST).collect();
    if chosen.is_empty() {
        return Err(Problems::one("", "Cochez d’abord une offre.").into());
    }
    let mut problems = Problems::default();
    for id in chosen {
        let draft = match id.strip_prefix("venue-") {
            // Whoever says something about an offer from elsewhere takes it over.
            Some(offer) => take_over(&app, &member, offer).await?.to_string(),
            None => id.to_owned(),
        };
        let draft = draft_of(&app, &member, &draft).await?;
        match act_on(&app, &member, &draft, typed.get("geste")).await {
            Ok(()) => {}
            // One that can't does not hold the others back: each is told.
            Err(PostError::Refused(refused)) => {
                for problem in refused.all() {
                    let name = draft.typed.some("nom").unwrap_or("Sans titre");
                    problems.add("", format!("« {name} » : {}", problem.message));
                }
            }
            Err(error) => return Err(error),
        }
    }
    if problems.is_empty() { Ok(member.to("/offres?fait=fait")) } else { Err(problems.into()) }
}
