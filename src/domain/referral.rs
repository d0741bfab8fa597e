//! A request of a person for an offer: what she sends, the states it goes through, who may move it.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::{Date, PrimitiveDateTime};

use super::clock::{spoken_date, working_days_after};
use super::field::{Email, FirstName, Mobile, Sentence};
use super::form::{Problems, Typed};

/// Working days after which the person is told, whatever the structure does.
pub const ANSWER_WITHIN_DAYS: u16 = 7;
/// Days that a structure's link lives.
pub const STRUCTURE_LINK_DAYS: i64 = 8;
/// Longest message of a person, in characters.
pub const MESSAGE_MAX: usize = 300;

/// When she would rather be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BestMoment {
    /// Before noon.
    Morning,
    /// After noon.
    Afternoon,
    /// After work.
    Evening,
}

impl BestMoment {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Evening];

    /// The code in the form and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Morning => "matin",
            Self::Afternoon => "apres-midi",
            Self::Evening => "soir",
        }
    }

    /// The moment of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|moment| moment.code() == code)
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Morning => "le matin",
            Self::Afternoon => "l’après-midi",
            Self::Evening => "le soir",
        }
    }
}

/// What a person sends: two fields, her consent, and three things she may add.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Her first name.
    pub first_name: FirstName,
    /// Her mobile.
    pub mobile: Mobile,
    /// Her e-mail, if she has one.
    pub email: Option<Email>,
    /// When to call.
    pub best_moment: Option<BestMoment>,
    /// Her own words.
    pub message: Option<Sentence<MESSAGE_MAX>>,
}

impl Ask {
    /// Parses the form of `/offres/{slug}/demande`.
    ///
    /// # Errors
    /// Every problem at once, by field.
    pub fn parse(typed: &Typed) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let first_name = problems.keep("prenom", FirstName::parse(typed.get("prenom")));
        let mobile = problems.keep("mobile", Mobile::parse(typed.get("mobile")));
        let email = problems.keep("email", typed.some("email").map(Email::parse).transpose());
        let message = problems.keep("message", Sentence::parse(typed.get("message")));
        if message
            .as_ref()
            .is_some_and(|m| m.as_ref().is_some_and(|m| holds_social_security_number(m.as_str())))
        {
            problems.add(
                "message",
                "N’écrivez pas votre numéro de sécurité sociale. Personne ne doit vous le demander ici.",
            );
        }
        let best_moment = typed.some("moment").and_then(BestMoment::from_code);
        if typed.some("accord").is_none() {
            problems.add("accord", "Cochez la case : sans votre accord, nous n’envoyons rien.");
        }
        match (first_name, mobile, email, message) {
            (Some(first_name), Some(mobile), Some(email), Some(message)) if problems.is_empty() => {
                Ok(Self { first_name, mobile, email, best_moment, message })
            }
            _ => Err(problems),
        }
    }
}

/// Whether a text holds what looks like a French social-security number (13 digits, first 1 or 2, month 01–12).
fn holds_social_security_number(text: &str) -> bool {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    let spaced = |window: &[u8]| {
        matches!(window[0], b'1' | b'2')
            && matches!((window[3], window[4]), (b'0', b'1'..=b'9') | (b'1', b'0'..=b'2'))
    };
    let runs = text.split(|c: char| !(c.is_ascii_digit() || c == ' ' || c == '.'));
    digits.len() >= 13
        && runs
            .map(|run| run.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>())
            .any(|run| (13..=15).contains(&run.len()) && spaced(&run))
}

/// Why it is not for this time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No place left.
    Full,
    /// She does not fit the conditions of entry.
    NotEligible,
    /// Too far for her, or no way to come.
    TooFar,
    /// Nobody picked up, several times.
    Unreachable,
    /// She did not come to the appointment.
    Absent,
    /// She works or trains already.
    Busy,
    /// Another offer suits her better.
    BetterElsewhere,
    /// Something else.
    Other,
}

