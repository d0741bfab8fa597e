//! Who gives offers: the sorts of structures, how they are named, and what they offer.

use super::subject::*;
use crate::domain::taxonomy::Network;

/// A sort of structure.
pub(super) struct Archetype {
    /// How often it is met, among all.
    pub(super) weight: u64,
    /// Names; `{de}` is « de Lens », `{patron}` a name of its own.
    pub(super) names: &'static [&'static str],
    /// What it is, in plain words.
    pub(super) nature: &'static str,
    /// `reseaux_porteurs`.
    pub(super) networks: &'static [Network],
    /// What its first offer is about.
    pub(super) main: &'static Subject,
    /// What the others may be about too.
    pub(super) subjects: &'static [&'static Subject],
}

const fn of(
    weight: u64,
    names: &'static [&'static str],
    nature: &'static str,
    networks: &'static [Network],
    main: &'static Subject,
    subjects: &'static [&'static Subject],
) -> Archetype {
    Archetype { weight, names, nature, networks, main, subjects }
}

/// The sort met where no other is.
pub(super) static CENTRE: Archetype =
    of(0, &["Centre social {patron} {de}"], "centre social", &[Network::Fcsf], &COMPANY, &[&PAPERS]);

/// Every sort.
pub(super) static ARCHETYPES: &[Archetype] = &[
    of(
        11,
        &["Centre social {patron} {de}", "Centre socioculturel {patron} {de}"],
        "centre social",
        &[Network::Fcsf],
        &COMPANY,
        &[&PAPERS, &CHILDREN, &DIGITAL, &FRENCH],
    ),
    of(
        9,
        &["CCAS {de}"],
        "centre communal d’action sociale (CCAS)",
        &[Network::CcasCias],
        &PAPERS,
        &[&FOOD, &MONEY, &HOUSING, &SHELTER],
    ),
    of(
        9,
        &["Chantier {patron} {de}", "Les Jardins {patron} {de}"],
        "atelier et chantier d’insertion (ACI)",
        &[Network::Aci],
        &WORKSHOP,
        &[&WORKSHOP, &CLOTHES],
    ),
    of(
        3,
        &["Chantier école {patron} {de}"],
        "atelier et chantier d’insertion (ACI)",
        &[Network::Aci, Network::ChantierEcole],
        &WORKSHOP,
        &[&WORKSHOP, &PROGRAMME],
    ),
    of(4, &["{patron} Insertion {de}"], "entreprise d’insertion (EI)", &[Network::Ei], &WORKSHOP, &[]),
    of(
        3,
        &["{patron} Services {de}"],
        "association intermédiaire (AI)",
        &[Network::Ai, Network::Coorace],
        &WORKSHOP,
        &[&COACHING],
    ),
    of(
        2,
        &["{patron} Intérim {de}"],
        "entreprise de travail temporaire d’insertion (ETTI)",
        &[Network::Etti],
        &ASSIGNMENTS,
        &[],
    ),
    of(3, &["Agence d’intérim {patron} {de}"], "agence d’intérim", &[], &ASSIGNMENTS, &[]),
    of(
        12,
        &["Centre de formation {patron} {de}", "Institut {patron} {de}", "Greta {de}"],
        "organisme de formation",
        &[],
        &TRADE_COURSE,
        &[&TRADE_COURSE, &TRADE_COURSE, &FRENCH, &COUNTING],
    ),
    of(
        2,
        &["Atelier de pédagogie personnalisée {de}"],
        "organisme de formation",
        &[Network::ReseauApp],
        &COUNTING,
        &[&FRENCH, &DIGITAL],
    ),
    of(
        7,
        &["Mission locale {de}"],
        "mission locale",
        &[Network::MissionLocale],
        &COACHING,
        &[&ORIENTATION, &PROGRAMME, &DRIVING, &HEALTH],
    ),
    of(
        4,
        &["PLIE {de}", "Maison de l’emploi {de}"],
        "plan local pour l’insertion et l’emploi",
        &[Network::Plie],
        &COACHING,
        &[&CV, &PROGRAMME],
    ),
    of(
        2,
        &["Cap emploi {de}"],
        "service pour l’emploi des personnes handicapées",
        &[Network::CapEmploiReseauCheops],
        &COACHING,
        &[&ORIENTATION, &HEALTH],
    ),
    of(
        4,
        &["Coopérative d’activité {patron} {de}", "Couveuse {patron} {de}"],
        "coopérative d’activité et d’emploi (CAE)",
        &[],
        &CREATE,
        &[],
    ),
    of(2, &["BGE {de}"], "aide à la création d’entreprise", &[Network::ReseauBge], &CREATE, &[&ORIENTATION]),
    of(
        4,
        &["Mobilité {patron} {de}", "Auto-école sociale {patron} {de}"],
        "plateforme de mobilité",
        &[Network::Mobin],
        &DRIVING,
        &[&CAR],
    ),
    of(
        4,
        &["France services {de}"],
        "maison France services",
        &[Network::FranceService],
        &PAPERS,
        &[&DIGITAL],
    ),
    of(
        3,
        &["Espace public numérique {de}"],
        "espace public numérique",
        &[Network::EspacesPublicsNumeriques],
        &DIGITAL,
        &[],
    ),
    of(
        4,
        &["Restos du Cœur {de}"],
        "association d’aide",
        &[Network::RestosDuCoeur],
        &FOOD,
        &[&COMPANY, &MONEY],
    ),
    of(
        3,
        &["Secours populaire {de}"],
        "association d’aide",
        &[Network::SecoursPopulaire],
        &FOOD,
        &[&CLOTHES],
    ),
    of(3, &["Ressourcerie {patron} {de}"], "ressourcerie", &[Network::Ressourceries], &CLOTHES, &[&COMPANY]),
    of(
        2,
        &["CIDFF {de}"],
        "centre d’information sur les droits des femmes et des familles",
        &[Network::Cidff],
        &RIGHTS,
        &[&COACHING],
    ),
    of(2, &["Point-justice {de}"], "accès au droit", &[Network::PointsJustice], &RIGHTS, &[]),
    of(
        3,
        &["Maison départementale des solidarités {de}"],
        "service du département",
        &[Network::MaisonsDesSolidarites],
        &HOUSING,
        &[&MONEY, &CHILDREN, &HEALTH],
    ),
    of(
        2,
        &["Résidence jeunes {patron} {de}"],
        "foyer de jeunes travailleurs (FJT)",
        &[Network::ResidencesFjt],
        &SHELTER,
        &[&HOUSING],
    ),
    of(2, &["Centre de santé {patron} {de}"], "centre de santé", &[], &HEALTH, &[]),
    of(
        1,
        &["Crèche {patron} {de}"],
        "crèche à vocation d’insertion professionnelle",
        &[Network::CrechesAvip],
        &CHILDREN,
        &[],
    ),
];
