//! Writing an offer: beginning it, keeping it, publishing it, and what else one does to one offer.

mod begin;
mod programme;
mod publish;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use uuid::Uuid;

pub(super) use begin::take_over;

use super::{App, Member, PostError, at_desk};
use crate::domain::audit::Act;
use crate::domain::draft::age::has_ended;
use crate::domain::draft::compare::{is_local, merge};
use crate::domain::form::{Problems, Typed};
use crate::domain::membership::Role;
use crate::store::{NewAudit, Reason, StoreError, StoredDraft};

/// Why an offer does not come back.
pub(in super::super) const ENDED: &str = "Toutes les dates sont passées. Ajoutez une date, puis publiez.";
/// What a form says beside the offer.
const ASIDE: [&str; 4] = ["geste", "edits", "publier-le", "distincte"];

/// `POST /espace/{structure}/offres/nouvelle`.
pub async fn begin(
    State(app): State<App>,
    Path(structure): Path<String>,
    request: Request<Body>,
) -> Response {
    at_desk(app, request, structure, Role::Publisher, begin::begin).await
}

/// `POST /espace/{structure}/offres/{offer}`.
pub async fn change(
    State(app): State<App>,
    Path((structure, offer)): Path<(String, String)>,
    request: Request<Body>,
) -> Response {
    at_desk(app, request, structure, Role::Publisher, |app, typed, member| async move {
        let draft = draft_of(&app, &member, &offer).await?;
        match typed.get("geste") {
            "garder" => keep(&app, &member, &draft, &typed).await,
            "publier" | "programmer" => publish::publish(&app, &member, &draft, &typed).await,
            "dupliquer" => begin::duplicate(&app, &member, &draft).await,
            "suivre" => {
                follow(&app, &member, &draft, &|name| typed.some(&format!("prendre-{name}")).is_some()).await
            }
            "ignorer" => follow(&app, &member, &draft, &|_| false).await,
            "partager" => share(&app, &member, &draft, true).await,
            "garder-pour-soi" => share(&app, &member, &draft, false).await,
            act => {
                act_on(&app, &member, &draft, act).await?;
                Ok(done(&member, &draft, "fait"))
            }
        }
    })
    .await
}

/// The draft of this structure with an id from an address.
pub(super) async fn draft_of(app: &App, member: &Member, id: &str) -> Result<StoredDraft, PostError> {
    let id: Uuid = id.parse().map_err(|_| PostError::NotFound)?;
    let draft = app.reading.db.draft(id).await?;
    draft.filter(|draft| draft.organisation_id == member.organisation.id).ok_or(PostError::NotFound)
}

/// The address of the offer's page, which says what was done.
pub(super) fn done(member: &Member, draft: &StoredDraft, what: &str) -> String {
    member.to(&format!("/offres/{}?fait={what}", draft.id))
}

/// A line of the journal about an offer.
pub(super) fn line(member: &Member, draft: &StoredDraft, act: Act) -> NewAudit {
    let subject = Some(draft.typed.get("nom")).filter(|name| !name.is_empty()).unwrap_or("sans titre");
    NewAudit {
        organisation: member.organisation.id,
        account: Some(member.account.id),
        act,
        subject: subject.to_owned(),
        detail: String::new(),
    }
}

/// The edits that a form began from.
pub(super) fn edits_of(typed: &Typed) -> Result<i64, PostError> {
    let sentence = "Cette page est trop ancienne. Rechargez-la : ce que vous aviez enregistré est gardé.";
    typed.get("edits").parse().map_err(|_| Problems::one("", sentence).into())
}

/// Where two texts are put together, when somebody else wrote meanwhile; any other error as it is.
pub(super) fn or_conflict(
    result: Result<i64, StoreError>,
    member: &Member,
    draft: &StoredDraft,
    edits: i64,
) -> Result<Result<i64, String>, PostError> {
    match result {
        Ok(edits) => Ok(Ok(edits)),
        Err(StoreError::Conflict) => Ok(Err(member.to(&format!("/offres/{}/conflit/{edits}", draft.id)))),
        Err(error) => Err(error.into()),
    }
}

/// Letters that nobody deletes by the way.
const MANY: usize = 100;

/// Letters of all that was typed.
fn length(typed: &Typed) -> usize {
    typed.pairs().map(|(_, text)| text.len()).sum()
}