impl Reason {
    /// All, in the order of the list.
    pub const ALL: [Self; 8] = [
        Self::Full,
        Self::NotEligible,
        Self::TooFar,
        Self::Unreachable,
        Self::Absent,
        Self::Busy,
        Self::BetterElsewhere,
        Self::Other,
    ];

    /// The code in the form and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::NotEligible => "not_eligible",
            Self::TooFar => "too_far",
            Self::Unreachable => "unreachable",
            Self::Absent => "absent",
            Self::Busy => "busy",
            Self::BetterElsewhere => "better_elsewhere",
            Self::Other => "other",
        }
    }

    /// The reason of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// What the structure chooses.
    pub fn label(self) -> &'static str {
        match self {
            Self::Full => "Nous n’avons plus de place",
            Self::NotEligible => "La personne ne remplit pas les conditions",
            Self::TooFar => "C’est trop loin pour elle",
            Self::Unreachable => "Nous n’arrivons pas à la joindre",
            Self::Absent => "Elle n’est pas venue au rendez-vous",
            Self::Busy => "Elle travaille ou se forme déjà",
            Self::BetterElsewhere => "Une autre offre lui convient mieux",
            Self::Other => "Une autre raison",
        }
    }

    /// What the person reads.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Full => "Il n’y a plus de place pour le moment.",
            Self::NotEligible => "Cette offre a des conditions, et vous n’êtes pas dans le bon cas.",
            Self::TooFar => "C’est trop loin de chez vous.",
            Self::Unreachable => "La structure vous a appelé plusieurs fois, sans réponse.",
            Self::Absent => "Vous n’étiez pas au rendez-vous.",
            Self::Busy => "Vous avez déjà un travail ou une formation.",
            Self::BetterElsewhere => "Une autre offre est mieux pour vous.",
            Self::Other => "La structure ne peut pas vous accueillir cette fois.",
        }
    }
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Sent, and not answered yet.
    Sent,
    /// The structure calls her.
    ContactAttempted,
    /// A day and a place are set.
    Appointment,
    /// Yes.
    Accepted,
    /// Not this time.
    Declined,
    /// She took it back.
    Withdrawn,
}

impl State {
    /// All, in the order in which they come.
    pub const ALL: [Self; 6] = [
        Self::Sent,
        Self::ContactAttempted,
        Self::Appointment,
        Self::Accepted,
        Self::Declined,
        Self::Withdrawn,
    ];

    /// The code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::ContactAttempted => "contact_attempted",
            Self::Appointment => "appointment",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// What the person reads first.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sent => "Envoyée",
            Self::ContactAttempted => "On vous appelle",
            Self::Appointment => "Rendez-vous proposé",
            Self::Accepted => "C’est oui",
            Self::Declined => "Pas cette fois",
            Self::Withdrawn => "Vous avez annulé",
        }
    }

    /// Whether something can still come of it.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Declined | Self::Withdrawn)
    }
}

/// What somebody does to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "action")]
pub enum Action {
    /// The structure: I call her.
    Call {
        /// A word for her.
        note: Option<Sentence<MESSAGE_MAX>>,
    },
    /// The structure: an appointment.
    Meet {
        /// Local day and hour.
        at: PrimitiveDateTime,
        /// Where.
        place: Sentence<200>,
        /// A word for her.
        note: Option<Sentence<MESSAGE_MAX>>,
    },
    /// The structure: yes.
    Accept {
        /// A word for her.
        note: Option<Sentence<MESSAGE_MAX>>,
    },
    /// The structure: not this time.
    Decline {
        /// Why.
        reason: Reason,
        /// A word for her.
        note: Option<Sentence<MESSAGE_MAX>>,
    },
    /// The person: I take it back.
    Withdraw,
}

/// A move that the table does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no such move from {from:?}")]
pub struct NotAllowed {
    /// Where the request stands.
    pub from: State,
}

