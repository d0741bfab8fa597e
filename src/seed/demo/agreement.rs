//! The convention of the second text, with its parties and the offers under its two axes.

use crate::domain::convention::{Axis, Convention};

/// A convention, the ids of those who signed it, and the ids of the offers under each axis, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoConvention {
    /// What was signed.
    pub convention: Convention,
    /// Ids of the organisations that signed it.
    pub parties: Vec<&'static str>,
    /// Ids of the offers, a list for each axis.
    pub offers: Vec<Vec<&'static str>>,
}

/// The conventions.
pub fn all() -> Vec<DemoConvention> {
    vec![DemoConvention {
        convention: region_and_restos(),
        parties: vec!["premier-pas--region-nouvelle-aquitaine", "premier-pas--restos-du-coeur"],
        offers: vec![
            vec![
                "premier-pas--parler-formation-restos-bordeaux",
                "premier-pas--parler-formation-restos-limoges",
                "premier-pas--lire-ecrire-compter-bordeaux",
                "premier-pas--francais-limoges",
                "premier-pas--numerique-poitiers",
                "premier-pas--preparer-un-metier-pau",
                "premier-pas--commis-de-cuisine-la-rochelle",
                "premier-pas--batiment-angouleme",
                "premier-pas--agent-de-proprete-perigueux",
                "premier-pas--numerique-gueret",
                "premier-pas--logistique-agen",
            ],
            vec![
                "premier-pas--jardin-limoges",
                "premier-pas--cuisine-bordeaux",
                "premier-pas--velos-pau",
                "premier-pas--tri-textile-niort",
                "premier-pas--espaces-verts-tulle",
                "premier-pas--atelier-bois-mont-de-marsan",
                "premier-pas--creer-un-atelier-insertion",
            ],
        ],
    }]
}

fn region_and_restos() -> Convention {
    Convention {
        slug: "region-restos-nouvelle-aquitaine".to_owned(),
        name: "La Région Nouvelle-Aquitaine et les Restos du Cœur".to_owned(),
        description: "La Région et les Restos du Cœur ont signé une convention de partenariat. La Région \
                      apporte ses compétences, les Restos leur expérience du terrain. Ensemble, ils veulent \
                      des parcours d’insertion plus efficaces, adaptés à chaque territoire."
            .to_owned(),
        signed_on: None,
        signed: "le 22 janvier".to_owned(),
        years: 3,
        frame:
            "la charte régionale d’engagements réciproques 2023-2028. La Région l’a signée avec l’État et le \
             mouvement associatif de Nouvelle-Aquitaine."
                .to_owned(),
        future: "C’est une expérimentation. Selon ses résultats, elle pourra être étendue à d’autres \
                 associations caritatives."
            .to_owned(),
        aims: [
            "Soutenir ce qui se fait dans les territoires pour l’insertion sociale et professionnelle.",
            "Développer l’engagement bénévole, qui aide chacun à trouver sa place.",
            "Faciliter l’accès à la formation et à l’emploi des personnes les plus éloignées.",
        ]
        .map(str::to_owned)
        .to_vec(),
        axes: vec![
            Axis {
                title:
                    "Développer l’accès des personnes accueillies par les Restos aux formations proposées \
                     par la Région"
                        .to_owned(),
                description: "Les bénévoles des Restos accompagnent chaque jour des personnes loin de \
                              l’emploi. Ils les informent et les orientent vers les formations de la Région. \
                              La Région s’engage à faciliter l’accès à ces formations."
                    .to_owned(),
            },
            Axis {
                title: "Soutenir l’économie sociale et solidaire et les actions d’insertion par l’activité \
                        économique"
                    .to_owned(),
                description:
                    "La Région et les Restos agissent ensemble pour l’économie sociale et solidaire \
                              (ESS). Ils aident à créer ou à développer des structures. Ce sont surtout des \
                              ateliers et chantiers d’insertion (ACI). Une personne y reprend un travail et \
                              y est accompagnée."
                        .to_owned(),
            },
        ],
    }
}
