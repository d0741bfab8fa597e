//! The words of our messages. They carry a link and never what a person wrote: mail and SMS are read by others.

pub mod clock;

use super::abuse::Outcome;
use super::account::{INVITATION_LIFE, LINK_LIFE};
use super::clock::spoken_date;
use super::id::Code;
use super::referral::{STRUCTURE_LINK_DAYS, State};

/// A subject (empty for an SMS) and a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The subject of a mail.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// To the structure: somebody asks.
pub fn asked(offer: &str, link: &str, answer_by: time::Date) -> Letter {
    Letter {
        subject: format!("Une personne demande : {offer}"),
        body: format!(
            "Bonjour,\n\nUne personne demande à rejoindre votre offre « {offer} ».\n\n\
             Lisez sa demande et répondez en une minute, sans compte :\n{link}\n\n\
             Nous lui avons promis des nouvelles avant le {}.\n\
             Ce lien vit {STRUCTURE_LINK_DAYS} jours. Après, il vous permet d’en recevoir un nouveau.\n\n\
             Premier Pas\n",
            spoken_date(answer_by)
        ),
    }
}

/// To who may propose people: somebody asks to be proposed for a training.
pub fn asked_to_propose(training: &str, link: &str, answer_by: time::Date) -> Letter {
    Letter {
        subject: format!("Une personne demande à être proposée : {training}"),
        body: format!(
            "Bonjour,\n\nUne personne veut entrer dans la formation « {training} ». \
             Quelqu’un doit la proposer, et la Région vous a désignés pour cela.\n\n\
             Lisez sa demande et répondez en une minute, sans compte :\n{link}\n\n\
             Nous lui avons promis des nouvelles avant le {}.\n\
             Ce lien vit {STRUCTURE_LINK_DAYS} jours. Après, il vous permet d’en recevoir un nouveau.\n\n\
             Premier Pas\n",
            spoken_date(answer_by)
        ),
    }
}

/// To the structure: the link that it asked for again.
pub fn renewed(offer: &str, link: &str) -> Letter {
    Letter {
        subject: format!("Votre nouveau lien : {offer}"),
        body: format!(
            "Bonjour,\n\nVoici un nouveau lien pour répondre à la demande pour « {offer} » :\n{link}\n\n\
             Ce lien vit {STRUCTURE_LINK_DAYS} jours.\n\nPremier Pas\n"
        ),
    }
}

/// To the structure: the person took her request back.
pub fn withdrawn(offer: &str) -> Letter {
    Letter {
        subject: format!("Demande annulée : {offer}"),
        body: format!(
            "Bonjour,\n\nLa personne a annulé sa demande pour « {offer} ». Vous n’avez rien à faire.\n\nPremier Pas\n"
        ),
    }
}

/// To the structure: the person has no news.
pub fn no_news(offer: &str) -> Letter {
    Letter {
        subject: format!("Une personne est sans nouvelles : {offer}"),
        body: format!(
            "Bonjour,\n\nUne personne a demandé « {offer} ». Elle nous dit qu’elle n’a pas de nouvelles.\n\n\
             Répondez-lui par le lien de votre premier message, ou dans votre espace.\n\nPremier Pas\n"
        ),
    }
}

/// To the structure: where there was no place, the person would rather wait for one, of the session of that day if she says which.
pub fn joins(offer: &str, session: Option<time::Date>) -> Letter {
    let waits = match session {
        Some(day) => format!("La personne voudrait la session du {}", super::clock::full_date(day)),
        None => "La personne préfère attendre".to_owned(),
    };
    Letter {
        subject: format!("Une personne attend une place : {offer}"),
        body: format!(
            "Bonjour,\n\nVous n’aviez plus de place pour « {offer} ». {waits} : \
             elle est sur votre liste d’attente.\n\nPremier Pas\n"
        ),
    }
}

/// To the structure: is an offer still true?
pub fn still_true(offer: &str, link: &str, off_on: time::Date) -> Letter {
    Letter {
        subject: format!("Toujours vrai ? {offer}"),
        body: format!(
            "Bonjour,\n\nVotre offre « {offer} » est en ligne depuis longtemps. Est-elle toujours vraie ?\n\n\
             Confirmez-la d’un geste, sans mot de passe :\n{link}\n\n\
             Sans réponse, elle ne sera plus visible le {}.\n\nPremier Pas\n",
            super::clock::full_date(off_on)
        ),
    }
}

/// To the structure: an offer rests, since nobody confirmed it.
pub fn not_shown(offer: &str, link: &str) -> Letter {
    Letter {
        subject: format!("En pause : {offer}"),
        body: format!(
            "Bonjour,\n\nPersonne n’a confirmé votre offre « {offer} ». Elle n’est plus visible.\n\n\
             Est-elle toujours vraie ? Remettez-la en ligne d’un geste :\n{link}\n\nPremier Pas\n"
        ),
    }
}