impl Action {
    /// Where this leads from `from`. A structure may change its answer while the request is open.
    ///
    /// # Errors
    /// Where the request is closed.
    pub fn from(&self, from: State) -> Result<State, NotAllowed> {
        if !from.is_open() {
            return Err(NotAllowed { from });
        }
        Ok(match self {
            Self::Call { .. } => State::ContactAttempted,
            Self::Meet { .. } => State::Appointment,
            Self::Accept { .. } => State::Accepted,
            Self::Decline { .. } => State::Declined,
            Self::Withdraw => State::Withdrawn,
        })
    }

    /// Parses the structure's form of `/reponse/{secret}`; `today` is the earliest day of an appointment.
    ///
    /// # Errors
    /// Every problem at once, by field.
    pub fn parse_answer(typed: &Typed, today: Date) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let note = problems.keep("mot", Sentence::parse(typed.get("mot"))).flatten();
        let action = match typed.get("reponse") {
            "appel" => Some(Self::Call { note }),
            "oui" => Some(Self::Accept { note }),
            "rendez-vous" => {
                let at = problems.keep("jour", parse_when(typed.get("jour"), typed.get("heure"), today));
                let place = match Sentence::parse(typed.get("lieu")) {
                    Ok(None) => problems.keep("lieu", Err("Écrivez l’adresse du rendez-vous.")),
                    place => problems.keep("lieu", place).flatten(),
                };
                at.zip(place).map(|(at, place)| Self::Meet { at, place, note })
            }
            "non" => match Reason::from_code(typed.get("motif")) {
                Some(reason) => Some(Self::Decline { reason, note }),
                None => problems.keep("motif", Err("Choisissez une raison : la personne la lira.")),
            },
            _ => problems.keep("reponse", Err("Choisissez une des quatre réponses.")),
        };
        action.filter(|_| problems.is_empty()).ok_or(problems)
    }
}

/// Parses the day and hour of an appointment, as `<input type=date>` and `<input type=time>` send them,
/// or as a person without such fields writes them (`24/11/2026`, `14h30`).
fn parse_when(day: &str, hour: &str, today: Date) -> Result<PrimitiveDateTime, &'static str> {
    const ASK: &str = "Choisissez le jour et l’heure du rendez-vous.";
    let parts: Vec<i32> =
        day.split(['-', '/', '.']).map(str::parse).collect::<Result<_, _>>().map_err(|_| ASK)?;
    let (year, month, day) = match parts[..] {
        [y, m, d] if y > 31 => (y, m, d),
        [d, m, y] => (y, m, d),
        _ => return Err(ASK),
    };
    let month = u8::try_from(month).ok().and_then(|m| time::Month::try_from(m).ok()).ok_or(ASK)?;
    let date = Date::from_calendar_date(year, month, u8::try_from(day).map_err(|_| ASK)?).map_err(|_| ASK)?;
    let clock: Vec<u8> = hour
        .split([':', 'h', 'H'])
        .filter(|part| !part.is_empty())
        .map(|part| part.trim().parse())
        .collect::<Result<_, _>>()
        .map_err(|_| ASK)?;
    let (hour, minute) = match clock[..] {
        [h] => (h, 0),
        [h, m] | [h, m, _] => (h, m),
        _ => return Err(ASK),
    };
    let time = time::Time::from_hms(hour, minute, 0).map_err(|_| ASK)?;
    if date < today {
        return Err("Ce jour est passé. Choisissez un jour à venir.");
    }
    if date > today.saturating_add(time::Duration::days(366)) {
        return Err("Ce jour est trop loin. Choisissez un jour dans l’année.");
    }
    Ok(PrimitiveDateTime::new(date, time))
}

/// An hour as people say it: `14 h 30`, `9 h`.
pub fn spoken_time(time: time::Time) -> String {
    if time.minute() == 0 {
        format!("{} h", time.hour())
    } else {
        format!("{} h {:02}", time.hour(), time.minute())
    }
}

