//! Axis 1 of the convention: trainings proposed by the Region, open to people whom the Restos welcome.

use super::table::*;
use crate::domain::offer::OfferKind::Training;
use crate::domain::taxonomy::Public::{BeneficiairesDesMinimasSociaux, DemandeursEmploi, PersonnesExilees};
use crate::domain::taxonomy::ServiceType::Formation;

/// Who must propose the person where she can't ask by herself.
const COUNSELLOR: &str = "un conseiller de France Travail, de la mission locale ou de Cap emploi";

/// The offers.
pub fn offers() -> Vec<Entry> {
    [basics(), trades()].into_iter().flatten().collect()
}

/// What the trainings of the Region have in common here.
fn training(slug: &'static str, centre: &str, name: &str, description: &str) -> Entry {
    offer(slug, centre, Training, Formation, name, description)
        .for_whom(
            &[DemandeursEmploi, BeneficiairesDesMinimasSociaux],
            "Vous avez plus de 16 ans et vous cherchez un emploi.",
        )
        .reserved("Ouvert aux personnes accueillies par les Restos du Cœur.")
        .details("Un bénévole des Restos peut vous aider à demander. Dites-le au centre.")
        .pay("La Région paie la formation. Vous pouvez être payé aussi : cela dépend de votre situation.")
        .zones(&NOUVELLE_AQUITAINE)
        .steps([
            "Vous demandez ici, seul ou avec un bénévole des Restos.",
            "Le centre vous appelle.",
            "Vous venez à la réunion d’information.",
            "Le centre vous dit si vous avez une place.",
        ])
        .ask("L’accueil du centre")
        .call()
}

fn basics() -> Vec<Entry> {
    vec![
        training(
            "lire-ecrire-compter-bordeaux",
            "formation-atlantique",
            "Lire, écrire et compter à Bordeaux",
            "Vous voulez lire et écrire sans aide, ou mieux compter. Vous reprenez les bases, avec des \
             exemples de tous les jours. Le groupe a dix personnes au plus. Vous avancez à votre rythme et \
             personne ne vous note. Après, vous pouvez choisir une formation pour un métier. La Région \
             propose cette formation et la paie.",
        )
        .about(&[FRANCAIS, CALCUL, TROUVER_SA_FORMATION])
        .tasks([
            "Vous lisez un courrier, un planning, une fiche de paie.",
            "Vous écrivez un message et une demande.",
            "Vous comptez pour vos courses et pour le travail.",
        ])
        .outcome("Vous recevez une attestation de ce que vous savez faire.")
        .getting_there("Le tramway s’arrête à 5 minutes de marche. Il y a un ascenseur.")
        .hours(21.0)
        .weeks(12)
        .run(11, 4)
        .meeting(5, "à 9 h 30, au centre, à Bordeaux")
        .run(74, 10),
        training(
            "francais-limoges",
            "ecole-ouverte",
            "Apprendre le français à Limoges",
            "Vous êtes arrivé en France et vous apprenez le français. Ici, vous parlez, vous lisez et vous \
             écrivez presque tous les jours. Vous apprenez les mots du travail : le métier, les horaires, la \
             sécurité. Vous visitez des entreprises. À la fin, vous pouvez passer un examen de français. La \
             Région propose cette formation et la paie.",
        )
        .about(&[FRANCAIS, TROUVER_SA_FORMATION])
        .for_whom(&[PersonnesExilees, DemandeursEmploi], "Le français n’est pas votre première langue.")
        .conditions("Vous avez le droit de travailler en France. Apportez vos papiers.")
        .tasks([
            "Vous parlez en petit groupe.",
            "Vous lisez et vous écrivez des textes courts.",
            "Vous apprenez les mots de votre futur métier.",
            "Vous visitez deux entreprises.",
        ])
        .outcome("Vous pouvez passer un examen de français. Vous recevez une attestation.")
        .getting_there("Le bus s’arrête devant le centre, près de la gare de Limoges.")
        .hours(24.0)
        .weeks(14)
        .run(18, 6)
        .meeting(6, "à 14 h, au centre, à Limoges"),
        digital(
            "numerique-poitiers",
            "formation-atlantique",
            "Apprendre à utiliser un ordinateur à Poitiers",
        )
        .at(POITIERS, 9, "rue de l’Essai")
        .run(8, 3)
        .run(50, 10)
        .meeting(7, "à 10 h, dans la salle de cours, à Poitiers"),
        digital("numerique-gueret", "ecole-ouverte", "Apprendre à utiliser un ordinateur à Guéret")
            .at(GUERET, 16, "rue de l’Essai")
            .run(12, 0)
            .run(54, 8),
        training(
            "preparer-un-metier-pau",
            "savoirs-du-sud",
            "Choisir un métier et s’y préparer à Pau",
            "Vous voulez une formation, mais vous ne savez pas encore laquelle. Pendant deux mois, vous \
             découvrez plusieurs métiers. Vous faites deux stages courts dans des entreprises. Vous revoyez \
             aussi le français et le calcul dont vous avez besoin. À la fin, vous entrez dans la formation \
             choisie. C’est une passerelle : un pont vers un métier.",
        )
        .about(&[METIERS, TROUVER_SA_FORMATION, CALCUL])
        .tasks([
            "Vous découvrez quatre métiers.",
            "Vous faites deux stages d’une semaine.",
            "Vous revoyez le français et le calcul.",
            "Vous préparez votre dossier de formation.",
        ])
        .outcome("Vous avez choisi un métier et une formation.")
        .getting_there("Le centre est à 15 minutes de marche de la gare.")
        .hours(28.0)
        .weeks(8)
        .run(16, 7)
        .meeting(4, "à 9 h, au centre, à Pau"),
    ]
}