/// To the person, by SMS: it is sent, and here is how to follow it.
pub fn receipt(code: &Code, link: &str) -> Letter {
    Letter {
        subject: "Votre demande est envoyée".to_owned(),
        body: format!("Premier Pas : votre demande est envoyée. Votre code : {code}. Suivez-la ici : {link}"),
    }
}

/// To the person, by SMS: her code, again.
pub fn code_again(code: &Code, link: &str) -> Letter {
    Letter {
        subject: "Votre code".to_owned(),
        body: format!("Premier Pas : votre code est {code}. Votre demande : {link}"),
    }
}

/// To the person, by SMS: the structure takes no requests of her number. Nobody else is told, since a page would tell it to
/// whoever types a number.
pub fn not_taken(link: &str) -> Letter {
    Letter {
        subject: "Votre demande".to_owned(),
        body: format!(
            "Premier Pas : cette structure ne prend pas de demande de ce numero. D'autres offres : {link}"
        ),
    }
}

/// To the person, by SMS: what she took back was a second form; her first one goes on.
pub fn still_open(link: &str) -> Letter {
    Letter {
        subject: "Votre demande".to_owned(),
        body: format!(
            "Premier Pas : vous aviez envoye deux demandes. La premiere continue. Voir ou annuler : {link}"
        ),
    }
}

/// To the moderator: a structure reports a request.
pub fn abuse_reported(structure: &str, link: &str) -> Letter {
    Letter {
        subject: format!("Un signalement de {structure}"),
        body: format!(
            "Bonjour,\n\n« {structure} » signale une demande. Lisez et décidez :\n{link}\n\nPremier Pas\n"
        ),
    }
}

/// To a structure that reported a request: what the platform decided.
pub fn abuse_decided(code: &str, outcome: Outcome, answer: Option<&str>) -> Letter {
    let decided = match outcome {
        Outcome::Dismissed => "Nous avons regardé. Nous ne bloquons pas ce numéro.",
        Outcome::Blocked => "Nous avons bloqué ce numéro pour toutes les structures.",
    };
    let answer = answer.map(|answer| format!("\n{answer}")).unwrap_or_default();
    Letter {
        subject: format!("Votre signalement : demande {code}"),
        body: format!("Bonjour,\n\nVous avez signalé la demande {code}. {decided}{answer}\n\nPremier Pas\n"),
    }
}

/// To the person, by SMS: there is an answer.
pub fn answered(to: State, link: &str) -> Letter {
    let news = match to {
        State::ContactAttempted => "la structure va vous appeler",
        State::Appointment => "la structure vous propose un rendez-vous",
        State::WaitingList => "vous etes sur la liste d'attente",
        State::Accepted => "la structure vous dit oui",
        State::Started => "la structure dit que vous avez commence",
        State::Completed => "la structure dit que c'est termine",
        _ => "la structure a répondu",
    };
    Letter {
        subject: "Vous avez une réponse".to_owned(),
        body: format!("Premier Pas : {news}. Lisez ici : {link}"),
    }
}

/// To the person, by SMS: a volunteer prepares a request with her; nothing is sent before she says yes.
pub fn consent_asked(link: &str) -> Letter {
    Letter {
        subject: "Votre accord".to_owned(),
        body: format!(
            "Premier Pas : un benevole prepare une demande avec vous. Lisez, puis dites oui ou non : {link}"
        ),
    }
}

/// To the person, by SMS: the offers that she chose with a volunteer.
pub fn selection(link: &str) -> Letter {
    Letter {
        subject: "Vos offres".to_owned(),
        body: format!("Premier Pas : voici les offres choisies ensemble. Regardez-les ici : {link}"),
    }
}

/// To whoever wants to sign in. The same whether the address has an account or not.
pub fn sign_in(link: &str) -> Letter {
    Letter {
        subject: "Votre lien pour entrer dans Premier Pas".to_owned(),
        body: format!(
            "Bonjour,\n\nVoici votre lien pour entrer dans l’espace des structures :\n{link}\n\n\
             Il vit {} minutes et sert une seule fois.\n\
             Vous n’avez rien demandé ? Ne faites rien : sans ce lien, personne n’entre.\n\nPremier Pas\n",
            LINK_LIFE.whole_minutes()
        ),
    }
}

