//! Everyday offers around Lens: to work, to learn, to speak French.

use super::table::*;
use crate::domain::offer::OfferKind::{Support, Training, Workshop};
use crate::domain::taxonomy::Public::{
    BeneficiairesDesMinimasSociaux, DemandeursEmploi, Femmes, PersonnesExilees, TousPublics,
};
use crate::domain::taxonomy::ServiceType::{Accompagnement, Atelier, Formation};

/// The offers.
pub fn offers() -> Vec<Entry> {
    [work(), learn(), french()].into_iter().flatten().collect()
}

fn work() -> Vec<Entry> {
    vec![
        offer(
            "jardin-lievin",
            "jardin-du-bassin",
            Workshop,
            Accompagnement,
            "Cultiver des légumes dans un jardin à Liévin",
            "Vous reprenez un travail dans un jardin, avec une équipe. Le jardin est un atelier et chantier \
             d’insertion (ACI). C’est un vrai travail, avec un contrat et un salaire. Une personne vous \
             apprend les gestes. Une autre vous aide pour la santé, le logement ou les papiers. Vous \
             préparez aussi la suite : un emploi ou une formation.",
        )
        .about(&[OFFRES_DEMPLOI, PARCOURS_ADAPTE])
        .for_whom(&[DemandeursEmploi, BeneficiairesDesMinimasSociaux], "Vous n’avez pas besoin d’expérience.")
        .conditions(
            "Vous cherchez un travail depuis longtemps, ou vous avez des difficultés. L’atelier vérifie avec \
             vous.",
        )
        .tasks([
            "Vous semez et vous plantez des légumes.",
            "Vous récoltez et vous préparez des paniers.",
            "Vous vendez les légumes au marché.",
            "Vous préparez votre prochain emploi.",
        ])
        .steps([
            "Vous demandez ici ou vous téléphonez.",
            "Vous visitez le jardin et vous rencontrez l’équipe.",
            "L’atelier vérifie si vous pouvez entrer.",
            "Vous signez un contrat de travail.",
        ])
        .pay("Vous êtes payé au moins le salaire minimum (SMIC). Le contrat dure 4 mois au moins.")
        .outcome("Vous avez un salaire, une expérience et un projet.")
        .getting_there("Le jardin est à Liévin. Un collègue peut vous emmener depuis la gare de Lens.")
        .zones(&["62"])
        .open("Mo-Fr 08:00-16:00")
        .hours(26.0)
        .ask("L’équipe du jardin")
        .call(),
        offer(
            "cv-lens",
            "coup-de-pouce-emploi",
            Support,
            Atelier,
            "Faire votre CV à Lens",
            "Un CV est une page pour vous présenter. Elle dit ce que vous savez faire. Vous écrivez le vôtre \
             avec un bénévole. Vous pouvez venir sans rien préparer. Vous repartez avec une page imprimée et \
             une copie sur votre téléphone. Le bénévole vous aide aussi à répondre à une offre d’emploi.",
        )
        .about(&[CV, OFFRES_DEMPLOI])
        .for_whom(&[TousPublics], "Tout le monde peut venir, avec ou sans diplôme.")
        .tasks([
            "Vous dites ce que vous avez déjà fait.",
            "Vous écrivez votre CV avec un bénévole.",
            "Vous l’envoyez à une entreprise.",
        ])
        .steps([
            "Vous demandez ici, ou vous venez sans rendez-vous.",
            "Vous passez une heure avec un bénévole.",
        ])
        .outcome("Vous avez un CV prêt à envoyer.")
        .getting_there("Le bus s’arrête devant. Il y a un ascenseur.")
        .open("Tu-Th 09:30-12:30")
        .ask("Les bénévoles du CV")
        .come(),
        offer(
            "entretien-a-distance",
            "coup-de-pouce-emploi",
            Support,
            Accompagnement,
            "Préparer un entretien d’embauche depuis chez vous",
            "Vous avez bientôt un entretien pour un emploi. Un bénévole joue le rôle du patron, par \
             téléphone ou en vidéo. Il vous pose des questions simples. Puis il vous dit ce qui est bien. Il \
             vous donne aussi des conseils. Vous pouvez recommencer autant que vous voulez. C’est possible \
             dans toute la France.",
        )
        .about(&[ENTRETIEN, CONFIANCE])
        .for_whom(&[TousPublics], "Vous cherchez un emploi, un stage ou une formation.")
        .tasks([
            "Vous vous présentez en deux minutes.",
            "Vous répondez aux questions d’un bénévole.",
            "Vous recevez des conseils pour le vrai entretien.",
        ])
        .steps([
            "Vous demandez ici.",
            "Un bénévole vous rappelle pour choisir une heure.",
            "Vous parlez ensemble pendant 45 minutes.",
        ])
        .outcome("Vous arrivez plus calme à votre entretien.")
        .remote()
        .open("Tu-Th 14:00-17:00")
        .ask("Les bénévoles de l’entretien")
        .call(),
    ]
}

