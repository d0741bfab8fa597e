//! Addresses that are read by themselves: added, read now, let go.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use uuid::Uuid;

use super::super::{App, PostError, at_desk};
use super::told;
use crate::domain::audit::Act;
use crate::domain::form::{Problems, Typed};
use crate::domain::import::FEEDS_MAX;
use crate::domain::membership::Role;
use crate::pages::desk::imports::feeds::RHYTHMS;
use crate::server::import::fetch::{Reach, check};
use crate::store::NewAudit;

/// `POST /espace/{structure}/imports/adresses`.
pub(super) async fn change(
    State(app): State<App>,
    Path(slug): Path<String>,
    request: Request<Body>,
) -> Response {
    at_desk(app, request, slug, Role::Publisher, |app, typed, member| async move {
        let (db, now) = (&app.reading.db, app.reading.clock.now());
        let organisation = member.organisation.id;
        let line = |act, subject: &str| NewAudit {
            organisation,
            account: Some(member.account.id),
            act,
            subject: subject.to_owned(),
            detail: String::new(),
        };
        let feed = || typed.get("adresse").parse::<Uuid>().map_err(|_| PostError::NotFound);
        let done = match typed.get("geste") {
            "ajouter" => {
                let (address, hours) = new_feed(&typed, &Reach::new(app.config.private_imports))?;
                if db.import_feeds(organisation).await?.len() >= FEEDS_MAX {
                    return Err(told("Vous avez déjà toutes vos adresses. Retirez-en une d’abord."));
                }
                db.add_import_feed(&address, hours, &line(Act::FeedAdded, &address), now).await?;
                "ajoutee"
            }
            "lire" if db.read_import_feed_now(organisation, feed()?, now).await? => "lue",
            "retirer" if db.remove_import_feed(feed()?, line(Act::FeedRemoved, ""), now).await? => "retiree",
            "lire" | "retirer" => return Err(PostError::NotFound),
            _ => return Err(told("Rechargez la page, puis essayez encore.")),
        };
        Ok(member.to(&format!("/imports/adresses?fait={done}")))
    })
    .await
}

fn new_feed(typed: &Typed, reach: &Reach) -> Result<(String, i64), PostError> {
    let mut problems = Problems::default();
    let address = problems.keep("url", check(typed.get("url"), reach));
    let rhythm = RHYTHMS.iter().find(|(value, ..)| *value == typed.get("rythme"));
    if rhythm.is_none() {
        problems.add("rythme", "Choisissez quand la lire.");
    }
    match (address, rhythm) {
        (Some(address), Some((_, hours, _))) => Ok((address.to_string(), *hours)),
        _ => Err(problems.into()),
    }
}
