//! Axis 2 of the convention: workshops (ateliers et chantiers d'insertion) to join, and to create.

use super::table::*;
use crate::domain::offer::OfferKind::{Support, Workshop};
use crate::domain::taxonomy::Public::{Actifs, BeneficiairesDesMinimasSociaux, DemandeursEmploi};
use crate::domain::taxonomy::ServiceType::Accompagnement;

/// The offers.
pub fn offers() -> Vec<Entry> {
    let mut offers = to_join();
    offers.push(to_create());
    offers
}

/// What the workshops have in common.
fn workshop(slug: &'static str, giver: &str, name: &str, description: &str) -> Entry {
    let description = format!(
        "{description} C’est un atelier et chantier d’insertion (ACI). Vous avez un vrai travail, avec un \
         contrat. Une personne vous accompagne pour vos papiers, votre santé ou votre logement. Vous \
         préparez la suite : un emploi ou une formation."
    );
    offer(slug, giver, Workshop, Accompagnement, name, &description)
        .about(&[OFFRES_DEMPLOI, PARCOURS_ADAPTE])
        .for_whom(
            &[DemandeursEmploi, BeneficiairesDesMinimasSociaux],
            "Vous n’avez pas besoin de diplôme ni d’expérience.",
        )
        .conditions(
            "Vous êtes sans travail depuis longtemps, ou vous avez des difficultés. L’atelier vérifie avec \
             vous si vous pouvez entrer.",
        )
        .pay("Vous êtes payé au moins le salaire minimum (SMIC). Le contrat dure de 4 mois à 2 ans.")
        .steps([
            "Vous demandez ici.",
            "L’atelier vous appelle et vous invite à une visite.",
            "L’atelier vérifie avec vous si vous pouvez entrer.",
            "Vous signez un contrat de travail.",
        ])
        .outcome("Vous avez un salaire, une expérience et un projet pour la suite.")
        .open("Mo-Fr 08:00-16:30")
        .hours(26.0)
        .ask("L’équipe de l’atelier")
        .call()
}

fn to_join() -> Vec<Entry> {
    vec![
        workshop(
            "jardin-limoges",
            "limousin-solidaire",
            "Cultiver et vendre des légumes à Limoges",
            "Vous travaillez dans un grand jardin, au bord de Limoges. Une partie des légumes va à l’aide \
             alimentaire.",
        )
        .tasks([
            "Vous semez, vous plantez et vous arrosez.",
            "Vous récoltez les légumes.",
            "Vous préparez des paniers et vous les vendez.",
            "Vous préparez votre prochain emploi.",
        ])
        .getting_there("Le bus s’arrête à 5 minutes de marche du jardin.")
        .zones(&["87"]),
        workshop(
            "cuisine-bordeaux",
            "cuisine-partagee",
            "Cuisiner pour l’aide alimentaire à Bordeaux",
            "Vous cuisinez avec des produits donnés par des magasins. Les repas vont à des personnes qui en \
             ont besoin.",
        )
        .tasks([
            "Vous triez et vous préparez les produits donnés.",
            "Vous cuisinez avec un chef.",
            "Vous livrez les repas avec l’équipe.",
            "Vous apprenez les règles de propreté.",
        ])
        .getting_there("Le tramway s’arrête devant. La cuisine est de plain-pied.")
        .open("Mo-Fr 07:30-15:00")
        .zones(&["33"]),
        workshop(
            "velos-pau",
            "velos-du-gave",
            "Réparer et vendre des vélos à Pau",
            "Vous donnez une deuxième vie à de vieux vélos. Vous apprenez la mécanique, un geste après \
             l’autre.",
        )
        .tasks([
            "Vous démontez et vous réparez des vélos.",
            "Vous changez des freins et des roues.",
            "Vous accueillez les clients de la boutique.",
        ])
        .getting_there("L’atelier est à 10 minutes de vélo du centre. On peut vous en prêter un.")
        .zones(&["64"])
        .come(),
        workshop(
            "tri-textile-niort",
            "fil-et-tri",
            "Trier et vendre des vêtements à Niort",
            "Vous triez des vêtements donnés. Les plus beaux sont vendus dans une boutique, à petit prix.",
        )
        .at(NIORT, 29, "rue de l’Essai")
        .tasks([
            "Vous triez les vêtements par taille et par qualité.",
            "Vous lavez, repassez et recousez.",
            "Vous rangez la boutique et vous conseillez les clients.",
        ])
        .getting_there("Le bus est gratuit à Niort. Il s’arrête à côté.")
        .zones(&["79"]),
        workshop(
            "espaces-verts-tulle",
            "bois-et-verdure",
            "Entretenir des parcs et des chemins à Tulle",
            "Vous travaillez dehors, en équipe, pour des communes. Vous prenez soin des parcs, des haies et \
             des chemins.",
        )
        .at(TULLE, 36, "quai de l’Essai")
        .tasks([
            "Vous tondez, vous taillez et vous plantez.",
            "Vous réparez des chemins et des murets.",
            "Vous utilisez des machines, sans danger.",
        ])
        .getting_there("Une camionnette part de la gare de Tulle à 7 h 45.")
        .open("Mo-Th 08:00-16:30")
        .zones(&["19"]),
        workshop(
            "atelier-bois-mont-de-marsan",
            "bois-et-verdure",
            "Fabriquer des meubles en bois à Mont-de-Marsan",
            "Vous fabriquez des meubles simples avec du bois récupéré. Vous apprenez avec un menuisier.",
        )
        .tasks([
            "Vous mesurez, vous coupez et vous poncez le bois.",
            "Vous assemblez des tables et des étagères.",
            "Vous livrez les meubles aux clients.",
        ])
        .getting_there("L’atelier est à 15 minutes de marche de la gare. Il est de plain-pied.")
        .zones(&["40"]),
    ]
}

fn to_create() -> Entry {
    offer(
        "creer-un-atelier-insertion",
        "region-nouvelle-aquitaine",
        Support,
        Accompagnement,
        "Créer ou agrandir un atelier d’insertion",
        "Vous voulez ouvrir ou agrandir un atelier et chantier d’insertion (ACI). Un ACI donne un travail à \
         des personnes qui en sont loin. La Région et les Restos du Cœur appuient ensemble ces projets. Ces \
         ateliers font partie de l’économie sociale et solidaire (ESS). Dans l’ESS, les personnes comptent \
         avant l’argent. Vous présentez votre idée et vous cherchez ensemble les étapes.",
    )
    .about(&[DEFINIR_UN_PROJET, STRUCTURER_UN_PROJET, DEVELOPPER_UNE_ENTREPRISE])
    .for_whom(&[Actifs], "Vous êtes une association, ou un groupe qui veut en créer une.")
    .conditions("Votre projet est en Nouvelle-Aquitaine. Une page suffit pour le présenter.")
    .tasks([
        "Vous écrivez votre idée en une page.",
        "Vous dites quel travail et combien de personnes.",
        "Vous cherchez des partenaires et un lieu.",
        "Vous préparez un budget.",
    ])
    .steps([
        "Vous demandez ici.",
        "Une personne vous appelle pour comprendre le projet.",
        "Vous recevez un rendez-vous.",
    ])
    .outcome("Vous savez si votre projet peut être soutenu, et comment.")
    .getting_there("Le rendez-vous est à Bordeaux, ou par téléphone si vous êtes loin.")
    .zones(&NOUVELLE_AQUITAINE)
    .open("Mo-Fr 09:00-12:00,14:00-17:00")
    .ask("L’équipe de l’économie sociale et solidaire")
    .call()
}
