//! A request of a person for an offer: what she sends, the states it goes through, who may move it.

mod answer;
mod ask;
mod deadline;
mod exit;
mod folder;
mod reason;
mod state;
mod statistic;
mod step;
mod telling;

use thiserror::Error;
use time::{Date, PrimitiveDateTime};

use super::clock::spoken_date;
use super::field::Sentence;

pub use ask::{Ask, BestMoment};
pub use deadline::{ANSWER_WITHIN_DAYS, Case, DEAD_IN_A_ROW, Deed};
pub use exit::Exit;
pub use folder::Folder;
pub use reason::Reason;
pub use state::State;
pub use statistic::{Statistic, month_of};
pub use step::{Actor, MOVES, Move, Step, drawing, replay};
pub use telling::TellBy;

/// Days that a structure's link lives.
pub const STRUCTURE_LINK_DAYS: i64 = 8;
/// Longest message of a person, in characters.
pub const MESSAGE_MAX: usize = 300;

/// What somebody does to a request, with what goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// The structure opens it.
    Read,
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
    /// The structure: no place yet, she waits for one.
    Wait {
        /// Her place in the list, from 1, where the structure keeps one.
        rank: Option<u16>,
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
    /// She has begun.
    Start,
    /// It is over.
    Complete {
        /// What came of it.
        exit: Exit,
    },
    /// The person: they called me.
    Called,
    /// The person: I have no news.
    NoNews,
    /// The person: no place was left, I wait for one.
    Join {
        /// The first day of the session that she waits for; none: any place.
        session: Option<Date>,
    },
    /// The person: I still wait, I am still there.
    Stay,
    /// The person: I found something elsewhere.
    Found,
    /// The person: I take it back.
    Withdraw,
    /// The platform does what is due.
    Clock(Deed),
}

/// A move that the table does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no such move from {from:?}")]
pub struct NotAllowed {
    /// Where the request stands.
    pub from: State,
}

impl Action {
    /// Which step it is.
    pub fn step(&self) -> Step {
        match self {
            Self::Read => Step::Read,
            Self::Call { .. } => Step::Call,
            Self::Meet { .. } => Step::Meet,
            Self::Wait { .. } => Step::Wait,
            Self::Accept { .. } => Step::Accept,
            Self::Decline { .. } => Step::Decline,
            Self::Start => Step::Start,
            Self::Complete { .. } => Step::Complete,
            Self::Called => Step::Called,
            Self::NoNews => Step::NoNews,
            Self::Join { .. } => Step::Join,
            Self::Stay => Step::Stay,
            Self::Found => Step::Found,
            Self::Withdraw => Step::Withdraw,
            Self::Clock(deed) => Step::Clock(*deed),
        }
    }

    /// What the team of the structure reads of it.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Read => "lue",
            Self::Call { .. } => "on l’appelle",
            Self::Meet { .. } => "rendez-vous",
            Self::Wait { .. } | Self::Join { .. } => "liste d’attente",
            Self::Accept { .. } => "oui",
            Self::Decline { .. } => "pas cette fois",
            Self::Start => "a commencé",
            Self::Complete { .. } => "terminé",
            Self::Called => "a été appelée",
            Self::NoNews => "sans nouvelles",
            Self::Stay => "toujours là",
            Self::Found => "a trouvé ailleurs",
            Self::Withdraw => "annulée",
            Self::Clock(deed) => deed.sentence(),
        }
    }

    /// Where this leads from `from` when `by` does it.
    ///
    /// # Errors
    /// Where the table does not allow it.
    pub fn leads(&self, from: State, by: Actor) -> Result<State, NotAllowed> {
        self.step().leads(from, by).ok_or(NotAllowed { from })
    }

    /// The word for her that goes with it.
    pub fn note(&self) -> Option<&Sentence<MESSAGE_MAX>> {
        match self {
            Self::Call { note }
            | Self::Meet { note, .. }
            | Self::Wait { note, .. }
            | Self::Accept { note }
            | Self::Decline { note, .. } => note.as_ref(),
            _ => None,
        }
    }
}

/// An hour as people say it: `14 h 30`, `9 h`.
pub fn spoken_time(time: time::Time) -> String {
    if time.minute() == 0 {
        format!("{} h", time.hour())
    } else {
        format!("{} h {:02}", time.hour(), time.minute())
    }
}