fn digital(slug: &'static str, centre: &str, name: &str) -> Entry {
    training(
        slug,
        centre,
        name,
        "Tout se fait sur Internet, et ce n’est pas facile pour vous. Vous apprenez depuis le début, sur un \
         ordinateur et sur votre téléphone. Vous écrivez des messages, vous cherchez une information, vous \
         faites vos démarches. Vous cherchez aussi des offres d’emploi. Le centre prête l’ordinateur pendant \
         la formation. La Région propose cette formation et la paie.",
    )
    .about(&[NUMERIQUE, SERVICES_EN_LIGNE, TROUVER_SA_FORMATION])
    .tasks([
        "Vous utilisez une souris, un clavier et un téléphone.",
        "Vous envoyez des messages et des documents.",
        "Vous faites vos démarches sur Internet, sans danger.",
    ])
    .outcome("Vous recevez une attestation. Vous faites vos démarches seul.")
    .getting_there("La salle est au rez-de-chaussée, près d’un arrêt de bus.")
    .hours(14.0)
    .weeks(6)
}

fn trades() -> Vec<Entry> {
    vec![
        training(
            "commis-de-cuisine-la-rochelle",
            "formation-atlantique",
            "Devenir commis de cuisine à La Rochelle",
            "Vous aimez cuisiner et travailler en équipe. Le commis prépare les plats avec le chef. Vous \
             apprenez dans une vraie cuisine, puis dans un restaurant. Personne ne choisit les meilleurs à \
             l’entrée : il faut seulement avoir envie. C’est une première qualification, pour avoir un \
             premier diplôme. La Région propose cette formation et la paie.",
        )
        .about(&[TROUVER_SA_FORMATION, METIERS])
        .at(LA_ROCHELLE, 24, "quai de l’Exemple")
        .tasks([
            "Vous lavez, coupez et cuisez les aliments.",
            "Vous préparez des entrées et des desserts.",
            "Vous respectez les règles de propreté.",
            "Vous faites un stage dans un restaurant.",
        ])
        .outcome("Vous passez un examen. Vous pouvez travailler dans un restaurant ou une cantine.")
        .getting_there("Le bus s’arrête au bout du quai. La cuisine est de plain-pied.")
        .hours(35.0)
        .weeks(24)
        .run(23, 5)
        .meeting(10, "à 14 h 30, dans la cuisine, à La Rochelle"),
        training(
            "batiment-angouleme",
            "formation-atlantique",
            "Apprendre le métier de peintre à Angoulême",
            "Vous apprenez à peindre des murs et des plafonds. Vous préparez les surfaces, vous choisissez \
             les produits, vous finissez proprement. Vous travaillez dans un atelier, puis sur de vrais \
             chantiers. C’est une première qualification, pour avoir un premier diplôme. Pour entrer, un \
             conseiller doit vous proposer. Un bénévole des Restos peut vous aider à le rencontrer.",
        )
        .about(&[TROUVER_SA_FORMATION, METIERS])
        .at(ANGOULEME, 32, "rue de l’Essai")
        .tasks([
            "Vous préparez et vous peignez les murs.",
            "Vous posez du papier peint et des sols.",
            "Vous travaillez en hauteur, sans danger.",
        ])
        .proposed_by(COUNSELLOR)
        .steps([
            "Vous parlez de cette formation à un conseiller.",
            "Le conseiller vous inscrit à la réunion d’information.",
            "Vous visitez l’atelier et vous dites si cela vous plaît.",
        ])
        .outcome("Vous passez un examen. Vous pouvez travailler comme peintre.")
        .getting_there("Le bus relie la gare d’Angoulême et l’atelier.")
        .hours(35.0)
        .weeks(28)
        .run(26, 9)
        .meeting(11, "à 10 h, à l’atelier, à Angoulême"),
        training(
            "agent-de-proprete-perigueux",
            "ecole-ouverte",
            "Apprendre le nettoyage professionnel à Périgueux",
            "Les écoles, les hôpitaux et les bureaux cherchent des agents de propreté. Vous apprenez à \
             nettoyer vite et bien, sans vous faire mal. Vous apprenez à choisir les produits et à utiliser \
             les machines. Vous faites un stage de quatre semaines. Vous n’avez pas besoin de diplôme. La \
             Région propose cette formation et la paie.",
        )
        .about(&[TROUVER_SA_FORMATION, METIERS])
        .at(PERIGUEUX, 17, "rue de l’Exemple")
        .tasks([
            "Vous nettoyez des bureaux, des chambres et des vitres.",
            "Vous utilisez des machines.",
            "Vous protégez votre dos et vos mains.",
            "Vous faites un stage dans une entreprise.",
        ])
        .outcome("Vous passez un examen et vous recevez un certificat.")
        .getting_there("Le centre est à 10 minutes de marche de la gare.")
        .hours(30.0)
        .weeks(12)
        .run(-40, 0)
        .run(20, 2)
        .meeting(6, "à 9 h 30, au centre, à Périgueux"),
        training(
            "logistique-agen",
            "savoirs-du-sud",
            "Travailler dans un entrepôt à Agen",
            "Un entrepôt est un grand bâtiment où l’on range des produits. Vous apprenez à recevoir, à \
             ranger et à préparer des commandes. Vous apprenez à conduire un chariot électrique. Vous faites \
             un stage de trois semaines. Les entreprises autour d’Agen cherchent du monde. La Région propose \
             cette formation et la paie.",
        )
        .about(&[TROUVER_SA_FORMATION, METIERS])
        .at(AGEN, 20, "avenue de l’Essai")
        .tasks([
            "Vous recevez et vous rangez les produits.",
            "Vous préparez des commandes avec une tablette.",
            "Vous apprenez à conduire un chariot électrique.",
        ])
        .outcome("Vous pouvez passer le certificat pour conduire un chariot (CACES).")
        .getting_there("Une navette part de la gare d’Agen à 8 h 15.")
        .hours(35.0)
        .weeks(10)
        .run(13, 0)
        .run(62, 12)
        .meeting(12, "à 14 h, au centre, à Agen"),
    ]
}
