//! A programme and its steps: each is an offer that people can find, its own or that of a partner who agrees. Who did not
//! say so yet is asked when the programme is published.

use super::super::{App, Member, PostError};
use super::line;
use crate::domain::audit::Act;
use crate::domain::draft::agreement::Agreement;
use crate::domain::draft::{STEPS_MAX, slug_of};
use crate::domain::form::{Problems, Typed};
use crate::domain::letter;
use crate::domain::offer::{Offer, OfferKind, ProgrammeStep};
use crate::pages::desk::offers::steps::{Found, find_step};
use crate::store::{Channel, NewAsking, NewAudit, NewMessage, StoredDraft, StoredOffer, StoredOrganisation};

/// What was typed, with the address of an offer in the place of words that mean one.
pub async fn settled(
    app: &App,
    member: &Member,
    draft: &StoredDraft,
    typed: Typed,
) -> Result<Typed, PostError> {
    if draft.kind() != OfferKind::Programme {
        return Ok(typed);
    }
    let mut pairs: Vec<(String, String)> =
        typed.pairs().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    for row in 1..=STEPS_MAX {
        let (chosen, words) = (format!("etape-{row}-choix"), format!("etape-{row}-offre"));
        let Some(text) = typed.some(&chosen).or(typed.some(&words)) else { continue };
        let meant = match find_step(&app.reading, &member.organisation, text).await {
            Ok(Found::Offer(found)) => found.slug,
            _ => text.to_owned(),
        };
        pairs.retain(|(name, _)| *name != chosen && *name != words);
        pairs.push((words, meant));
    }
    Ok(pairs.into_iter().collect())
}

/// A partner to ask: its offer, who gives it, the step.
type Partner<'a> = (StoredOffer, StoredOrganisation, &'a ProgrammeStep);

/// Asks partners who were not asked yet; every problem at once where a step is not there, or whoever gives it said no.
pub async fn ask(
    app: &App,
    member: &Member,
    draft: &StoredDraft,
    typed: &Typed,
    offer: &Offer,
) -> Result<Result<(), Problems>, PostError> {
    if offer.kind != OfferKind::Programme {
        return Ok(Ok(()));
    }
    let db = &app.reading.db;
    let agreements = db.agreements_of(draft.id).await?;
    let mut problems = Problems::default();
    let mut partners: Vec<Partner<'_>> = Vec::new();
    let mut seen = 0;
    for step in &offer.details.steps {
        let field = field_of(typed, &step.offer);
        let found = db.offer(&step.offer).await?.filter(|(stored, _)| stored.is_published());
        let Some((stored, giver)) = found else {
            problems.add(&field, "Cette offre n’existe pas, ou n’est plus en ligne.");
            continue;
        };
        let said = agreements.iter().find(|(slug, _)| *slug == step.offer).map(|(_, said)| *said);
        match said {
            _ if giver.id == member.organisation.id => seen += 1,
            Some(Agreement::Agreed) => seen += 1,
            Some(Agreement::Asked) => {}
            Some(Agreement::Refused) => {
                problems
                    .add(&field, format!("{} n’est pas d’accord. Retirez cette étape.", giver.content.name));
            }
            None => partners.push((stored, giver, step)),
        }
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let gone = |slug: &&String| !offer.details.steps.iter().any(|step| step.offer == **slug);
    let dropped: Vec<String> = agreements.iter().map(|(slug, _)| slug).filter(gone).cloned().collect();
    send(app, member, draft, offer, &partners, &dropped).await?;
    let sentence =
        "Nous avons demandé leur accord à vos partenaires. Publiez quand l’un d’eux au moins a dit oui.";
    Ok(if seen == 0 { Err(Problems::one("etape", sentence)) } else { Ok(()) })
}

/// The field of the form that names an offer.
fn field_of(typed: &Typed, slug: &str) -> String {
    let names = (1..=STEPS_MAX).map(|row| format!("etape-{row}-offre"));
    names
        .into_iter()
        .find(|name| slug_of(typed.get(name)) == Some(slug))
        .unwrap_or_else(|| "etape".to_owned())
}

async fn send(
    app: &App,
    member: &Member,
    draft: &StoredDraft,
    offer: &Offer,
    partners: &[Partner<'_>],
    dropped: &[String],
) -> Result<(), PostError> {
    if partners.is_empty() && dropped.is_empty() {
        return Ok(());
    }
    let reading = &app.reading;
    let secrets: Vec<_> = partners.iter().map(|_| reading.chance.secret()).collect();
    let asker = &member.organisation.content.name;
    let asked: Vec<NewAsking<'_>> = partners
        .iter()
        .zip(&secrets)
        .map(|((stored, giver, step), secret)| {
            let link = format!("{}/accord/{}", reading.public_url, secret.expose());
            let mail = letter::step_asked(&offer.name, asker, &stored.content.name, &link);
            let recipient = stored.content.contact.email.clone().or(giver.content.contact.email.clone());
            NewAsking {
                programme_id: draft.id,
                offer_id: stored.id,
                role: step.role,
                asked_by: member.account.email.as_str(),
                secret,
                message: recipient.map(|recipient| NewMessage {
                    key: format!("step-{}", crate::store::digest(secret.expose())),
                    channel: Channel::Email,
                    recipient,
                    subject: mail.subject,
                    body: mail.body,
                }),
            }
        })
        .collect();
    let names: Vec<&str> = partners.iter().map(|(_, giver, _)| giver.content.name.as_str()).collect();
    let told: Vec<NewAudit> = (!names.is_empty())
        .then(|| NewAudit {
            subject: offer.name.clone(),
            detail: names.join(", "),
            ..line(member, draft, Act::PartnersAsked)
        })
        .into_iter()
        .collect();
    reading.db.ask_partners(draft.id, &asked, dropped, &told, reading.clock.now()).await?;
    app.wake_courier();
    Ok(())
}
