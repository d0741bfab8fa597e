//! Somebody writes a structure that is not in the directory, or writes hers again.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;

use super::super::{App, PostError};
use super::join::to_each;
use super::{Member, Signed, at_desk, signed_in};
use crate::domain::card::Located;
use crate::domain::contact::{Address, Contact};
use crate::domain::form::{Problems, Typed};
use crate::domain::letter;
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::structure_form::StructureForm;
use crate::domain::territory::{Commune, Place};
use crate::search::slug;

/// The source of what is written here, and the beginning of every id.
const SOURCE: &str = "premier-pas";

/// `POST /espace/nouvelle-structure/creer`.
pub async fn create(State(app): State<App>, request: Request<Body>) -> Response {
    signed_in(app, request, write_new).await
}

/// `POST /espace/{structure}/fiche`.
pub async fn change(State(app): State<App>, Path(slug): Path<String>, request: Request<Body>) -> Response {
    at_desk(app, request, slug, Role::Admin, write_again).await
}

async fn write_new(app: App, typed: Typed, signed: Signed) -> Result<String, PostError> {
    let (form, place, commune) = read(&app, &typed)?;
    let reading = &app.reading;
    let db = &reading.db;
    if let Some(siret) = form.siret()
        && let Some(there) = db.find_structures(siret.as_str(), 0).await?.first()
    {
        return Ok(format!("/espace/nouvelle-structure/rejoindre/{}?existe=1", there.slug));
    }
    let now = reading.clock.now();
    let mut organisation = Organisation {
        source: SOURCE.to_owned(),
        id: format!("{SOURCE}--{}", reading.chance.secret().expose()),
        name: String::new(),
        updated_on: reading.clock.today(),
        description: None,
        source_link: None,
        siret: None,
        address: Address::default(),
        contact: Contact::default(),
        website: None,
        opening_hours: None,
        accessibility_link: None,
        networks: Vec::new(),
        nature: None,
        answers_within_days: None,
    };
    form.write_into(&mut organisation, &place, &commune, reading.clock.today());
    let slug = slug(&organisation.name, &organisation.id);
    let letter = letter::structure_created(&organisation.name, &format!("{}/moderation", reading.public_url));
    let letters = to_each(&db.moderators().await?, &format!("created-{slug}"), &letter);
    db.create_structure(&organisation, &slug, signed.account.id, &letters, now).await?;
    app.wake_courier();
    Ok(format!("/espace/{slug}"))
}

async fn write_again(app: App, typed: Typed, member: Member) -> Result<String, PostError> {
    let (form, place, commune) = read(&app, &typed)?;
    let reading = &app.reading;
    let mut organisation = member.organisation.content.0.clone();
    form.write_into(&mut organisation, &place, &commune, reading.clock.today());
    let now = reading.clock.now();
    reading.db.rewrite_structure(member.organisation.id, &organisation, member.account.id, now).await?;
    Ok(member.to("/fiche?fait=1"))
}

/// The form, and the commune that it means.
fn read(app: &App, typed: &Typed) -> Result<(StructureForm, Place, Commune), PostError> {
    let parsed = StructureForm::parse(typed);
    let index = app.reading.published.get().ok_or_else(|| {
        Problems::one("", "Le site vient de redémarrer. Rien n’est perdu : attendez quelques secondes, puis envoyez encore.")
    })?;
    let gazetteer = &index.gazetteer;
    let place = match gazetteer.locate(typed.get("lieu")) {
        Located::At(place) => Ok(place),
        Located::Nowhere => Err(None),
        Located::In(_) => Err(Some("Écrivez une commune, pas une région ni un département.")),
        Located::Among(_) => Err(Some("Plusieurs communes ont ce nom. Ajoutez le code postal.")),
        Located::Unknown => Err(Some("Nous ne trouvons pas cette commune. Essayez avec le code postal.")),
    };
    match (parsed, place) {
        (Ok(form), Ok(place)) => {
            let commune = gazetteer.by_code(&place.code).cloned().ok_or(PostError::Gone)?;
            Ok((form, place, commune))
        }
        (parsed, place) => {
            let mut problems = parsed.err().unwrap_or_default();
            if let Err(Some(sentence)) = place {
                problems.add("lieu", sentence);
            }
            Err(problems.into())
        }
    }
}
