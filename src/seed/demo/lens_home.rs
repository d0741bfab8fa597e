//! Everyday offers around Lens: to get about, to find and keep a home.

use super::table::*;
use crate::domain::offer::OfferKind::Support;
use crate::domain::taxonomy::Public::{
    Actifs, BeneficiairesDesMinimasSociaux, DemandeursEmploi, Familles, Jeunes, TousPublics,
};
use crate::domain::taxonomy::ServiceType::{Accompagnement, AideFinanciere, AideMaterielle, Information};

/// The offers.
pub fn offers() -> Vec<Entry> {
    [to_move(), home()].into_iter().flatten().collect()
}

fn to_move() -> Vec<Entry> {
    vec![
        offer(
            "scooter-lievin",
            "bouger-en-gohelle",
            Support,
            AideMaterielle,
            "Louer un scooter pour aller au travail",
            "Vous avez trouvé un travail ou une formation, mais c’est loin. Vous louez un scooter à petit \
             prix. Le casque et les gants sont prêtés. Une personne vous montre comment conduire sans \
             danger. La location dure un mois. Vous pouvez la prolonger deux fois. Vous cherchez ainsi une \
             autre solution.",
        )
        .about(&[VEHICULE, PARCOURS_MOBILITE])
        .for_whom(
            &[DemandeursEmploi, Jeunes, Actifs],
            "Vous avez un travail, un stage ou une formation qui commence.",
        )
        .conditions("Vous avez le permis AM ou le permis B. Apportez un papier de votre employeur.")
        .costs("La location coûte 3 € par jour. Vous laissez un chèque de 150 €, rendu à la fin.")
        .tasks([
            "Vous apprenez à utiliser le scooter.",
            "Vous le gardez pendant un mois.",
            "Vous le rapportez propre et en bon état.",
        ])
        .steps([
            "Vous demandez ici.",
            "L’association vous appelle et vérifie vos papiers.",
            "Vous venez chercher le scooter à Liévin.",
        ])
        .getting_there("Un bus relie la gare de Lens et Liévin.")
        .zones(&["62"])
        .open("Mo-Fr 09:00-12:00,13:30-17:30")
        .ask("L’équipe des scooters")
        .come(),
        offer(
            "permis-lens",
            "bouger-en-gohelle",
            Support,
            AideFinanciere,
            "Être aidé pour payer le permis de conduire",
            "Le permis coûte cher. Cette aide paie une partie de vos leçons. Elle est pour les personnes qui \
             ont besoin du permis pour travailler. Vous ne pouvez pas la demander seul. Un conseiller doit \
             vous proposer. Il écrit avec vous pourquoi le permis est utile pour votre projet. La réponse \
             arrive après une réunion, une fois par mois.",
        )
        .about(&[PERMIS, FINANCER_LA_MOBILITE])
        .for_whom(
            &[DemandeursEmploi, BeneficiairesDesMinimasSociaux],
            "Vous avez plus de 18 ans et un projet de travail.",
        )
        .conditions("Vous avez déjà le code de la route, ou vous le préparez.")
        .pay("L’aide paie jusqu’à 900 € de leçons. Vous payez le reste à l’auto-école.")
        .tasks([
            "Vous écrivez votre projet avec un conseiller.",
            "Vous choisissez une auto-école partenaire.",
            "Vous passez le code, puis la conduite.",
        ])
        .steps([
            "Vous parlez du permis à votre conseiller.",
            "Il envoie la demande pour vous.",
            "Vous recevez une réponse en un mois.",
        ])
        .proposed_by("un conseiller de France Travail, de la mission locale ou du Département")
        .outcome("Vous passez le permis B.")
        .getting_there("Les auto-écoles partenaires sont à Lens et à Liévin.")
        .at(LENS, 30, "avenue de l’Exemple")
        .zones(&["62"])
        .ask("L’équipe du permis"),
        offer(
            "covoiturage-gohelle",
            "bouger-en-gohelle",
            Support,
            Information,
            "Partager une voiture pour aller travailler",
            "Des personnes font chaque jour le même trajet que vous. Sur ce site, vous trouvez une place \
             dans leur voiture. Le covoiturage, c’est partager une voiture et les frais. Vous donnez votre \
             ville, votre heure et votre travail. Le site vous montre qui passe près de chez vous. \
             L’inscription se fait sur le site, en cinq minutes.",
        )
        .about(&[COVOITURAGE])
        .for_whom(&[TousPublics], "Vous n’avez pas de voiture, ou vous voulez partager la vôtre.")
        .costs("L’inscription est gratuite. Un trajet coûte 1 € au plus.")
        .tasks([
            "Vous vous inscrivez sur le site.",
            "Vous choisissez un trajet.",
            "Vous retrouvez le conducteur au point de rendez-vous.",
        ])
        .steps(["Vous ouvrez le site.", "Vous créez un compte avec votre téléphone."])
        .getting_there("Les points de rendez-vous sont dans les gares et près des mairies.")
        .zones(&["62", "59"])
        .link("https://example.org/covoiturage-gohelle"),
    ]
}

