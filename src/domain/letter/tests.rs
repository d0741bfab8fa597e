//! What each message says, and what it never does.

use super::*;

#[test]
fn an_sms_fits_into_two_parts() {
    let link = format!("https://premier-pas.example/suivi/{}", "a".repeat(26));
    let code = Code::from_random([7; 8]);
    // Accents beyond the GSM alphabet make parts of 67 characters, otherwise 153.
    for letter in [
        receipt(&code, &link),
        code_again(&code, &link),
        not_taken(&link),
        still_open(&link),
        answered(State::Appointment, &link),
        answered(State::Appointment, &link),
        consent_asked(&link),
        selection(&link),
    ] {
        assert!(letter.body.chars().count() <= 160, "{} : {}", letter.body.chars().count(), letter.body);
        assert!(!letter.body.contains(['’', '«', '…', 'ê', 'ç']), "outside GSM 03.38: {}", letter.body);
    }
}

#[test]
fn each_answer_is_told_as_it_is() {
    let told: Vec<String> = State::ALL.into_iter().map(|state| answered(state, "https://a/1").body).collect();
    let known = [
        (State::ContactAttempted, "va vous appeler"),
        (State::Appointment, "un rendez-vous"),
        (State::WaitingList, "liste d'attente"),
        (State::Accepted, "vous dit oui"),
        (State::Started, "avez commence"),
        (State::Completed, "termine"),
        (State::Declined, "a répondu"),
    ];
    for (state, words) in known {
        let body = answered(state, "https://a/1").body;
        assert!(body.contains(words) && body.ends_with("Lisez ici : https://a/1"), "{body}");
        assert!(state == State::Declined || told.iter().filter(|one| **one == body).count() == 1, "{body}");
    }
}

/// Every mail, as somebody gets it, with its link where it has one.
fn mails(link: &str) -> Vec<(Letter, bool)> {
    let day = time::macros::date!(2026 - 12 - 02);
    vec![
        (asked("Vélos", link, day), true),
        (asked_to_propose("Vélos", link, day), true),
        (renewed("Vélos", link), true),
        (withdrawn("Vélos"), false),
        (no_news("Vélos"), false),
        (joins("Vélos", None), false),
        (joins("Vélos", Some(day)), false),
        (still_true("Vélos", link, day), true),
        (not_shown("Vélos", link), true),
        (abuse_reported("Vélos", link), true),
        (abuse_decided("K7MX-2P4R", Outcome::Blocked, Some("Vélos")), false),
        (abuse_decided("K7MX-2P4R", Outcome::Dismissed, Some("Vélos")), false),
        (sign_in(link), true),
        (invited_beside("Vélos", link), true),
        (invited("Vélos", link), true),
        (claimed("Vélos", link), true),
        (claim_decided("Vélos", None, link), true),
        (claim_decided("Vélos", Some("Non."), link), true),
        (structure_created("Vélos", link), true),
        (structure_reviewed("Vélos", None, link), true),
        (structure_reviewed("Vélos", Some("Non."), link), true),
        (step_asked("Vélos", "CoopConnexion", "Bureau", link), true),
        (step_answered("Vélos", "CoopConnexion", true, link), true),
        (step_answered("Vélos", "CoopConnexion", false, link), true),
        (account_changed("Vélos", link), true),
        (clock::told_volunteer(link), true),
        (clock::ended("Vélos"), false),
        (clock::door_closed("Vélos", link), true),
    ]
}

#[test]
fn a_mail_greets_says_what_it_is_about_leads_there_and_signs() {
    let link = "https://premier-pas.example/reponse/abc";
    let mut bodies = std::collections::BTreeSet::new();
    for (Letter { subject, body }, leads) in mails(link) {
        assert!(body.starts_with("Bonjour,\n\n") && body.ends_with("\n\nPremier Pas\n"), "{body}");
        // Alone on its line: whoever reads mail makes a link of it.
        assert_eq!(body.lines().filter(|line| *line == link).count(), usize::from(leads), "{body}");
        assert_eq!(body.matches("http").count(), usize::from(leads), "{body}");
        assert!(!subject.is_empty() && subject.chars().count() < 80 && !subject.contains('\n'), "{subject}");
        assert!(!body.contains("\n\n\n") && !body.contains("  "), "{body}");
        assert!(bodies.insert(body.clone()), "two say the same: {body}");
    }
}

#[test]
fn a_mail_says_by_when_and_what_was_decided() {
    let link = "https://premier-pas.example/reponse/abc";
    let day = time::macros::date!(2026 - 12 - 02);
    let says = |letter: Letter, words: &str| {
        let body = letter.body.replace('\u{a0}', " ");
        assert!(body.contains(words), "{words}: {body}");
    };
    says(asked("Vélos", link, day), "avant le mercredi 2 décembre");
    says(asked("Vélos", link, day), "Ce lien vit 8 jours");
    says(joins("Vélos", Some(day)), "la session du 2 décembre 2026");
    says(still_true("Vélos", link, day), "plus visible le 2 décembre 2026");
    says(sign_in(link), "Il vit 10 minutes");
    says(invited("Vélos", link), "Ce lien vit 7 jours");
    says(claim_decided("Vélos", None, link), "Votre demande est acceptée.");
    says(claim_decided("Vélos", Some("Trop tard."), link), "refusée : Trop tard.");
    says(structure_reviewed("Vélos", Some("Un doute."), link), "n’est pas validée : Un doute.");
    says(abuse_decided("K7MX-2P4R", Outcome::Blocked, Some("Merci.")), "toutes les structures.\nMerci.");
    says(clock::door_closed("Vélos", link), "3 demandes de suite");
}
