//! What the clock writes: to the structure by mail, to the person by SMS. Nothing in them says who she is or what she wrote.

use time::{Date, PrimitiveDateTime};

use super::Letter;
use crate::domain::clock::spoken_date;
use crate::domain::phone::spoken_phone;
use crate::domain::referral::{DEAD_IN_A_ROW, Deed};

/// A request of which a structure is reminded.
#[derive(Debug, Clone)]
pub struct Waiting<'a> {
    /// What is asked for.
    pub offer: &'a str,
    /// Where it is answered.
    pub link: &'a str,
    /// The day it was sent.
    pub sent_on: Date,
}

/// To the structure: requests wait, all that are due in one mail.
pub fn remind(waiting: &[Waiting<'_>]) -> Letter {
    let subject = match waiting {
        [one] => format!("Une personne attend votre réponse : {}", one.offer),
        more => format!("{} personnes attendent votre réponse", more.len()),
    };
    let lines = waiting
        .iter()
        .map(|one| format!("{}, demandée le {} :\n{}\n", one.offer, spoken_date(one.sent_on), one.link));
    let lines = lines.collect::<Vec<_>>().join("\n");
    Letter {
        subject,
        body: format!("Bonjour,\n\nRépondez en une minute, sans compte.\n\n{lines}\nPremier Pas\n"),
    }
}

/// To the structure: what we would like to know of a request that it answered; nothing where nothing is asked.
pub fn asks_structure(deed: Deed, offer: &str, link: &str) -> Option<Letter> {
    let (subject, question) = match deed {
        Deed::AskHow => ("Et ce rendez-vous ?", "Comment s’est passé le rendez-vous ?"),
        Deed::AskStarted => ("A-t-elle commencé ?", "Vous avez dit oui à une personne. A-t-elle commencé ?"),
        Deed::StillThere | Deed::StillThereLater => {
            ("Toujours là ?", "Une personne a commencé chez vous. Est-elle toujours là ?")
        }
        _ => return None,
    };
    Some(Letter {
        subject: format!("{subject} {offer}"),
        body: format!("Bonjour,\n\n{question}\n\nDites-le en un geste :\n{link}\n\nPremier Pas\n"),
    })
}

/// To a volunteer: a person with whom she asked has no answer yet. Who it is stands on her own page alone.
pub fn told_volunteer(link: &str) -> Letter {
    Letter {
        subject: "Une personne attend encore une réponse".to_owned(),
        body: format!(
            "Bonjour,\n\nVous avez fait une demande avec une personne. La structure n’a pas encore répondu.\n\
             Nous l’avons relancée, et nous l’avons dit à la personne.\n\n\
             Regardez de qui il s’agit. Vous pouvez l’aider à téléphoner :\n{link}\n\nPremier Pas\n"
        ),
    }
}

/// To the structure: a request has ended without an answer.
pub fn ended(offer: &str) -> Letter {
    Letter {
        subject: format!("Demande fermée sans réponse : {offer}"),
        body: format!(
            "Bonjour,\n\nUne demande pour « {offer} » s’est fermée sans réponse. La personne le sait.\n\nPremier Pas\n"
        ),
    }
}

/// To the structure: its offer takes no more requests.
pub fn door_closed(offer: &str, link: &str) -> Letter {
    Letter {
        subject: format!("Plus de demandes pour : {offer}"),
        body: format!(
            "Bonjour,\n\n{DEAD_IN_A_ROW} demandes de suite pour « {offer} » sont restées sans réponse. \
             L’offre reste en ligne, mais on ne peut plus la demander.\n\n\
             Vous répondez de nouveau ? Dites-le en un geste :\n{link}\n\nPremier Pas\n"
        ),
    }
}

/// To the person, by SMS: what the clock has to tell or to ask her; nothing where it has nothing.
pub fn to_person(
    deed: Deed,
    link: &str,
    phone: Option<&str>,
    appointment: Option<PrimitiveDateTime>,
) -> Option<Letter> {
    let text = match deed {
        Deed::Remind => return None,
        Deed::Tell => match phone {
            Some(phone) => format!("pas encore de reponse. Vous pouvez appeler le {}.", spoken_phone(phone)),
            None => "pas encore de reponse. Nous relancons la structure.".to_owned(),
        },
        Deed::Propose => "pas de reponse. Voici 3 autres offres, en un geste.".to_owned(),
        Deed::Recall => match appointment {
            Some(at) => {
                let (day, month) = (at.day(), u8::from(at.month()));
                format!("rendez-vous le {day:02}/{month:02} a {}h{:02}. Le lieu :", at.hour(), at.minute())
            }
            None => "vous avez un rendez-vous.".to_owned(),
        },
        Deed::AskHow => "ce rendez-vous, c'etait comment ? Dites-le ici.".to_owned(),
        Deed::AskWaiting => "vous etes sur la liste d'attente. Vous attendez toujours ?".to_owned(),
        Deed::AskStarted => "avez-vous commence ? Dites-le ici.".to_owned(),
        Deed::StillThere | Deed::StillThereLater => "vous etes toujours la ? Dites-le ici.".to_owned(),
        Deed::End => "votre demande se ferme, sans reponse. D'autres offres :".to_owned(),
        Deed::Close => "votre demande est terminee.".to_owned(),
    };
    Some(Letter { subject: "Votre demande".to_owned(), body: format!("Premier Pas : {text} {link}") })
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn an_sms_of_the_clock_fits_into_one_part() {
        let link = format!("https://premier-pas.example/suivi/{}", "a".repeat(26));
        for deed in Deed::ALL {
            let at = Some(datetime!(2026-12-24 14:30));
            let Some(letter) = to_person(deed, &link, Some("+33353010011"), at) else {
                assert_eq!(deed, Deed::Remind);
                continue;
            };
            assert!(letter.body.chars().count() <= 160, "{} {}", letter.body.chars().count(), letter.body);
            assert!(letter.body.is_ascii(), "outside GSM 03.38: {}", letter.body);
            assert!(letter.body.ends_with(&link), "{}", letter.body);
        }
    }

    #[test]
    fn a_structure_gets_one_mail_for_all_that_wait() {
        let one =
            Waiting { offer: "Potager", link: "https://a/1", sent_on: time::macros::date!(2026 - 11 - 23) };
        let both = remind(&[one.clone(), Waiting { link: "https://a/2", ..one.clone() }]);
        assert_eq!(both.subject, "2 personnes attendent votre réponse");
        assert!(both.body.contains("https://a/1") && both.body.contains("https://a/2"));
        assert!(remind(&[one]).subject.ends_with("Potager"));
    }

    #[test]
    fn a_structure_is_asked_what_came_of_its_answer() {
        for (deed, question) in [
            (Deed::AskHow, Some("Comment s’est passé le rendez-vous ?")),
            (Deed::AskStarted, Some("A-t-elle commencé ?")),
            (Deed::StillThere, Some("Est-elle toujours là ?")),
            (Deed::StillThereLater, Some("Est-elle toujours là ?")),
            (Deed::Propose, None),
            (Deed::End, None),
        ] {
            let letter = asks_structure(deed, "Potager", "https://a/1");
            assert_eq!(letter.is_some(), question.is_some(), "{deed:?}");
            if let (Some(letter), Some(question)) = (letter, question) {
                assert!(
                    letter.body.contains(question) && letter.body.contains("https://a/1"),
                    "{}",
                    letter.body
                );
                assert!(letter.subject.ends_with(" Potager"), "{}", letter.subject);
            }
        }
    }

    #[test]
    fn she_is_told_whom_to_call_and_when_to_come() {
        let told = |deed, phone, at| {
            to_person(deed, "https://a/1", phone, at).map(|letter| letter.body).unwrap_or_default()
        };
        assert!(told(Deed::Tell, Some("+33353010011"), None).contains("appeler le 03 53 01 00 11."));
        assert!(told(Deed::Tell, None, None).contains("Nous relancons"));
        let at = Some(datetime!(2026-12-04 9:05));
        assert!(told(Deed::Recall, None, at).contains("rendez-vous le 04/12 a 9h05."));
        assert!(told(Deed::Recall, None, None).contains("vous avez un rendez-vous"));
    }
}
