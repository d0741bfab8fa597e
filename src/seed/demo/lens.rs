//! What CoopConnexion, Institut Randstad and the Randstad agency do together in Lens.

use super::table::*;
use crate::domain::offer::OfferKind::{Enterprise, Support, TemporaryWork};
use crate::domain::taxonomy::Public::{DemandeursEmploi, Jeunes, TousPublics};
use crate::domain::taxonomy::ServiceType::{Accompagnement, AideMaterielle};

/// The four offers that the text names.
pub fn offers() -> Vec<Entry> {
    vec![
        offer(
            "coworking-lens",
            "coop-connexion",
            Enterprise,
            AideMaterielle,
            "Un bureau partagé à Lens : l’espace de coworking",
            "Vous créez votre activité et vous cherchez un lieu pour travailler. CoopConnexion vous \
             accueille dans son espace de coworking à Lens. Un coworking est un bureau partagé par plusieurs \
             personnes. Vous venez avec votre projet, seul ou à deux. Vous rencontrez d’autres personnes qui \
             se lancent comme vous. L’espace est né d’un partenariat avec l’Institut Randstad.",
        )
        .about(&[STRUCTURER_UN_PROJET, DEVELOPPER_UNE_ENTREPRISE, LIEN_SOCIAL])
        .for_whom(&[TousPublics], "Vous avez une idée, un projet ou déjà une petite activité.")
        .tasks([
            "Vous travaillez sur votre projet, à votre rythme.",
            "Vous utilisez une table, le Wi-Fi et une imprimante.",
            "Vous recevez vos clients dans une petite salle.",
            "Vous échangez vos idées avec les autres.",
        ])
        .steps([
            "Vous demandez ici une visite.",
            "Une personne de CoopConnexion vous appelle.",
            "Vous visitez le lieu et vous parlez de votre projet.",
            "Vous commencez quand vous voulez.",
        ])
        .outcome("Vous avez un lieu pour travailler et des personnes à qui parler.")
        .getting_there("Vous pouvez venir en train, par la gare de Lens. L’entrée est de plain-pied.")
        .zones(&["62"])
        .open("Mo-Fr 08:30-18:30")
        .ask("L’accueil du coworking")
        .call()
        .come(),
        offer(
            "cooperative-jeunesse-lens",
            "coop-connexion",
            Enterprise,
            Accompagnement,
            "Créer votre activité avec la coopérative jeunesse",
            "Vous êtes jeune et vous voulez créer votre propre emploi. La coopérative jeunesse de \
             CoopConnexion vous aide à démarrer. C’est une coopérative d’activité et d’emploi (CAE). Dans \
             une CAE, vous testez votre projet sans rester seul. Vous apprenez à trouver des clients et à \
             tenir vos comptes. L’Institut Randstad soutient les membres. L’agence Randstad de Lens propose \
             des missions pour vivre pendant ce temps.",
        )
        .about(&[DEFINIR_UN_PROJET, STRUCTURER_UN_PROJET])
        .for_whom(&[Jeunes], "Vous êtes jeune et vous habitez à Lens ou autour.")
        .conditions("Vous avez envie de créer une activité. Votre idée peut être encore petite.")
        .tasks([
            "Vous précisez votre idée avec une personne de la coopérative.",
            "Vous essayez de vendre votre produit ou votre service.",
            "Vous apprenez à fixer un prix et à tenir vos comptes.",
            "Vous avancez avec d’autres jeunes du territoire.",
        ])
        .steps([
            "Vous demandez ici.",
            "CoopConnexion vous appelle pour parler de votre idée.",
            "Vous venez à un premier rendez-vous, à Lens.",
            "Vous décidez ensemble de la suite.",
        ])
        .pay(
            "Vous gardez l’argent de vos ventes, moins les charges. Des missions d’intérim peuvent \
             compléter.",
        )
        .outcome("Vous avez testé votre projet. Vous pouvez créer votre propre emploi.")
        .getting_there("Le premier rendez-vous est dans l’espace de coworking. Il est de plain-pied.")
        .zones(&["62"])
        .open("Mo-Fr 08:30-18:30")
        .ask("L’équipe de la coopérative jeunesse")
        .call(),
        offer(
            "interim-lens",
            "agence-randstad-lens",
            TemporaryWork,
            Accompagnement,
            "Missions d’intérim à Lens pour vivre pendant votre projet",
            "Votre projet ne vous fait pas encore vivre. L’agence Randstad de Lens vous propose des missions \
             d’intérim. Une mission est un travail court dans une entreprise. Vous êtes payé pour chaque \
             mission. Vous gardez du temps pour votre projet. L’agence travaille avec CoopConnexion et \
             l’Institut Randstad. Elle propose ces missions aux jeunes de la coopérative.",
        )
        .about(&[OFFRES_DEMPLOI])
        .for_whom(
            &[Jeunes, DemandeursEmploi],
            "Vous êtes membre de la coopérative jeunesse, ou vous voulez l’être.",
        )
        .conditions("Apportez une pièce d’identité. Dites à l’agence quels jours vous êtes libre.")
        .tasks([
            "Vous travaillez quelques jours ou quelques semaines.",
            "Vous dites quels jours vous gardez pour votre projet.",
            "Vous découvrez des entreprises autour de Lens.",
        ])
        .steps([
            "Vous demandez ici.",
            "L’agence vous appelle et vous fixe un rendez-vous.",
            "Vous dites ce que vous savez faire.",
            "L’agence vous propose une première mission.",
        ])
        .pay("Vous êtes payé pour chaque mission, au moins le salaire minimum (SMIC).")
        .outcome("Vous avez un revenu et une expérience en entreprise.")
        .getting_there("L’agence est à Lens. Les missions sont à Lens ou autour.")
        .zones(&["62", "59"])
        .open("Mo-Fr 08:30-12:00,13:30-18:00")
        .ask("L’équipe de l’agence")
        .call()
        .come(),
        offer(
            "soutien-institut-randstad",
            "institut-randstad",
            Support,
            Accompagnement,
            "Être soutenu dans votre projet par l’Institut Randstad",
            "Vous êtes membre de la coopérative jeunesse de CoopConnexion. L’Institut Randstad vous apporte \
             son soutien. Randstad sait aider à construire un projet professionnel. Vous regardez ensemble \
             ce que vous savez faire. Vous choisissez les prochaines étapes vers un emploi durable. Ce \
             soutien s’ajoute à celui de la coopérative.",
        )
        .about(&[DEFINIR_UN_PROJET, RESEAU, CONFIANCE])
        .for_whom(&[Jeunes], "Vous êtes membre de la coopérative jeunesse, à Lens.")
        .conditions("Vous êtes déjà dans la coopérative jeunesse, ou vous y entrez bientôt.")
        .reserved("Ce soutien est pour les membres de la coopérative jeunesse de CoopConnexion.")
        .tasks([
            "Vous parlez de votre projet avec une personne de l’Institut.",
            "Vous listez ce que vous savez faire.",
            "Vous préparez vos rencontres avec des clients ou des entreprises.",
        ])
        .steps([
            "Vous entrez d’abord dans la coopérative jeunesse.",
            "Vous demandez ici le soutien de l’Institut.",
            "Une personne vous appelle et vous la rencontrez à Lens.",
        ])
        .outcome("Vous savez quelles sont les prochaines étapes de votre projet.")
        .getting_there("Les rencontres ont lieu dans l’espace de coworking de Lens.")
        .at(LENS, 4, "rue de l’Exemple")
        .zones(&["62"])
        .ask("L’équipe de l’Institut"),
    ]
}
