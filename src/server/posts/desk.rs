//! Posts of the desk: who posts is read from the cookie, where from the address, and both are checked before anything.

mod agree;
mod blocked;
mod bulk;
mod import;
mod inbox;
mod join;
mod moderation;
mod offer;
mod profile;
mod rewrite;
mod routes;
mod seats;
mod secure;
mod structure;
mod team;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use axum::routing::post;

use super::{App, Done, PostError, Sender, handle};
use crate::domain::form::Typed;
use crate::domain::membership::Role;
use crate::pages::desk::access::{second_step_first, sign_in_address};
use crate::server::limits::Limited;
use crate::store::{Account, Session, Workplace};

/// Who posts, without a structure.
#[derive(Debug, Clone)]
pub(super) struct Signed {
    /// Who.
    pub(super) account: Account,
    /// By which session.
    pub(super) session: Session,
}

/// Who posts, in which of her structures.
#[derive(Debug, Clone)]
struct Member {
    /// Who.
    account: Account,
    /// The structure.
    organisation: Workplace,
}

impl Member {
    /// The address of a page of this structure: `end` begins with a slash, or is empty.
    fn to(&self, end: &str) -> String {
        format!("/espace/{}{end}", self.organisation.slug)
    }
}

/// The routes of the desk.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/espace/{structure}/demandes", post(inbox::act_on_many))
        .route("/espace/{structure}/demandes/{id}", post(inbox::act))
        .route("/espace/{structure}/demandes/numeros", post(blocked::unblock))
        .route("/espace/profil", post(profile::change))
        .route("/espace/profil/mot-de-passe", post(secure::password))
        .route("/espace/profil/deux-etapes", post(secure::two_steps))
        .route("/espace/nouvelle-structure/creer", post(structure::create))
        .route("/espace/nouvelle-structure/rejoindre/{found}", post(join::ask))
        .route("/moderation", post(moderation::decide))
        .route("/moderation/orientation", post(routes::change))
        .route("/espace/{structure}/orientation", post(routes::change_own))
        .route("/espace/{structure}/fiche", post(structure::change))
        .route("/espace/{structure}/equipe", post(team::change))
        .route("/espace/{structure}/equipe/inviter", post(team::invite))
        .merge(import::routes())
        .route("/espace/{structure}/offres", post(bulk::change))
        .route("/espace/{structure}/offres/nouvelle", post(offer::begin))
        .route("/espace/{structure}/offres/accords", post(agree::agree))
        .route("/espace/{structure}/offres/{offer}", post(offer::change))
        .route("/espace/{structure}/offres/{offer}/historique", post(rewrite::restore))
        .route("/espace/{structure}/offres/{offer}/places", post(seats::change))
        .route("/espace/{structure}/offres/{offer}/conflit/{edits}", post(rewrite::merge))
}

pub use import::uploads;

/// Does `act` for somebody who is signed in.
pub(super) async fn signed_in<F, D>(
    app: App,
    request: Request<Body>,
    act: impl FnOnce(App, Typed, Signed) -> F,
) -> Response
where
    F: Future<Output = Result<D, PostError>>,
    D: Into<Done>,
{
    handle(app, request, |app, typed, sender| async move {
        let signed = who(&app, &sender).await?;
        act(app, typed, signed).await
    })
    .await
}

/// Does `act` for a moderator.
async fn moderated<F, D>(
    app: App,
    request: Request<Body>,
    act: impl FnOnce(App, Typed, Account) -> F,
) -> Response
where
    F: Future<Output = Result<D, PostError>>,
    D: Into<Done>,
{
    signed_in(app, request, |app, typed, Signed { account, .. }| async move {
        if !account.is_moderator {
            return Err(PostError::NotFound);
        }
        act(app, typed, account).await
    })
    .await
}

/// Does `act` for a member of the structure `slug` whose role may do what asks for `needed`. Somebody else gets what an
/// unknown address gets; who is not signed in is sent to do so.
async fn at_desk<F, D>(
    app: App,
    request: Request<Body>,
    slug: String,
    needed: Role,
    act: impl FnOnce(App, Typed, Member) -> F,
) -> Response
where
    F: Future<Output = Result<D, PostError>>,
    D: Into<Done>,
{
    handle(app, request, |app, typed, sender| async move {
        let Signed { account, .. } = who(&app, &sender).await?;
        let organisation = app.reading.db.workplace(account.id, &slug).await?.ok_or(PostError::NotFound)?;
        if !organisation.role().may(needed) {
            return Err(PostError::Forbidden);
        }
        act(app, typed, Member { account, organisation }).await
    })
    .await
}

async fn who(app: &App, sender: &Sender) -> Result<Signed, PostError> {
    let sign_in = |page| PostError::SignedOut(sign_in_address(page, &sender.path));
    let cookie = sender.session.as_ref().ok_or_else(|| sign_in("/connexion"))?;
    let found = app.reading.db.session(cookie, app.reading.clock.now()).await?;
    let (session, account) = found.ok_or_else(|| sign_in("/connexion"))?;
    if session.waits {
        return Err(sign_in("/connexion/code"));
    }
    if let Some(first) = second_step_first(app.reading.second_step, &account, &sender.path) {
        return Err(PostError::SignedOut(first));
    }
    app.limit(Limited::Desk, account.email.as_str()).await?;
    Ok(Signed { account, session })
}
