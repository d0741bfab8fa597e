//! Who gives the offers. The first five, and the association of the four antennas, are those of the press
//! texts; the others are fictional.

use super::table::*;
use crate::domain::taxonomy::Network;

const CLOSED_AT_NOON: &str = "Mo-Fr 09:00-12:00,14:00-17:00";

/// All of them.
pub fn all() -> Vec<Giver> {
    [named(), antennas(), around_lens(), trainers(), around_aquitaine()].into_iter().flatten().collect()
}

fn named() -> Vec<Giver> {
    vec![
        giver(
            "coop-connexion",
            "CoopConnexion",
            "Coopérative d’activité et d’emploi (CAE)",
            "CoopConnexion est une coopérative d’entrepreneurs. Elle aide à créer sa propre activité à Lens \
             et autour. Elle agit auprès des jeunes. L’Institut Randstad et l’agence Randstad de Lens y \
             participent.",
        )
        .at(LENS, 4, "rue de l’Exemple")
        .phone("+33353010011")
        .open("Mo-Fr 08:30-18:30")
        .answers_within(2),
        giver(
            "institut-randstad",
            "Institut Randstad",
            "Institut pour le retour durable à l’emploi",
            "L’Institut Randstad agit pour le retour durable à l’emploi. À Lens, il travaille avec \
             CoopConnexion. Il soutient les membres de la coopérative jeunesse.",
        )
        .phone("+33639980012")
        .answers_within(5),
        giver(
            "agence-randstad-lens",
            "Agence Randstad de Lens",
            "Agence d’intérim",
            "L’agence Randstad de Lens propose des missions d’intérim. Elle en propose aux jeunes de la \
             coopérative CoopConnexion. Ils ont ainsi un revenu pendant que leur projet avance.",
        )
        .at(LENS, 17, "avenue de l’Essai")
        .phone("+33353010013")
        .open("Mo-Fr 08:30-12:00,13:30-18:00")
        .answers_within(2),
        giver(
            "region-nouvelle-aquitaine",
            "Région Nouvelle-Aquitaine",
            "Région",
            "La Région propose des formations. Elle a signé une convention avec les Restos du Cœur. Elle \
             s’engage à faciliter l’accès à ses formations. Elle soutient aussi les ateliers d’insertion.",
        )
        .at(BORDEAUX, 14, "avenue de l’Exemple")
        .phone("+33536490014")
        .networks(&[Network::Regions])
        .open(CLOSED_AT_NOON)
        .answers_within(10),
        giver(
            "restos-du-coeur",
            "Les Restos du Cœur",
            "Association caritative",
            "Les Restos du Cœur accueillent des personnes en difficulté. Leurs bénévoles les accompagnent \
             tous les jours. Avec la Région Nouvelle-Aquitaine, ils les informent sur les formations.",
        )
        .phone("+33639980015")
        .networks(&[Network::RestosDuCoeur]),
    ]
}

fn antennas() -> Vec<Giver> {
    let antenna = |slug, name, town, number, phone| {
        giver(
            slug,
            name,
            "Antenne des Restos du Cœur",
            "Cette antenne est inventée pour la démonstration. Des bénévoles y accueillent les personnes en \
             difficulté. Ils parlent avec elles de formation et de travail.",
        )
        .at(town, number, "place de l’Exemple")
        .phone(phone)
        .networks(&[Network::RestosDuCoeur])
        .open("Tu,Th 09:00-12:00,14:00-16:30")
    };
    vec![
        antenna("restos-bordeaux", "Restos du Cœur de Bordeaux (démonstration)", BORDEAUX, 8, "+33536490016")
            .answers_within(3),
        antenna("restos-limoges", "Restos du Cœur de Limoges (démonstration)", LIMOGES, 2, "+33536490017")
            .answers_within(4),
        antenna("restos-poitiers", "Restos du Cœur de Poitiers (démonstration)", POITIERS, 5, "+33536490018"),
        antenna("restos-pau", "Restos du Cœur de Pau (démonstration)", PAU, 3, "+33536490019"),
    ]
}

