//! Everyday offers in Bordeaux and Limoges: to create, to get about, to find a home.

use super::table::*;
use crate::domain::offer::OfferKind::{Enterprise, Support};
use crate::domain::taxonomy::Public::{
    BeneficiairesDesMinimasSociaux, DemandeursEmploi, Jeunes, PersonnesEnSituationDurgence, TousPublics,
};
use crate::domain::taxonomy::ServiceType::{Accompagnement, AideMaterielle, Atelier};

/// The offers.
pub fn offers() -> Vec<Entry> {
    vec![
        offer(
            "tester-son-activite-begles",
            "tremplin-garonne",
            Enterprise,
            Accompagnement,
            "Tester votre activité avant de vous lancer à Bègles",
            "Vous savez faire quelque chose et vous voulez en vivre. Avant de créer une entreprise, vous \
             pouvez essayer. Pendant six mois, vous vendez à de vrais clients, sans grand risque. Une \
             personne vous aide à fixer vos prix et à vendre. Ensuite, vous décidez : continuer, changer ou \
             arrêter.",
        )
        .about(&[DEFINIR_UN_PROJET, STRUCTURER_UN_PROJET])
        .for_whom(
            &[DemandeursEmploi, BeneficiairesDesMinimasSociaux],
            "Vous avez une idée de produit ou de service.",
        )
        .tasks([
            "Vous présentez votre idée en cinq minutes.",
            "Vous trouvez vos premiers clients.",
            "Vous tenez vos comptes avec de l’aide.",
        ])
        .steps([
            "Vous demandez ici.",
            "Vous venez à un premier rendez-vous.",
            "Vous signez un contrat de test.",
        ])
        .pay("Vous gardez vos allocations au début. L’argent des ventes vous revient, moins les frais.")
        .outcome("Vous savez si votre activité peut vous faire vivre.")
        .getting_there("Le tramway s’arrête à 5 minutes de marche.")
        .zones(&["33"])
        .open("Mo-Fr 09:00-12:00,14:00-17:00")
        .ask("L’équipe des projets")
        .call(),
        offer(
            "apprendre-le-velo-bordeaux",
            "tremplin-garonne",
            Support,
            Atelier,
            "Apprendre à faire du vélo à Bordeaux",
            "Le vélo coûte peu et va partout en ville. Vous apprenez en petit groupe, dans une cour sans \
             voitures. Puis vous roulez dans la rue, avec un moniteur. Le vélo et le casque sont prêtés. À \
             la fin, vous pouvez garder le vélo pendant trois mois. Les adultes qui débutent sont les \
             bienvenus.",
        )
        .about(&[COVOITURAGE, PARCOURS_MOBILITE])
        .for_whom(&[TousPublics], "Vous êtes adulte. Vous débutez, ou vous avez peur en ville.")
        .tasks([
            "Vous apprenez à tenir, à freiner et à tourner.",
            "Vous roulez en ville avec un moniteur.",
            "Vous réparez une roue crevée.",
        ])
        .steps([
            "Vous demandez ici ou vous téléphonez.",
            "Vous choisissez un groupe.",
            "Vous venez en baskets.",
        ])
        .outcome("Vous allez seul au travail à vélo.")
        .getting_there("La cour est à Bordeaux, près du tramway.")
        .at(BORDEAUX, 38, "cours de l’Exemple")
        .hours(3.0)
        .weeks(5)
        .run(6, 0)
        .run(27, 6)
        .ask("Les moniteurs")
        .call(),
        offer(
            "logement-jeunes-talence",
            "tremplin-garonne",
            Support,
            Accompagnement,
            "Trouver une chambre pour jeune à Talence",
            "Vous avez entre 16 et 30 ans. Vous commencez un travail ou une formation. Vous cherchez une \
             chambre meublée, pour quelques mois. Une personne vous aide à choisir une résidence pour \
             jeunes. Elle prépare avec vous le dossier et les aides pour le loyer. Elle peut aussi vous \
             proposer une chambre chez une personne âgée.",
        )
        .about(&[HEBERGEMENT, LOUER, DEMARCHES_LOGEMENT])
        .for_whom(
            &[Jeunes, PersonnesEnSituationDurgence],
            "Vous travaillez, vous apprenez ou vous cherchez un emploi.",
        )
        .conditions("Apportez une pièce d’identité et un papier du travail ou de l’école.")
        .tasks([
            "Vous dites où et pour combien de temps.",
            "Vous préparez votre dossier.",
            "Vous visitez une ou deux chambres.",
        ])
        .steps(["Vous demandez ici.", "Une personne vous appelle.", "Vous visitez une chambre avec elle."])
        .outcome("Vous avez une chambre et les aides pour le loyer.")
        .getting_there("Le bureau est à Talence, près du tramway. Il y a une rampe.")
        .at(TALENCE, 23, "avenue de l’Exemple")
        .zones(&["33"])
        .open("Mo,We,Th 13:30-17:30")
        .ask("L’équipe logement")
        .come(),
        offer(
            "garage-solidaire-limoges",
            "limousin-solidaire",
            Support,
            AideMaterielle,
            "Réparer votre voiture à petit prix à Limoges",
            "Votre voiture est en panne et vous en avez besoin pour travailler. Au garage solidaire, la \
             réparation coûte moins cher. Vous payez les pièces et une petite part du travail. Le garage \
             peut aussi vous louer une voiture pendant ce temps. Des salariés en insertion réparent la \
             voiture, avec un chef d’atelier.",
        )
        .about(&[REPARER_SON_VEHICULE, VEHICULE])
        .for_whom(
            &[DemandeursEmploi, BeneficiairesDesMinimasSociaux],
            "Vous avez peu de revenus et vous avez besoin de la voiture.",
        )
        .conditions("Apportez la carte grise et un papier de vos revenus.")
        .costs("Vous payez les pièces et 20 € par heure de travail.")
        .tasks([
            "Vous expliquez la panne.",
            "Vous recevez un prix écrit avant la réparation.",
            "Vous récupérez votre voiture réparée.",
        ])
        .steps([
            "Vous demandez ici ou vous téléphonez.",
            "Le garage vous donne un jour.",
            "Vous apportez la voiture.",
        ])
        .getting_there("Le garage est à côté du jardin, à Limoges.")
        .zones(&["87"])
        .open("Mo-Fr 08:00-12:00,13:30-16:30")
        .ask("L’accueil du garage")
        .call(),
    ]
}
