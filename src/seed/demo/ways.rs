//! The pathway of the first text: a project, an income while it grows, a place to work.

use crate::domain::pathway::{Pathway, StepRole};

/// The pathways, each with its steps.
pub fn all() -> Vec<(Pathway, Vec<(StepRole, &'static str)>)> {
    let lens = Pathway {
        slug: "creer-son-activite-a-lens".to_owned(),
        name: "Créer son activité à Lens".to_owned(),
        description: "Vous voulez créer votre propre emploi à Lens. Trois offres vont ensemble : un projet, \
                      un revenu et un lieu. Vous pouvez demander les trois, ou une seule."
            .to_owned(),
        partnership:
            "L’Institut Randstad et CoopConnexion ont signé un partenariat. Ils veulent le retour à l’emploi \
             dans des territoires fragiles. CoopConnexion connaît la petite entreprise. Randstad connaît le \
             projet professionnel et l’emploi. L’Institut Randstad soutient les membres de la coopérative \
             jeunesse. L’agence Randstad de Lens leur propose des missions d’intérim."
                .to_owned(),
    };
    let steps = vec![
        (StepRole::Project, "premier-pas--cooperative-jeunesse-lens"),
        (StepRole::Income, "premier-pas--interim-lens"),
        (StepRole::Place, "premier-pas--coworking-lens"),
    ];
    vec![(lens, steps)]
}