fn home() -> Vec<Entry> {
    vec![
        offer(
            "chercher-un-logement-lens",
            "un-toit-en-artois",
            Support,
            Accompagnement,
            "Chercher un logement à Lens ou autour",
            "Vous cherchez un appartement ou une maison à louer. Une personne vous aide du début à la fin. \
             Vous calculez ensemble le loyer que vous pouvez payer. Vous faites une demande de logement \
             social. Un logement social a un loyer plus bas. Vous préparez les papiers et les visites. Elle \
             vous explique aussi les aides pour le loyer.",
        )
        .about(&[LOUER, DEMARCHES_LOGEMENT])
        .for_whom(&[TousPublics], "Vous vivez seul, en couple ou avec des enfants.")
        .conditions("Apportez une pièce d’identité et vos derniers papiers de revenus.")
        .tasks([
            "Vous calculez votre budget pour un loyer.",
            "Vous faites votre demande de logement social.",
            "Vous préparez vos papiers pour les visites.",
        ])
        .steps([
            "Vous demandez ici.",
            "Une personne vous appelle.",
            "Vous venez à un rendez-vous d’une heure.",
        ])
        .getting_there("L’association est à Lens, au rez-de-chaussée.")
        .zones(&["62"])
        .open("Mo-Fr 09:00-12:00")
        .ask("L’équipe logement")
        .come(),
        offer(
            "garder-son-logement-lens",
            "un-toit-en-artois",
            Support,
            Accompagnement,
            "Parler de vos loyers en retard",
            "Vous n’arrivez plus à payer votre loyer. Vous avez peur de perdre votre logement. Téléphonez \
             dès le premier mois de retard. Une personne vous écoute et ne vous juge pas. Elle regarde vos \
             droits avec vous. Elle peut parler à votre propriétaire. Vous cherchez ensemble comment payer, \
             peu à peu.",
        )
        .about(&[GARDER_SON_LOGEMENT, IMPAYES_DE_LOYER])
        .for_whom(
            &[Familles, Actifs, BeneficiairesDesMinimasSociaux],
            "Vous êtes locataire, avec ou sans emploi.",
        )
        .tasks([
            "Vous expliquez votre situation au téléphone.",
            "Vous cherchez les aides possibles.",
            "Vous préparez un plan pour payer peu à peu.",
        ])
        .steps(["Vous téléphonez le matin.", "Une personne vous donne un rendez-vous dans la semaine."])
        .getting_there("Le rendez-vous peut être à Lens ou chez vous.")
        .zones(&["62"])
        .open("Mo-Fr 09:00-12:00")
        .details("On ne peut demander que par téléphone. C’est plus rapide.")
        .call(),
    ]
}