/// Keeps what was typed, right or wrong.
async fn keep(app: &App, member: &Member, draft: &StoredDraft, typed: &Typed) -> Result<String, PostError> {
    let edits = edits_of(typed)?;
    let by_itself = typed.some("auto").is_some();
    let reason = if by_itself { Reason::Typed } else { Reason::Saved };
    let words =
        programme::settled(app, member, draft, typed.clone().without(&ASIDE).without(&["auto"])).await?;
    let author = member.account.email.as_str();
    // What took many words away is a version of its own: the words stay in the one before.
    let reason = if length(&draft.typed) > length(&words) + MANY { Reason::Saved } else { reason };
    let saved = app
        .reading
        .db
        .save_draft((draft.id, edits), &words, author, reason, &[], app.reading.clock.now())
        .await;
    Ok(match or_conflict(saved, member, draft, edits)? {
        Ok(edits) => format!("{}&edits={edits}", done(member, draft, "garde")),
        Err(conflict) => conflict,
    })
}

/// Confirms, hides, shows again or puts away one offer.
pub(super) async fn act_on(
    app: &App,
    member: &Member,
    draft: &StoredDraft,
    act: &str,
) -> Result<(), PostError> {
    use crate::domain::draft::state::{Act as Step, Rest, State as Standing};
    let (db, clock) = (&app.reading.db, &app.reading.clock);
    let (now, today) = (clock.now(), clock.today());
    let step = match act {
        "confirmer" => Step::Confirm,
        "pause" => Step::Pause,
        "reprendre" => Step::Publish,
        "archiver" => Step::Archive,
        _ => return Err(Problems::one("", "Rechargez la page, puis essayez encore.").into()),
    };
    let validated = member.organisation.is_validated();
    let next = draft.state().after(step, validated, today).map_err(|error| Problems::one("", error))?;
    let told = |act| [line(member, draft, act)];
    match (step, next, draft.offer_id) {
        (Step::Confirm | Step::Publish, Standing::Published, Some(offer)) => {
            let offer = db.offer_by_id(offer).await?;
            let mut content = offer.content.0;
            content.updated_on = today;
            if has_ended(&content, today) {
                return Err(Problems::one("", ENDED).into());
            }
            let act = if step == Step::Confirm { Act::OfferConfirmed } else { Act::OfferPublished };
            db.show_draft((draft.id, None), &content, &offer.slug, &told(act), today, now).await?;
        }
        (Step::Confirm | Step::Publish, ..) => {
            return Err(Problems::one(
                "",
                "Cette offre n’a jamais été en ligne. Ouvrez-la, puis publiez-la.",
            )
            .into());
        }
        (Step::Archive, ..) => {
            db.rest_draft(draft.id, next, Some(Rest::Asked), &told(Act::OfferArchived), now).await?;
        }
        _ if matches!(draft.state(), Standing::Scheduled | Standing::Review) => {
            db.unschedule_draft(draft.id, &told(Act::OfferUnscheduled), now).await?;
        }
        _ => db.rest_draft(draft.id, next, Some(Rest::Asked), &told(Act::OfferPaused), now).await?,
    }
    Ok(())
}

/// Takes what is ticked of the model's changes, and remembers that all were looked at.
async fn follow(
    app: &App,
    member: &Member,
    draft: &StoredDraft,
    chosen: &(dyn Fn(&str) -> bool + Sync),
) -> Result<String, PostError> {
    let (db, now) = (&app.reading.db, app.reading.clock.now());
    let model = match draft.model_id {
        Some(model) => db.draft(model).await?,
        None => None,
    };
    let shared = model.and_then(|model| model.shared).ok_or(PostError::Gone)?;
    let merged = merge(&draft.typed, &shared, chosen);
    let author = member.account.email.as_str();
    let told = [line(member, draft, Act::OfferRewritten)];
    let saved = db.save_draft((draft.id, draft.edits), &merged, author, Reason::Merged, &told, now).await;
    if let Err(conflict) = or_conflict(saved, member, draft, draft.edits)? {
        return Ok(conflict);
    }
    db.follow_model(draft.id, &shared).await?;
    Ok(done(member, draft, "suivi"))
}

/// Shares an offer as a model of the structure's networks, or stops. Where and who stay its own.
async fn share(app: &App, member: &Member, draft: &StoredDraft, shares: bool) -> Result<String, PostError> {
    let networks: Vec<_> = member.organisation.content.own_networks().collect();
    if networks.is_empty() {
        return Err(PostError::Forbidden);
    }
    let words: Typed = draft.typed.pairs().filter(|(name, _)| !is_local(name)).collect();
    let shared = shares.then_some((&words, networks.as_slice()));
    let detail = if shares { "partagé" } else { "gardé pour soi" };
    let told = [NewAudit { detail: detail.to_owned(), ..line(member, draft, Act::ModelShared) }];
    app.reading.db.share_draft(draft.id, shared, &told, app.reading.clock.now()).await?;
    Ok(done(member, draft, "partage"))
}
