//! Where a new offer begins: with what its organisation already says, and sentences that most offers of its kind share.

use time::Date;

use crate::domain::offer::{Offer, OfferKind};
use crate::domain::organisation::Organisation;
use crate::domain::taxonomy::{
    Contract, Fee, MobilisableBy, MobilisationMode, Network, ReceptionMode, ServiceType, SiaeKind, Theme,
};

/// A new offer of an organisation, to be changed. `id` is its id in every directory.
pub fn template(kind: OfferKind, organisation: &Organisation, source: &str, id: &str, today: Date) -> Offer {
    let mut offer = Offer::blank(kind, source, id, &organisation.id, today);
    offer.address = organisation.address.clone();
    offer.contact = organisation.contact.clone();
    offer.opening_hours = organisation.opening_hours.clone();
    offer.mobilisable_by = vec![MobilisableBy::Usagers, MobilisableBy::Professionnels];
    offer.mobilisation_modes = vec![MobilisationMode::EnvoyerUnCourriel];
    if offer.contact.phone.is_some() {
        offer.mobilisation_modes.push(MobilisationMode::Telephoner);
    }
    offer.reception_modes = vec![ReceptionMode::EnPresentiel];
    offer.fee = Some(Fee::Gratuit);
    offer.service_type = match kind {
        OfferKind::Training => Some(ServiceType::Formation),
        OfferKind::Support => None,
        _ => Some(ServiceType::Accompagnement),
    };
    offer.themes = themes(kind);
    let lines = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect();
    match kind {
        OfferKind::Workshop => {
            offer.details.post.siae = siae(&organisation.networks);
            offer.details.post.contract = offer.details.post.siae.and_then(contract);
            offer.plain.pay = Some("Vous êtes payé au moins le salaire minimum (SMIC).".to_owned());
            offer.details.post.support =
                Some("Une personne vous aide pour vos papiers, votre santé ou votre logement.".to_owned());
            offer.plain.entry_steps = lines(&[
                "Vous demandez ici.",
                "Nous vous appelons et nous vous invitons à une visite.",
                "Nous vérifions ensemble si vous pouvez entrer.",
                "Vous signez un contrat de travail.",
            ]);
        }
        OfferKind::Training => {
            offer.plain.entry_steps = lines(&[
                "Vous demandez ici.",
                "Le centre vous appelle.",
                "Vous venez à la réunion d’information.",
                "Le centre vous dit si vous avez une place.",
            ]);
        }
        _ => {
            offer.plain.entry_steps = lines(&[
                "Vous demandez ici.",
                "Une personne vous appelle.",
                "Vous avez un premier rendez-vous.",
            ]);
        }
    }
    offer
}

/// What most offers of a kind are about.
fn themes(kind: OfferKind) -> Vec<Theme> {
    let codes: &[&str] = match kind {
        OfferKind::Workshop => &[
            "trouver-un-emploi--repondre-a-des-offres-demploi",
            "difficultes-administratives-ou-juridiques--beneficier-dune-mesure-daccompagnement-adapte",
        ],
        OfferKind::TemporaryWork => &["trouver-un-emploi--repondre-a-des-offres-demploi"],
        OfferKind::Training => &["se-former--trouver-sa-formation"],
        OfferKind::Enterprise => &["creer-une-entreprise--structurer-son-projet-de-creation-dentreprise"],
        OfferKind::Programme | OfferKind::Support => &[],
    };
    codes.iter().filter_map(|code| Theme::from_code(code)).collect()
}

fn siae(networks: &[Network]) -> Option<SiaeKind> {
    networks.iter().find_map(|network| SiaeKind::from_code(network.code()))
}

/// What is mostly signed there.
fn contract(siae: SiaeKind) -> Option<Contract> {
    match siae {
        SiaeKind::Aci | SiaeKind::Ei => Some(Contract::Cddi),
        SiaeKind::Etti => Some(Contract::Mission),
        SiaeKind::Eiti => Some(Contract::Independent),
        SiaeKind::Ai => Some(Contract::UseContract),
    }
}