fn learn() -> Vec<Entry> {
    vec![
        offer(
            "metiers-du-batiment-henin",
            "atelier-du-bassin",
            Training,
            Formation,
            "Essayer les métiers du bâtiment à Hénin-Beaumont",
            "Vous voulez travailler de vos mains, mais vous hésitez encore. Pendant six semaines, vous \
             essayez quatre métiers du bâtiment. Vous peignez, vous posez du carrelage, vous montez un mur. \
             Vous passez aussi une semaine dans une entreprise. À la fin, vous savez quel métier vous plaît. \
             Le centre vous aide à trouver la suite.",
        )
        .about(&[METIERS, TROUVER_SA_FORMATION])
        .for_whom(
            &[DemandeursEmploi, Femmes],
            "Les femmes et les hommes sont les bienvenus. Aucun diplôme n’est demandé.",
        )
        .conditions("Vous cherchez un emploi. Le centre prête les chaussures et le casque.")
        .tasks([
            "Vous essayez la peinture, le carrelage, le mur et le bois.",
            "Vous apprenez à travailler sans danger.",
            "Vous passez une semaine dans une entreprise.",
        ])
        .steps([
            "Vous demandez ici.",
            "Vous venez à la réunion d’information.",
            "Vous visitez les ateliers.",
            "Vous commencez le jour dit.",
        ])
        .pay("Vous gardez vos allocations. Une aide pour les trajets est possible.")
        .outcome("Vous recevez une attestation et vous choisissez un métier.")
        .getting_there("Le centre est à 10 minutes de marche de la gare. L’atelier est de plain-pied.")
        .zones(&["62", "59"])
        .hours(30.0)
        .weeks(6)
        .run(-28, 0)
        .run(14, 5)
        .meeting(5, "à 14 h, au centre, à Hénin-Beaumont")
        .run(70, 12)
        .ask("Le secrétariat du centre")
        .call(),
        offer(
            "remise-a-niveau-bethune",
            "atelier-du-bassin",
            Training,
            Formation,
            "Revoir le français et le calcul à Béthune",
            "Vous avez quitté l’école tôt, ou il y a longtemps. Ici, vous reprenez depuis le début. Vous \
             lisez, vous écrivez et vous calculez avec des exemples du travail. Le groupe est petit. Chacun \
             avance à son rythme. Après, vous pouvez entrer dans une formation pour un métier.",
        )
        .about(&[FRANCAIS, CALCUL, TROUVER_SA_FORMATION])
        .for_whom(&[DemandeursEmploi], "Vous avez plus de 16 ans et vous parlez un peu français.")
        .tasks([
            "Vous lisez et vous écrivez des messages simples.",
            "Vous calculez un prix, une durée, une surface.",
            "Vous utilisez un ordinateur pour apprendre.",
        ])
        .steps([
            "Vous demandez ici ou vous téléphonez.",
            "Vous faites un petit test, sans note.",
            "Vous entrez dans le groupe.",
        ])
        .pay("Vous gardez vos allocations.")
        .outcome("Vous recevez une attestation de ce que vous savez faire.")
        .getting_there("Les cours sont dans le centre de Béthune.")
        .at(BETHUNE, 15, "rue de l’Exemple")
        .zones(&["62"])
        .hours(21.0)
        .weeks(10)
        .run(9, 0)
        .run(44, 8)
        .meeting(6, "à 9 h 30, dans la salle de cours, à Béthune")
        .ask("Le secrétariat du centre")
        .call(),
        offer(
            "soudure-henin",
            "atelier-du-bassin",
            Training,
            Formation,
            "Apprendre la soudure à Hénin-Beaumont",
            "Vous apprenez un métier que les entreprises cherchent. Le soudeur chauffe et assemble des \
             pièces de métal. Vous passez beaucoup de temps à l’atelier. Vous faites aussi un stage dans une \
             usine. Vous n’avez pas besoin d’expérience. Il faut aimer le travail précis.",
        )
        .about(&[TROUVER_SA_FORMATION, METIERS])
        .for_whom(&[DemandeursEmploi], "Vous cherchez un emploi et vous voulez un métier.")
        .tasks([
            "Vous lisez un plan simple.",
            "Vous coupez et vous soudez des pièces.",
            "Vous contrôlez votre travail.",
            "Vous faites un stage de trois semaines.",
        ])
        .steps([
            "Vous demandez ici.",
            "Vous venez à la réunion d’information.",
            "Vous passez une demi-journée à l’atelier.",
        ])
        .pay("Vous pouvez être payé pendant la formation. Cela dépend de votre situation.")
        .outcome("Vous passez un examen. Vous recevez un certificat pour ce métier.")
        .getting_there("Le centre est à 10 minutes de marche de la gare.")
        .zones(&["62", "59"])
        .hours(35.0)
        .weeks(14)
        .run(-35, 0)
        .run(30, 0)
        .ask("Le secrétariat du centre"),
    ]
}

