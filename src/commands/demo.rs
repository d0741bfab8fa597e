//! `premier-pas demo`: the demonstration, written into the database.

use crate::domain::account::Login;
use crate::domain::clock::Clock;
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::route::Purpose;
use crate::seed::demo;
use crate::store::{Change, Db};

/// Fills the database of the settings.
pub async fn run() -> anyhow::Result<()> {
    let config = super::settings()?;
    let db = super::database(&config).await?;
    let offers = fill(&db, &super::system_clock()).await?;
    db.close().await;
    println!("{offers} demonstration offers are there. Start with: premier-pas serve");
    Ok(())
}

/// Writes the organisations, offers, pathways and conventions of the demonstration; answers how many offers.
pub async fn fill(db: &Db, clock: &Clock) -> crate::store::Result<usize> {
    let organisations = demo::organisations();
    let offers = demo::offers(clock.today());
    let batch: Vec<Change<'_>> = organisations
        .iter()
        .map(|(organisation, slug)| Change::Organisation(organisation, slug))
        .chain(offers.iter().map(|(offer, slug)| Change::Offer(offer, slug)))
        .collect();
    db.upsert(&batch, clock.now()).await?;
    let mut members = members(&organisations);
    let (volunteer, antenna) = demo::VOLUNTEER;
    members.extend(Login::parse(volunteer).ok().map(|login| (login, antenna, Role::Volunteer)));
    db.put_members(&members, clock.now()).await?;
    if let Ok(moderator) = Login::parse(demo::MODERATOR) {
        db.set_moderator(&moderator, true, clock.now()).await?;
    }
    if db.routes().await?.is_empty() {
        for (purpose, (region, slug)) in
            [(Purpose::Create, demo::CREATE_ROUTE), (Purpose::Prescribe, demo::PRESCRIBE_ROUTE)]
        {
            if let Some((offer, _)) = db.offer(slug).await? {
                db.set_route(purpose, region, "", &offer, None, clock.now()).await?;
            }
        }
    }
    for (pathway, steps) in demo::pathways() {
        db.put_pathway(&pathway, &steps).await?;
    }
    for signed in demo::conventions() {
        let offers: Vec<&[&str]> = signed.offers.iter().map(Vec::as_slice).collect();
        db.put_convention(&signed.convention, &signed.parties, &offers).await?;
    }
    Ok(offers.len())
}

/// One admin an organisation: the address that its requests go to.
fn members(organisations: &[(Organisation, &'static str)]) -> Vec<(Login, &'static str, Role)> {
    let admin = |(organisation, slug): &(Organisation, &'static str)| {
        let login = Login::parse(organisation.contact.email.as_deref()?).ok()?;
        Some((login, *slug, Role::Admin))
    };
    organisations.iter().filter_map(admin).collect()
}
