//! Trainings, help, places to create one's activity, assignments.

use super::Example;
use crate::domain::offer::OfferKind::{self, Enterprise, Support, TemporaryWork, Training};

const fn example(
    kind: OfferKind,
    code: &'static str,
    label: &'static str,
    typed: &'static [(&'static str, &'static str)],
) -> Example {
    Example { code, kind, label, typed }
}

/// In the order of a list.
pub(super) const ALL: &[Example] = &[
    example(
        Training,
        "francais",
        "Apprendre le français",
        &[
            ("nom", "Apprendre le français pour travailler"),
            (
                "taches",
                "Vous parlez en petit groupe.\nVous lisez des textes du travail.\nVous écrivez des messages simples.",
            ),
            (
                "description",
                "Vous apprenez le français dont vous avez besoin au travail et dans la vie de tous les jours. Le groupe est petit : dix personnes au plus. Une formatrice vous aide, chacun à son rythme. Vous faites aussi un stage dans une entreprise.",
            ),
            ("resultat", "Vous parlez, vous lisez et vous écrivez mieux. Vous recevez une attestation."),
            ("entree-information-collective", "oui"),
            ("entree-test", "oui"),
            ("publics-personnes-exilees", "oui"),
            ("publics-demandeurs-emploi", "oui"),
        ],
    ),
    example(
        Training,
        "numerique",
        "Apprendre l’ordinateur et Internet",
        &[
            ("nom", "Apprendre à se servir d’un ordinateur"),
            (
                "taches",
                "Vous apprenez à taper un texte.\nVous envoyez des messages.\nVous faites vos démarches sur Internet.",
            ),
            (
                "description",
                "Vous commencez au début : le clavier, la souris, les fichiers. Puis vous apprenez à envoyer des messages et à faire vos démarches en ligne. Chacun a un ordinateur. Un formateur passe vous voir et répond à toutes vos questions.",
            ),
            ("resultat", "Vous vous servez seul d’un ordinateur."),
            ("entree-information-collective", "oui"),
            ("publics-demandeurs-emploi", "oui"),
        ],
    ),
    example(
        Training,
        "metier",
        "Apprendre un métier",
        &[
            ("nom", "Apprendre un métier qui recrute"),
            (
                "taches",
                "Vous apprenez les gestes du métier en atelier.\nVous faites un stage en entreprise.\nVous préparez un diplôme.",
            ),
            (
                "description",
                "Vous apprenez un métier avec des formateurs qui l’ont exercé. La moitié du temps se passe en atelier, avec de vrais outils. Vous faites aussi un stage dans une entreprise. À la fin, nous vous aidons à trouver un emploi.",
            ),
            ("resultat", "Un titre professionnel reconnu par les entreprises."),
            ("entree-information-collective", "oui"),
            ("entree-dossier", "oui"),
            ("publics-demandeurs-emploi", "oui"),
        ],
    ),
    example(
        Training,
        "bases",
        "Revoir les bases",
        &[
            ("nom", "Revoir les bases en français et en calcul"),
            ("taches", "Vous relisez et vous écrivez.\nVous comptez.\nVous préparez votre projet."),
            (
                "description",
                "Vous revoyez les bases : lire, écrire, compter. La formation vous prépare à un métier ou à une autre formation. Un formateur regarde avec vous ce que vous savez déjà. Vous avancez à votre rythme, dans un petit groupe.",
            ),
            ("resultat", "Vous êtes prêt pour une formation ou un emploi."),
            ("entree-test", "oui"),
            ("publics-demandeurs-emploi", "oui"),
        ],
    ),
    example(
        Support,
        "mobilite",
        "Louer un scooter ou une voiture",
        &[
            ("nom", "Louer un scooter ou une voiture à petit prix"),
            ("type", "aide-materielle"),
            (
                "taches",
                "Vous venez avec votre contrat de travail ou de formation.\nNous choisissons ensemble le véhicule.\nVous repartez avec.",
            ),
            (
                "description",
                "Vous avez trouvé un travail ou une formation, et vous n’avez pas de moyen d’y aller ? Nous louons des scooters et des voitures à petit prix. La location peut durer de quelques jours à six mois. Nous vous aidons aussi à passer le permis.",
            ),
            ("frais", "payant"),
            ("frais-precisions", "À partir de 3 euros par jour."),
            ("publics-demandeurs-emploi", "oui"),
        ],
    ),
    example(
        Support,
        "numerique",
        "Aider pour les démarches en ligne",
        &[
            ("nom", "Faire ses démarches sur Internet avec une aide"),
            ("type", "accompagnement"),
            (
                "taches",
                "Vous venez avec vos papiers.\nNous faisons la démarche ensemble.\nVous apprenez à la refaire seul.",
            ),
            (
                "description",
                "Vous devez faire une démarche sur Internet, et c’est difficile ? Une personne est là pour vous aider. Vous pouvez actualiser votre situation, demander une aide ou prendre un rendez-vous. Il y a des ordinateurs, un scanner et une imprimante.",
            ),
            ("publics-tous-publics", "oui"),
        ],
    ),
    example(
        Support,
        "logement",
        "Trouver un logement",
        &[
            ("nom", "Trouver un logement avec une aide"),
            ("type", "accompagnement"),
            (
                "taches",
                "Nous regardons votre situation.\nNous cherchons avec vous.\nNous vous aidons à remplir les papiers.",
            ),
            (
                "description",
                "Vous cherchez un logement, ou vous risquez de perdre le vôtre ? Une conseillère vous écoute et regarde vos droits avec vous. Elle vous aide à remplir les demandes et à parler avec les propriétaires. Tout ce que vous dites reste entre vous.",
            ),
            ("publics-tous-publics", "oui"),
        ],
    ),
    example(
        Support,
        "emploi",
        "Chercher un emploi à plusieurs",
        &[
            ("nom", "Chercher un emploi en petit groupe"),
            ("type", "atelier"),
            (
                "taches",
                "Vous écrivez votre CV.\nVous préparez un entretien.\nVous rencontrez des employeurs.",
            ),
            (
                "description",
                "Chercher seul est difficile. Ici, vous cherchez à plusieurs, avec une personne qui connaît les entreprises du coin. Vous écrivez votre CV et vous préparez vos entretiens. Des employeurs viennent vous rencontrer chaque mois.",
            ),
            ("publics-demandeurs-emploi", "oui"),
        ],
    ),
    example(
        Enterprise,
        "cooperative",
        "Créer son activité dans une coopérative",
        &[
            ("nom", "Créer son activité dans une coopérative"),
            (
                "taches",
                "Vous testez votre activité.\nVous facturez avec la coopérative.\nVous devenez entrepreneur salarié.",
            ),
            (
                "description",
                "Vous avez une idée et vous voulez la tester sans risque ? La coopérative vous donne un cadre : elle tient vos comptes et elle facture pour vous. Un conseiller suit votre projet. Quand vous gagnez assez, vous devenez salarié de votre activité.",
            ),
            ("adhesion", "Entrepreneur salarié de la coopérative (CAE)."),
            ("appui", "Un conseiller suit votre projet. La coopérative tient vos comptes."),
            ("resultat", "Votre activité, avec un salaire et une protection sociale."),
            ("publics-tous-publics", "oui"),
        ],
    ),
    example(
        Enterprise,
        "coworking",
        "Travailler dans un bureau partagé",
        &[
            ("nom", "Travailler dans un bureau partagé"),
            (
                "taches",
                "Vous venez travailler quand vous voulez.\nVous rencontrez d’autres entrepreneurs.\nVous demandez conseil.",
            ),
            (
                "description",
                "Vous créez votre activité et vous avez besoin d’un endroit pour travailler ? Le lieu a des bureaux, une salle de réunion et Internet. Vous y croisez d’autres personnes qui créent leur activité. Une animatrice répond à vos questions.",
            ),
            ("bureaux", "10"),
            ("publics-tous-publics", "oui"),
        ],
    ),
    example(
        TemporaryWork,
        "logistique",
        "Missions en entrepôt",
        &[
            ("nom", "Faire des missions en entrepôt"),
            ("metier", "Préparateur de commandes"),
            ("taches", "Vous préparez les commandes.\nVous emballez les colis.\nVous chargez les camions."),
            (
                "description",
                "L’agence vous propose des missions dans des entrepôts du coin. Une mission dure de quelques jours à trois mois. Une personne de l’agence vous appelle chaque semaine pour savoir comment cela se passe. Vous gagnez un salaire pendant que votre projet avance.",
            ),
            ("contrat", "mission"),
            ("paie", "Vous êtes payé à l’heure, au moins le salaire minimum (SMIC)."),
            ("publics-demandeurs-emploi", "oui"),
        ],
    ),
    example(
        TemporaryWork,
        "batiment",
        "Missions dans le bâtiment",
        &[
            ("nom", "Faire des missions dans le bâtiment"),
            ("metier", "Ouvrier du bâtiment"),
            (
                "taches",
                "Vous aidez les maçons et les peintres.\nVous portez le matériel.\nVous nettoyez le chantier.",
            ),
            (
                "description",
                "L’agence vous propose des missions sur des chantiers du coin. Vous commencez par aider, puis vous apprenez un métier. Les chaussures et le casque sont donnés. Vous gagnez un salaire pendant que votre projet avance.",
            ),
            ("contrat", "mission"),
            ("paie", "Vous êtes payé à l’heure, au moins le salaire minimum (SMIC)."),
            ("publics-demandeurs-emploi", "oui"),
        ],
    ),
];
