//! Beginning an offer: from nothing, from a model, from another, from one that came from elsewhere.

use uuid::Uuid;

use super::super::{App, Member, PostError};
use crate::domain::audit::Act;
use crate::domain::draft::compare::{is_local, merge};
use crate::domain::draft::example::Example;
use crate::domain::draft::state::State;
use crate::domain::draft::{SOURCE, fill, template};
use crate::domain::form::{Problems, Typed};
use crate::domain::offer::OfferKind;
use crate::error::PageError;
use crate::store::{NewAudit, NewDraft, StoredDraft, new_id};

/// Before there is an index, nobody knows a commune.
fn starting(_: PageError) -> PostError {
    Problems::one("", "Le service démarre. Attendez une minute, puis essayez encore.").into()
}

/// Begins an offer of a kind, of a model where one is followed.
pub async fn begin(app: App, typed: Typed, member: Member) -> Result<String, PostError> {
    let kind = OfferKind::from_code(typed.get("genre"))
        .ok_or_else(|| Problems::one("", "Choisissez le genre de l’offre."))?;
    let reading = &app.reading;
    let id = new_id(reading.clock.now());
    let local = format!("{SOURCE}--{id}");
    let own = template(kind, &member.organisation.content, SOURCE, &local, reading.clock.today());
    let mut words = fill(&own, &*reading.index().map_err(starting)?);
    let model = match typed.get("modele").parse::<Uuid>() {
        Ok(model) => Some(model_for(&app, &member, model, kind).await?),
        Err(_) => None,
    };
    let shared = model.as_ref().and_then(|model| Some((model.id, model.shared.as_ref()?.0.clone())));
    if let Some((_, shared)) = &shared {
        words = merge(&words, shared, &|name| !is_local(name));
    }
    if let Some(example) = Example::find(kind, typed.get("exemple")) {
        words = example.over(&words);
    }
    let new = NewDraft {
        id,
        organisation_id: member.organisation.id,
        offer_id: None,
        kind,
        state: State::Draft,
        typed: &words,
        confirmed_on: None,
        author: member.account.email.as_str(),
        model: shared.as_ref().map(|(id, shared)| (*id, shared)),
    };
    write(&app, &member, &new).await
}

/// The model of an id, if it is of one of this structure's networks, or its own.
async fn model_for(app: &App, member: &Member, id: Uuid, kind: OfferKind) -> Result<StoredDraft, PostError> {
    let db = &app.reading.db;
    let models = db.models_for(member.organisation.id, &member.organisation.content).await?;
    let model = if models.iter().any(|model| model.id == id) { db.draft(id).await? } else { None };
    model.filter(|model| model.kind() == kind).ok_or(PostError::NotFound)
}

/// Begins another offer with the words of one.
pub async fn duplicate(app: &App, member: &Member, draft: &StoredDraft) -> Result<String, PostError> {
    // Dates are of the first alone, and two of one name would be taken for the same.
    let pairs = draft.typed.pairs().filter(|(name, _)| !name.starts_with("session-"));
    let name = draft.typed.some("nom").map(|name| format!("{name} (copie)"));
    let words: Typed = pairs
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .chain(name.map(|name| ("nom".to_owned(), name)))
        .collect();
    let new = NewDraft {
        id: new_id(app.reading.clock.now()),
        organisation_id: member.organisation.id,
        offer_id: None,
        kind: draft.kind(),
        state: State::Draft,
        typed: &words,
        confirmed_on: None,
        author: member.account.email.as_str(),
        model: None,
    };
    write(app, member, &new).await
}

/// Takes over an offer that came from elsewhere: what people see of it stays as it is until something is published here.
pub async fn take_over(app: &App, member: &Member, offer: &str) -> Result<Uuid, PostError> {
    let id: Uuid = offer.parse().map_err(|_| PostError::NotFound)?;
    let reading = &app.reading;
    if let Some(draft) = reading.db.draft_of_offer(id).await? {
        // Somebody else was faster: there it is.
        let draft =
            reading.db.draft(draft).await?.filter(|draft| draft.organisation_id == member.organisation.id);
        return draft.map(|draft| draft.id).ok_or(PostError::NotFound);
    }
    let offer = reading.db.offer_of(member.organisation.id, id).await?.ok_or(PostError::NotFound)?;
    let words = fill(&offer.content, &*reading.index().map_err(starting)?);
    let new = NewDraft {
        id: new_id(reading.clock.now()),
        organisation_id: member.organisation.id,
        offer_id: Some(id),
        kind: offer.content.kind,
        state: State::Published,
        typed: &words,
        confirmed_on: Some(reading.clock.today()),
        author: member.account.email.as_str(),
        model: None,
    };
    write(app, member, &new).await?;
    Ok(new.id)
}

async fn write(app: &App, member: &Member, new: &NewDraft<'_>) -> Result<String, PostError> {
    let told = [NewAudit {
        organisation: member.organisation.id,
        account: Some(member.account.id),
        act: Act::OfferBegun,
        subject: Some(new.typed.get("nom"))
            .filter(|name| !name.is_empty())
            .unwrap_or(new.kind.label())
            .to_owned(),
        detail: String::new(),
    }];
    app.reading.db.create_draft(new, &told, app.reading.clock.now()).await?;
    Ok(member.to(&format!("/offres/{}", new.id)))
}
