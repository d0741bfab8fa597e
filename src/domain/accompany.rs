//! A volunteer beside a person: what she gathers for her, and for how long she sees what became of it.

use time::Duration;

use super::referral::State;

/// Offers that a basket holds: what fits on one printed page.
pub const BASKET_MAX: usize = 6;
/// How long a request waits for the person's yes on her own phone; then it is erased, and nobody has seen it.
pub const CONSENT_LIFE: Duration = Duration::days(3);
/// How long the page of a basket that was sent by SMS lives.
pub const SELECTION_LIFE: Duration = Duration::days(60);
/// How long a volunteer still sees a request that is over.
pub const SEEN_AFTER_END: Duration = Duration::days(14);
/// Requests that wait for a yes, of one volunteer at most: who sends more links than that is not beside anybody.
pub const WAITING_MAX: i64 = 20;

/// Where a request stands, as the volunteer reads it of somebody else: nothing but the state, in plain words.
pub fn told_of_her(state: State) -> &'static str {
    match state {
        State::Sent => "La demande est envoyée. La structure ne l’a pas encore lue.",
        State::Read => "La structure a lu la demande. Elle n’a pas encore répondu.",
        State::ContactAttempted => "La structure doit l’appeler.",
        State::Appointment => "La structure lui a donné un rendez-vous.",
        State::WaitingList => "Elle est sur la liste d’attente.",
        State::Accepted => "La structure a dit oui.",
        State::Started => "Elle a commencé.",
        State::Completed => "C’est terminé.",
        State::Declined => "La structure a dit non, cette fois.",
        State::NoAnswer => "La structure n’a pas répondu. La demande est fermée.",
        State::Withdrawn => "Elle a repris sa demande.",
    }
}