/// What comes next for the person, in a sentence, and by which day.
pub fn what_next(case: &Case) -> String {
    let told = case.last.map(|(deed, _)| deed);
    let by = |deed| case.day_of(deed).map(spoken_date).unwrap_or_default();
    match case.state {
        State::Sent | State::Read => match told {
            Some(Deed::Tell) => format!(
                "La structure n’a pas encore répondu. Nous l’avons relancée. Le {}, nous vous proposons d’autres offres.",
                by(Deed::Propose)
            ),
            Some(Deed::Propose) => format!(
                "La structure n’a pas répondu. Demandez aussi une autre offre. Votre demande reste ouverte jusqu’au {}.",
                by(Deed::End)
            ),
            _ => format!(
                "{} Vous aurez des nouvelles au plus tard le {}.",
                if case.state == State::Read {
                    "La structure a lu votre demande."
                } else {
                    "La structure lit votre demande."
                },
                by(Deed::Tell)
            ),
        },
        State::ContactAttempted => format!(
            "La structure va vous appeler. Gardez votre téléphone près de vous, même si vous ne connaissez pas le numéro. \
             Si rien ne vient, nous la relançons le {}.",
            by(Deed::Tell)
        ),
        State::Appointment => match case.appointment {
            Some(at) => format!("Venez le {} à {}.", spoken_date(at.date()), spoken_time(at.time())),
            None => "La structure vous attend à un rendez-vous.".to_owned(),
        },
        State::WaitingList => format!(
            "Il n’y a pas encore de place. La structure garde votre demande et vous appelle quand une place se libère. \
             Le {}, nous vous demandons si vous attendez toujours.",
            by(Deed::AskWaiting)
        ),
        State::Accepted => format!(
            "La structure vous attend. Elle vous contacte pour commencer. Le {}, nous prenons de vos nouvelles.",
            by(Deed::AskStarted)
        ),
        State::Started => match case.next_day() {
            Some((_, day)) => format!("Bonne route ! Nous prenons de vos nouvelles le {}.", spoken_date(day)),
            None => "Bonne route !".to_owned(),
        },
        State::Completed => "Votre demande est terminée. Vous pouvez demander une autre offre.".to_owned(),
        State::Declined => {
            "D’autres offres sont près de chez vous. Vous pouvez les demander aussi.".to_owned()
        }
        State::NoAnswer => {
            "La structure n’a pas répondu. Ce n’est pas de votre faute. Demandez une autre offre.".to_owned()
        }
        State::Withdrawn => {
            "La structure ne voit plus votre demande. Vous pouvez chercher une autre offre.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use time::macros::{date, datetime, time};

    use crate::domain::calendar::Calendar;

    /// A request of Monday 23 November 2026.
    fn case(state: State, last: Option<Deed>) -> Case {
        let since = datetime!(2026-11-23 08:00 UTC);
        let last = last.map(|deed| (deed, datetime!(2026-12-02 08:00 UTC)));
        Case { state, since, appointment: None, last, calendar: Calendar::MAINLAND }
    }

    #[test]
    fn she_always_reads_what_comes_next_and_when() {
        for (state, last, told) in [
            (
                State::Sent,
                None,
                "La structure lit votre demande. Vous aurez des nouvelles au plus tard le mercredi 2 décembre.",
            ),
            (
                State::Read,
                None,
                "La structure a lu votre demande. Vous aurez des nouvelles au plus tard le mercredi 2 décembre.",
            ),
            (State::Sent, Some(Deed::Remind), "au plus tard le mercredi 2 décembre."),
            (
                State::Sent,
                Some(Deed::Tell),
                "Nous l’avons relancée. Le lundi 7 décembre, nous vous proposons d’autres offres.",
            ),
            (State::Read, Some(Deed::Propose), "Votre demande reste ouverte jusqu’au mercredi 23 décembre."),
            (State::ContactAttempted, None, "nous la relançons le mercredi 2 décembre."),
            (State::Appointment, None, "La structure vous attend à un rendez-vous."),
            (State::WaitingList, None, "Le lundi 22 février, nous vous demandons si vous attendez toujours."),
            (State::Accepted, None, "Le lundi 7 décembre, nous prenons de vos nouvelles."),
            (State::Started, None, "Nous prenons de vos nouvelles le lundi 22 février."),
        ] {
            let next = what_next(&case(state, last));
            assert!(next.ends_with(told), "{state:?} {last:?}: {next}");
        }
        let told: Vec<String> = State::ALL.into_iter().map(|state| what_next(&case(state, None))).collect();
        for (at, one) in told.iter().enumerate() {
            assert!(one.len() > 20 && !told[..at].contains(one), "{one}");
        }
        let set = Case { appointment: Some(datetime!(2026-12-04 14:30)), ..case(State::Appointment, None) };
        assert_eq!(what_next(&set), "Venez le vendredi 4 décembre à 14 h 30.");
        assert_eq!(
            (spoken_time(time!(9:00)), spoken_time(time!(9:05))),
            ("9 h".to_owned(), "9 h 05".to_owned())
        );
    }

    /// Each thing that can be done.
    fn actions() -> Vec<Action> {
        let note = || Sentence::parse("À bientôt.").unwrap();
        let place = Sentence::parse("Lens").unwrap().unwrap();
        vec![
            Action::Read,
            Action::Call { note: note() },
            Action::Meet { at: datetime!(2026-12-04 14:30), place, note: note() },
            Action::Wait { rank: Some(4), note: note() },
            Action::Accept { note: note() },
            Action::Decline { reason: Reason::Full, note: note() },
            Action::Start,
            Action::Complete { exit: Exit::Job },
            Action::Called,
            Action::NoNews,
            Action::Join { session: Some(date!(2027 - 01 - 11)) },
            Action::Stay,
            Action::Found,
            Action::Withdraw,
            Action::Clock(Deed::Remind),
        ]
    }

    #[test]
    fn each_action_is_its_own_step_and_has_its_words() {
        // All but the first, which makes the request, and but the clock's other deeds.
        let steps: Vec<Step> = Step::all().skip(1).take(actions().len()).collect();
        assert_eq!(actions().iter().map(Action::step).collect::<Vec<_>>(), steps);
        let mut labels: Vec<&str> = actions().iter().map(Action::label).collect();
        assert!(labels.iter().all(|label| label.len() > 2));
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), actions().len() - 1, "who is put on a list and who joins one wait alike");
        assert_eq!(Action::Accept { note: None }.leads(State::Read, Actor::Structure), Ok(State::Accepted));
        let never = Action::Start.leads(State::Declined, Actor::Person).unwrap_err();
        assert_eq!(never, NotAllowed { from: State::Declined });
    }
}