/// To a volunteer who is invited.
pub fn invited_beside(structure: &str, link: &str) -> Letter {
    Letter {
        subject: format!("Accompagnez des personnes avec « {structure} »"),
        body: format!(
            "Bonjour,\n\n« {structure} » vous invite comme bénévole sur Premier Pas :\n{link}\n\n\
             Vous cherchez des offres avec une personne, et vous les demandez avec elle.\n\
             Votre adresse personnelle suffit. Il n’y a pas de mot de passe.\n\n\
             Ce lien vit {} jours et sert une seule fois.\n\
             Vous ne connaissez pas cette structure ? Ne faites rien.\n\nPremier Pas\n",
            INVITATION_LIFE.whole_days()
        ),
    }
}

/// To whoever is invited to a team.
pub fn invited(structure: &str, link: &str) -> Letter {
    Letter {
        subject: format!("Rejoignez « {structure} » sur Premier Pas"),
        body: format!(
            "Bonjour,\n\nOn vous invite à rejoindre l’équipe de « {structure} » :\n{link}\n\n\
             Ce lien vit {} jours et sert une seule fois.\n\
             Vous ne connaissez pas cette structure ? Ne faites rien.\n\nPremier Pas\n",
            INVITATION_LIFE.whole_days()
        ),
    }
}

/// To who decides: somebody asks to join a structure.
pub fn claimed(structure: &str, link: &str) -> Letter {
    Letter {
        subject: format!("Une personne veut rejoindre « {structure} »"),
        body: format!(
            "Bonjour,\n\nUne personne demande à rejoindre l’équipe de « {structure} ».\n\n\
             Lisez sa demande, puis acceptez ou refusez :\n{link}\n\nPremier Pas\n"
        ),
    }
}

/// To who asked to join a structure: what was decided.
pub fn claim_decided(structure: &str, refused: Option<&str>, link: &str) -> Letter {
    let (subject, text) = match refused {
        None => (format!("Bienvenue dans « {structure} »"), "Votre demande est acceptée.".to_owned()),
        Some(reason) => {
            (format!("Votre demande pour « {structure} »"), format!("Votre demande est refusée : {reason}"))
        }
    };
    Letter { subject, body: format!("Bonjour,\n\n{text}\n\nVotre espace :\n{link}\n\nPremier Pas\n") }
}

/// To the moderator: a structure was written here.
pub fn structure_created(structure: &str, link: &str) -> Letter {
    Letter {
        subject: format!("Une structure à valider : {structure}"),
        body: format!(
            "Bonjour,\n\nLa structure « {structure} » vient d’être créée. Elle attend votre réponse :\n{link}\n\nPremier Pas\n"
        ),
    }
}

/// To the admins of a structure that waited for the moderator: what was decided.
pub fn structure_reviewed(structure: &str, refused: Option<&str>, link: &str) -> Letter {
    let (subject, text) = match refused {
        None => (
            format!("« {structure} » est validée"),
            "Votre structure est validée. Vos offres peuvent paraître.".to_owned(),
        ),
        Some(reason) => (
            format!("« {structure} » n’est pas validée"),
            format!(
                "Votre structure n’est pas validée : {reason}\nVous pouvez corriger sa fiche : elle nous revient aussitôt."
            ),
        ),
    };
    Letter { subject, body: format!("Bonjour,\n\n{text}\n\nVotre espace :\n{link}\n\nPremier Pas\n") }
}

/// To a partner: somebody wants its offer to be a step of a programme.
pub fn step_asked(programme: &str, asker: &str, offer: &str, link: &str) -> Letter {
    Letter {
        subject: format!("{asker} vous propose un programme commun"),
        body: format!(
            "Bonjour,\n\n{asker} écrit le programme « {programme} ».\n\
             Votre offre « {offer} » en serait une étape.\n\n\
             Êtes-vous d’accord ? Répondez ici, sans compte :\n{link}\n\n\
             Sans votre accord, personne ne voit cette étape.\n\nPremier Pas\n"
        ),
    }
}

/// To whoever asked: what the partner says.
pub fn step_answered(programme: &str, partner: &str, agreed: bool, link: &str) -> Letter {
    let (subject, text) = if agreed {
        (format!("{partner} est d’accord"), "L’étape est visible dès que votre programme est en ligne.")
    } else {
        (
            format!("{partner} n’est pas d’accord"),
            "L’étape n’est pas visible. Retirez-la, ou appelez ce partenaire.",
        )
    };
    Letter {
        body: format!(
            "Bonjour,\n\n{subject} : programme « {programme} ».\n{text}\n\n{link}\n\nPremier Pas\n"
        ),
        subject,
    }
}

/// To an account: what protects it has changed.
pub fn account_changed(what: &str, link: &str) -> Letter {
    Letter {
        subject: "Votre compte Premier Pas a changé".to_owned(),
        body: format!(
            "Bonjour,\n\n{what}\n\nCe n’est pas vous ? Entrez par un lien, puis changez votre mot de passe :\n{link}\n\nPremier Pas\n"
        ),
    }
}

#[cfg(test)]
mod tests;
