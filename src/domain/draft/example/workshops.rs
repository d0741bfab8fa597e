//! Posts of workshops.

use super::Example;
use crate::domain::offer::OfferKind;

const fn workshop(
    code: &'static str,
    label: &'static str,
    typed: &'static [(&'static str, &'static str)],
) -> Example {
    Example { code, kind: OfferKind::Workshop, label, typed }
}

/// In the order of a list.
pub(super) const ALL: &[Example] = &[
    workshop(
        "maraichage",
        "Cultiver des légumes",
        &[
            ("nom", "Cultiver des légumes"),
            ("metier", "Maraîcher"),
            (
                "taches",
                "Vous semez et vous plantez.\nVous enlevez les mauvaises herbes.\nVous récoltez les légumes.\nVous préparez des paniers.",
            ),
            (
                "description",
                "Vous travaillez dehors et sous des serres, avec une petite équipe. Un encadrant vous montre chaque geste. Les légumes vont dans des paniers, pour des familles du coin. Vous n’avez pas besoin de connaître le métier avant de venir.",
            ),
            ("resultat", "Une expérience dans un vrai métier, et une attestation de vos compétences."),
        ],
    ),
    workshop(
        "espaces-verts",
        "Entretenir des espaces verts",
        &[
            ("nom", "Entretenir des parcs et des jardins"),
            ("metier", "Jardinier"),
            (
                "taches",
                "Vous tondez les pelouses.\nVous taillez les haies.\nVous ramassez les feuilles.\nVous prenez soin du matériel.",
            ),
            (
                "description",
                "Vous travaillez dehors, dans des parcs, des jardins et au bord des chemins. Vous partez en camion avec votre équipe. Un encadrant vous apprend à utiliser les machines sans danger. Les vêtements et les chaussures de travail sont donnés.",
            ),
            ("resultat", "Une expérience dans un vrai métier, et une attestation de vos compétences."),
        ],
    ),
    workshop(
        "velos",
        "Réparer des vélos",
        &[
            ("nom", "Réparer des vélos"),
            ("metier", "Réparateur de vélos"),
            (
                "taches",
                "Vous démontez de vieux vélos.\nVous changez les freins, les roues et les pneus.\nVous nettoyez les pièces.\nVous aidez les clients à choisir un vélo.",
            ),
            (
                "description",
                "Vous donnez une deuxième vie à de vieux vélos. L’atelier les reçoit, les répare et les vend à petit prix. Vous apprenez la mécanique, un geste après l’autre, avec un formateur. Vous n’avez pas besoin de diplôme.",
            ),
            ("resultat", "Les gestes de base de la mécanique du vélo, et une attestation."),
        ],
    ),
    workshop(
        "recyclerie",
        "Trier et vendre en recyclerie",
        &[
            ("nom", "Trier et vendre des objets dans une recyclerie"),
            ("metier", "Valoriste"),
            (
                "taches",
                "Vous recevez les objets que les gens donnent.\nVous triez et vous nettoyez.\nVous réparez ce qui peut l’être.\nVous rangez le magasin et vous servez les clients.",
            ),
            (
                "description",
                "Les gens nous donnent des meubles, de la vaisselle et des livres. L’équipe les trie, les nettoie et les vend à petit prix. Vous changez de poste pour tout apprendre : le tri, la réparation et la vente. Un encadrant est toujours avec vous.",
            ),
            ("resultat", "Une expérience du tri et de la vente, et une attestation de vos compétences."),
        ],
    ),
    workshop(
        "textile",
        "Trier et coudre du textile",
        &[
            ("nom", "Trier et coudre des vêtements"),
            ("metier", "Agent de tri"),
            (
                "taches",
                "Vous triez des vêtements.\nVous cousez à la main et à la machine.\nVous repassez.\nVous préparez les vêtements pour le magasin.",
            ),
            (
                "description",
                "L’atelier reçoit des vêtements que les gens donnent. Vous les triez, vous les réparez, et vous fabriquez des sacs et des coussins. Une couturière vous apprend à utiliser la machine. Vous travaillez assis et debout, dans un endroit calme.",
            ),
            ("resultat", "Les gestes de base de la couture, et une attestation."),
        ],
    ),
    workshop(
        "proprete",
        "Nettoyer des locaux",
        &[
            ("nom", "Nettoyer des bureaux et des immeubles"),
            ("metier", "Agent de propreté"),
            (
                "taches",
                "Vous nettoyez les sols et les bureaux.\nVous videz les poubelles.\nVous nettoyez les vitres.\nVous utilisez les produits sans danger.",
            ),
            (
                "description",
                "Vous nettoyez des bureaux, des écoles et des immeubles. Vous travaillez le matin, avec une collègue qui connaît le métier. Nous vous apprenons à choisir les bons produits et les bons gestes. Vous pouvez ensuite travailler dans beaucoup d’entreprises.",
            ),
            ("resultat", "Une expérience dans un métier qui recrute, et une attestation."),
        ],
    ),
    workshop(
        "batiment",
        "Rénover des logements",
        &[
            ("nom", "Rénover des logements"),
            ("metier", "Peintre en bâtiment"),
            (
                "taches",
                "Vous préparez les murs.\nVous peignez.\nVous posez du carrelage ou du parquet.\nVous rangez le chantier.",
            ),
            (
                "description",
                "Vous rénovez des logements avec une équipe de six à huit personnes. Un encadrant vous apprend la peinture, les sols et les petits travaux. Vous partez ensemble le matin, en camion. Les outils et les vêtements de travail sont donnés.",
            ),
            ("resultat", "Les gestes de base du bâtiment, et une attestation de vos compétences."),
        ],
    ),
    workshop(
        "cuisine",
        "Cuisiner et servir",
        &[
            ("nom", "Cuisiner et servir des repas"),
            ("metier", "Cuisinier"),
            (
                "taches",
                "Vous préparez des légumes.\nVous cuisinez des plats simples.\nVous servez les clients.\nVous nettoyez la cuisine.",
            ),
            (
                "description",
                "Vous travaillez dans un restaurant ouvert le midi. Le chef vous apprend la cuisine, le service et les règles d’hygiène. Vous changez de poste pour trouver celui qui vous plaît. Vous mangez sur place avec l’équipe.",
            ),
            ("resultat", "Une expérience en cuisine, et la formation à l’hygiène."),
        ],
    ),
    workshop(
        "blanchisserie",
        "Laver et repasser du linge",
        &[
            ("nom", "Laver et repasser du linge"),
            ("metier", "Agent de blanchisserie"),
            (
                "taches",
                "Vous triez le linge.\nVous utilisez les machines à laver.\nVous repassez et vous pliez.\nVous préparez les livraisons.",
            ),
            (
                "description",
                "L’atelier lave le linge d’hôtels, de restaurants et de maisons de retraite. Vous apprenez à utiliser les machines et à repasser vite et bien. Le travail se fait debout, en équipe. Une encadrante vous aide chaque jour.",
            ),
            ("resultat", "Une expérience dans un métier qui recrute, et une attestation."),
        ],
    ),
];