fn french() -> Vec<Entry> {
    vec![
        offer(
            "parler-francais-avion",
            "maison-des-mots",
            Support,
            Atelier,
            "Parler français autour d’un café à Avion",
            "Vous voulez parler français plus souvent. Un groupe se retrouve autour d’un café. On parle de \
             la vie de tous les jours. On parle des courses, de l’école, du médecin. Personne ne juge. Vous \
             pouvez venir avec un enfant. Il suffit de pousser la porte : il n’y a pas d’inscription.",
        )
        .about(&[FRANCAIS, LIEN_SOCIAL])
        .for_whom(&[TousPublics], "Tout le monde peut venir, même sans parler français.")
        .tasks([
            "Vous écoutez et vous parlez en petit groupe.",
            "Vous apprenez les mots de tous les jours.",
            "Vous faites une sortie une fois par mois.",
        ])
        .steps(["Vous venez un lundi, un mercredi ou un vendredi.", "Un bénévole vous accueille."])
        .outcome("Vous osez parler français.")
        .getting_there("La maison est sur la place. Une rampe permet d’entrer en fauteuil roulant.")
        .open("Mo,We,Fr 14:00-17:00")
        .come(),
        offer(
            "lire-ecrire-lens",
            "maison-des-mots",
            Support,
            Atelier,
            "Lire et écrire en français à Lens",
            "Vous parlez français, mais lire ou écrire est difficile. Vous venez deux fois par semaine dans \
             un petit groupe. Vous travaillez avec vos papiers : un courrier, une facture, un message. Un \
             bénévole reste à côté de vous. Il n’y a pas de notes. Vous pouvez commencer à tout moment.",
        )
        .about(&[FRANCAIS, CALCUL])
        .for_whom(
            &[PersonnesExilees, DemandeursEmploi],
            "Vous êtes adulte. Vous pouvez être né en France ou ailleurs.",
        )
        .tasks([
            "Vous lisez les courriers que vous recevez.",
            "Vous écrivez un message, une lettre, une demande.",
            "Vous remplissez un formulaire avec de l’aide.",
        ])
        .steps(["Vous demandez ici.", "Un bénévole vous appelle.", "Vous venez essayer une fois."])
        .outcome("Vous lisez vos courriers plus facilement.")
        .getting_there("La salle est au rez-de-chaussée, à Lens.")
        .at(LENS, 11, "rue de l’Exemple")
        .open("Tu,Th 09:30-11:30")
        .hours(4.0)
        .ask("Les bénévoles de la Maison des mots"),
    ]
}