/// What comes next for the person, in a sentence, and by which day where there is one.
pub fn what_next(state: State, sent_on: Date, appointment: Option<PrimitiveDateTime>) -> String {
    match state {
        State::Sent => format!(
            "La structure lit votre demande. Vous aurez des nouvelles au plus tard le {}.",
            spoken_date(working_days_after(sent_on, ANSWER_WITHIN_DAYS))
        ),
        State::ContactAttempted => {
            "La structure va vous appeler. Gardez votre téléphone près de vous, même si vous ne connaissez pas le numéro.".to_owned()
        }
        State::Appointment => match appointment {
            Some(at) => format!("Venez le {} à {}.", spoken_date(at.date()), spoken_time(at.time())),
            None => "La structure vous attend à un rendez-vous.".to_owned(),
        },
        State::Accepted => "La structure vous attend. Elle vous contacte pour commencer.".to_owned(),
        State::Declined => "D’autres offres sont près de chez vous. Vous pouvez les demander aussi.".to_owned(),
        State::Withdrawn => "La structure ne voit plus votre demande. Vous pouvez chercher une autre offre.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        pairs.iter().copied().collect()
    }

    #[test]
    fn two_fields_and_a_consent_are_enough() {
        let ask = Ask::parse(&typed(&[("prenom", "Zoé"), ("mobile", "06 39 98 00 12"), ("accord", "oui")]))
            .unwrap();
        assert_eq!((ask.first_name.as_str(), ask.mobile.last_four()), ("Zoé", "0012"));
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let problems =
            Ask::parse(&typed(&[("mobile", "0353010012"), ("email", "zoe@"), ("message", &"a".repeat(301))]))
                .unwrap_err();
        let fields: Vec<&str> = problems.all().iter().map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["prenom", "mobile", "email", "message", "accord"]);
    }

    #[test]
    fn a_social_security_number_is_refused() {
        let ask = |message| {
            Ask::parse(&typed(&[
                ("prenom", "Zoé"),
                ("mobile", "0639980012"),
                ("accord", "oui"),
                ("message", message),
            ]))
        };
        assert!(ask("mon numéro : 2 85 05 62 498 123 45").is_err());
        assert!(ask("appelez le 06 39 98 00 12 ou le 03 53 01 00 12").is_ok());
    }

    #[test]
    fn the_four_answers() {
        let today = date!(2026 - 11 - 22);
        let answer = |pairs: &[(&str, &str)]| Action::parse_answer(&typed(pairs), today);
        assert_eq!(answer(&[("reponse", "appel")]), Ok(Action::Call { note: None }));
        assert_eq!(answer(&[("reponse", "oui")]), Ok(Action::Accept { note: None }));
        assert_eq!(
            answer(&[("reponse", "non"), ("motif", "full")]),
            Ok(Action::Decline { reason: Reason::Full, note: None })
        );
        for (day, hour) in [("2026-11-24", "14:30"), ("24/11/2026", "14h30")] {
            let meet = answer(&[
                ("reponse", "rendez-vous"),
                ("jour", day),
                ("heure", hour),
                ("lieu", "12 rue du Bois, Lens"),
            ]);
            assert!(
                matches!(meet, Ok(Action::Meet { at, .. }) if at == datetime!(2026-11-24 14:30)),
                "{meet:?}"
            );
        }
        for wrong in [
            &[("reponse", "")][..],
            &[("reponse", "non")],
            &[("reponse", "rendez-vous"), ("jour", "2026-11-21"), ("heure", "14:30"), ("lieu", "Lens")],
            &[("reponse", "rendez-vous"), ("jour", "2026-11-31"), ("heure", "14:30"), ("lieu", "Lens")],
            &[("reponse", "rendez-vous"), ("jour", "2026-11-24"), ("heure", "14:30")],
        ] {
            assert!(answer(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_closed_request_does_not_move() {
        for from in State::ALL {
            assert_eq!(Action::Withdraw.from(from).is_ok(), from.is_open(), "{from:?}");
        }
    }
}
