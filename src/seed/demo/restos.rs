//! What the volunteers of the Restos do, in fictional antennas of Nouvelle-Aquitaine.

use super::table::*;
use crate::domain::offer::OfferKind::Support;
use crate::domain::taxonomy::Public::{BeneficiairesDesMinimasSociaux, DemandeursEmploi, TousPublics};
use crate::domain::taxonomy::ServiceType::{Accompagnement, Information};

/// The offers.
pub fn offers() -> Vec<Entry> {
    vec![
        talk_about_training(
            "parler-formation-restos-bordeaux",
            "restos-bordeaux",
            "Parler de formation avec un bénévole des Restos à Bordeaux",
        )
        .zones(&["33"]),
        talk_about_training(
            "parler-formation-restos-limoges",
            "restos-limoges",
            "Parler de formation avec un bénévole des Restos à Limoges",
        )
        .zones(&["87"]),
        volunteer(
            "benevole-restos-poitiers",
            "restos-poitiers",
            "Devenir bénévole aux Restos du Cœur à Poitiers",
        )
        .zones(&["86"]),
        volunteer("benevole-restos-pau", "restos-pau", "Devenir bénévole aux Restos du Cœur à Pau")
            .zones(&["64"]),
    ]
}

fn talk_about_training(slug: &'static str, antenna: &str, name: &str) -> Entry {
    offer(
        slug,
        antenna,
        Support,
        Information,
        name,
        "Vous venez aux Restos du Cœur et vous voulez apprendre un métier. Un bénévole prend le temps de \
         parler avec vous. Il connaît les formations proposées par la Région Nouvelle-Aquitaine. Vous \
         choisissez ensemble celle qui vous va. Il vous aide à la demander et à préparer le premier jour. \
         Cette aide vient de la convention entre la Région et les Restos.",
    )
    .about(&[TROUVER_SA_FORMATION, DOSSIER_DE_FORMATION])
    .for_whom(
        &[BeneficiairesDesMinimasSociaux, DemandeursEmploi],
        "Vous êtes accueilli par les Restos du Cœur.",
    )
    .reserved("Cette aide est pour les personnes accueillies par les Restos du Cœur.")
    .tasks([
        "Vous dites ce que vous aimez et ce que vous savez faire.",
        "Vous regardez les formations près de chez vous.",
        "Vous faites la demande avec le bénévole.",
    ])
    .steps([
        "Vous demandez ici, ou vous venez un mardi ou un jeudi.",
        "Un bénévole vous reçoit dans un coin calme.",
        "Il vous appelle après, pour savoir si tout va bien.",
    ])
    .outcome("Vous avez demandé une formation, ou vous savez laquelle vous voulez.")
    .getting_there("Le lieu est accessible en fauteuil roulant. Vous pouvez venir avec vos enfants.")
    .open("Tu,Th 09:00-12:00,14:00-16:30")
    .ask("Les bénévoles de l’antenne")
    .come()
}

fn volunteer(slug: &'static str, antenna: &str, name: &str) -> Entry {
    offer(
        slug,
        antenna,
        Support,
        Accompagnement,
        name,
        "Vous avez un peu de temps et vous voulez être utile. Aux Restos du Cœur, les bénévoles accueillent \
         des personnes en difficulté. Vous aidez une demi-journée par semaine, ou plus. Vous rencontrez du \
         monde et vous apprenez à travailler en équipe. Cette expérience compte aussi dans un CV. Vous \
         pouvez être bénévole même si vous recevez de l’aide.",
    )
    .about(&[BENEVOLAT, LIEN_SOCIAL])
    .for_whom(&[TousPublics], "Tout le monde peut aider, sans diplôme et à tout âge.")
    .tasks([
        "Vous accueillez les personnes et vous servez un café.",
        "Vous rangez et vous donnez des produits.",
        "Vous aidez quelqu’un à chercher une formation.",
    ])
    .steps([
        "Vous demandez ici, ou vous passez à l’antenne.",
        "Vous rencontrez le responsable de l’antenne.",
        "Vous essayez pendant une demi-journée.",
    ])
    .pay("Un bénévole n’est pas payé. Vous gardez vos allocations.")
    .outcome("Vous avez une expérience à mettre dans votre CV.")
    .getting_there("Le bus s’arrête près de l’antenne.")
    .open("Tu,Th 09:00-12:00,14:00-16:30")
    .hours(4.0)
    .ask("Les bénévoles de l’antenne")
    .call()
    .come()
}