fn around_lens() -> Vec<Giver> {
    vec![
        giver(
            "jardin-du-bassin",
            "Jardin du Bassin (démonstration)",
            "Atelier et chantier d’insertion (ACI)",
            "Ce jardin est inventé pour la démonstration. On y cultive des légumes. Les salariés y \
             reprennent un travail, avec une personne qui les accompagne.",
        )
        .at(LIEVIN, 31, "chemin de l’Exemple")
        .phone("+33353010021")
        .networks(&[Network::Aci, Network::ChantierEcole])
        .open("Mo-Fr 08:00-16:00")
        .answers_within(4),
        giver(
            "atelier-du-bassin",
            "Atelier du Bassin (démonstration)",
            "Centre de formation",
            "Ce centre est inventé pour la démonstration. Il prépare à des métiers du bâtiment et de \
             l’industrie. Il remet aussi à niveau en français et en calcul.",
        )
        .at(HENIN_BEAUMONT, 12, "rue de l’Essai")
        .phone("+33353010022")
        .open(CLOSED_AT_NOON)
        .answers_within(3),
        giver(
            "maison-des-mots",
            "Maison des mots (démonstration)",
            "Association de quartier",
            "Cette association est inventée pour la démonstration. Ses bénévoles aident à parler, à lire et \
             à écrire le français.",
        )
        .at(AVION, 6, "place de l’Essai")
        .open("Mo,We,Fr 14:00-17:00"),
        giver(
            "bouger-en-gohelle",
            "Bouger en Gohelle (démonstration)",
            "Association d’aide aux déplacements",
            "Cette association est inventée pour la démonstration. Elle loue des scooters et aide à passer \
             le permis. Elle relie aussi les personnes qui partagent une voiture.",
        )
        .at(LIEVIN, 9, "rue de l’Essai")
        .open("Mo-Fr 09:00-12:00,13:30-17:30")
        .answers_within(3),
        giver(
            "un-toit-en-artois",
            "Un toit en Artois (démonstration)",
            "Association d’aide au logement",
            "Cette association est inventée pour la démonstration. Elle aide à trouver un logement et à le \
             garder.",
        )
        .at(LENS, 22, "rue de l’Essai")
        .phone("+33353010023")
        .open("Mo-Fr 09:00-12:00")
        .answers_within(5),
        giver(
            "coup-de-pouce-emploi",
            "Coup de pouce emploi (démonstration)",
            "Association d’aide à la recherche d’emploi",
            "Cette association est inventée pour la démonstration. Ses bénévoles ont travaillé dans beaucoup \
             de métiers. Ils aident à écrire un CV et à préparer un entretien.",
        )
        .at(LENS, 40, "boulevard de l’Exemple")
        .phone("+33353010024")
        .open("Tu-Th 09:30-12:30,14:00-17:00")
        .answers_within(2),
    ]
}

fn trainers() -> Vec<Giver> {
    let trainer = |slug, name, town, number, phone| {
        giver(
            slug,
            name,
            "Centre de formation",
            "Ce centre est inventé pour la démonstration. Il donne des formations proposées par la Région \
             Nouvelle-Aquitaine. Des personnes accueillies par les Restos du Cœur y viennent.",
        )
        .at(town, number, "rue de l’Exemple")
        .phone(phone)
        .open(CLOSED_AT_NOON)
    };
    vec![
        trainer("formation-atlantique", "Formation Atlantique (démonstration)", BORDEAUX, 25, "+33536490031")
            .answers_within(3),
        trainer("ecole-ouverte", "École ouverte du Limousin (démonstration)", LIMOGES, 18, "+33536490032")
            .answers_within(5),
        trainer("savoirs-du-sud", "Savoirs du Sud (démonstration)", PAU, 11, "+33536490033")
            .answers_within(4),
    ]
}

fn around_aquitaine() -> Vec<Giver> {
    let workshop = |slug, name, town, number, phone, what: &str| {
        let description = format!(
            "Cet atelier est inventé pour la démonstration. {what} Les salariés y reprennent un travail, \
             avec une personne qui les accompagne."
        );
        giver(slug, name, "Atelier et chantier d’insertion (ACI)", &description)
            .at(town, number, "chemin de l’Essai")
            .phone(phone)
            .networks(&[Network::Aci])
            .open("Mo-Fr 08:00-16:30")
    };
    vec![
        workshop(
            "limousin-solidaire",
            "Limousin solidaire (démonstration)",
            LIMOGES,
            33,
            "+33536490041",
            "On y cultive des légumes et on y répare des voitures.",
        )
        .answers_within(4),
        workshop(
            "cuisine-partagee",
            "La cuisine partagée (démonstration)",
            BORDEAUX,
            47,
            "+33536490042",
            "On y cuisine pour l’aide alimentaire.",
        )
        .answers_within(3),
        workshop(
            "velos-du-gave",
            "Les vélos du Gave (démonstration)",
            PAU,
            26,
            "+33536490043",
            "On y répare et on y vend des vélos.",
        ),
        workshop(
            "fil-et-tri",
            "Fil et tri (démonstration)",
            POITIERS,
            19,
            "+33536490044",
            "On y trie et on y vend des vêtements.",
        )
        .answers_within(5),
        workshop(
            "bois-et-verdure",
            "Bois et verdure (démonstration)",
            MONT_DE_MARSAN,
            13,
            "+33536490045",
            "On y travaille le bois et on y entretient des espaces verts.",
        )
        .answers_within(4),
        giver(
            "tremplin-garonne",
            "Tremplin Garonne (démonstration)",
            "Association d’aide aux projets",
            "Cette association est inventée pour la démonstration. Elle aide à créer, à se déplacer et à se \
             loger.",
        )
        .at(BEGLES, 7, "rue de l’Essai")
        .phone("+33536490046")
        .open(CLOSED_AT_NOON)
        .answers_within(2),
    ]
}
