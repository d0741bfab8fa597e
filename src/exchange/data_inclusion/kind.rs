//! What an offer is, where its source does not say.

use crate::domain::offer::OfferKind;
use crate::domain::taxonomy::{Network, ServiceType, Theme, ThemeCategory};

/// Networks whose structures employ people in order to insert them.
const WORKSHOPS: [Network; 5] =
    [Network::Aci, Network::Ei, Network::Ai, Network::Eiti, Network::ChantierEcole];

/// Guesses the kind from the service's type and themes, and from its structure's networks:
///
/// 1. a `formation` is a training, whoever gives it;
/// 2. a `creer-une-entreprise` theme makes it a place to create one's activity;
/// 3. a theme of `trouver-un-emploi`, in a structure of insertion by work, with a type that can be a post
///    (none, `accompagnement`, `atelier`) is a post: in a workshop, or by assignments when the structure is
///    only an ETTI;
/// 4. anything else, such as the driving lessons or the help with papers of the same structure, is support.
///
/// A programme, and ordinary temporary work, are never guessed: only their publisher knows.
pub fn guess_kind(service_type: Option<ServiceType>, themes: &[Theme], networks: &[Network]) -> OfferKind {
    let about = |category| themes.iter().any(|theme| theme.category() == category);
    let can_be_post =
        matches!(service_type, None | Some(ServiceType::Accompagnement) | Some(ServiceType::Atelier));
    if service_type == Some(ServiceType::Formation) {
        OfferKind::Training
    } else if about(ThemeCategory::CreerUneEntreprise) {
        OfferKind::Enterprise
    } else if !can_be_post || !about(ThemeCategory::TrouverUnEmploi) {
        OfferKind::Support
    } else if networks.iter().any(|network| WORKSHOPS.contains(network)) {
        OfferKind::Workshop
    } else if networks.contains(&Network::Etti) {
        OfferKind::TemporaryWork
    } else {
        OfferKind::Support
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_is_held() {
        let job = [Theme::TrouverUnEmploiRepondreADesOffresDemploi];
        let create = [Theme::CreerUneEntrepriseDevelopperSonEntreprise];
        let permit = [Theme::MobilitePreparerUnPermis];
        let formation = Some(ServiceType::Formation);
        let cases = [
            (formation, &job, &[Network::Aci][..], OfferKind::Training),
            (formation, &create, &[], OfferKind::Training),
            (Some(ServiceType::Accompagnement), &create, &[], OfferKind::Enterprise),
            (None, &job, &[Network::Aci], OfferKind::Workshop),
            (Some(ServiceType::Atelier), &job, &[Network::Coorace, Network::Ei], OfferKind::Workshop),
            (None, &job, &[Network::Etti], OfferKind::TemporaryWork),
            (None, &job, &[Network::Etti, Network::Ai], OfferKind::Workshop),
            (Some(ServiceType::Information), &job, &[Network::Aci], OfferKind::Support),
            (None, &permit, &[Network::Aci], OfferKind::Support),
            (None, &job, &[Network::MissionLocale], OfferKind::Support),
        ];
        for (service_type, themes, networks, expected) in cases {
            assert_eq!(guess_kind(service_type, themes, networks), expected, "{service_type:?} {networks:?}");
        }
    }
}
