//! What a structure promises in public: within how many working days it answers. And whether it does.

use thiserror::Error;
use time::{Date, OffsetDateTime};

use super::card::ENOUGH_ANSWERS;
use super::clock::{paris_date, working_days_between};

/// Working days that a structure can promise: later the person has been told already that there is no answer.
pub const PROMISED_MAX: u8 = 10;
/// Tenths below which a promise is not kept.
const KEPT_TENTHS: usize = 8;

/// Why a promise was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("Écrivez un nombre de jours, de 1 à {}. Ou laissez vide : vous ne promettez rien.", PROMISED_MAX)]
pub struct PromiseError;

/// The days that a structure promises, as they are typed; nothing where it promises nothing.
///
/// # Errors
/// Where that is no number of days, or too many.
pub fn parse_promise(typed: &str) -> Result<Option<u8>, PromiseError> {
    if typed.is_empty() {
        return Ok(None);
    }
    let days = typed.parse().map_err(|_| PromiseError)?;
    (1..=PROMISED_MAX).contains(&days).then_some(Some(days)).ok_or(PromiseError)
}

/// A promise beside what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commitment {
    /// Working days promised.
    days: u8,
    /// Requests whose time is over, or that were answered.
    judged: usize,
    /// Those that were answered in time.
    kept: usize,
}

impl Commitment {
    /// A promise of `days`, and the requests of a span: when each was sent, and first answered. One that still has time is
    /// not judged.
    pub fn new(
        days: u8,
        requests: impl IntoIterator<Item = (OffsetDateTime, Option<OffsetDateTime>)>,
        today: Date,
    ) -> Self {
        let mut commitment = Self { days, judged: 0, kept: 0 };
        for (sent, answered) in requests {
            let until = answered.map_or(today, paris_date);
            let in_time = working_days_between(paris_date(sent), until) <= u16::from(days);
            if answered.is_some() || !in_time {
                commitment.judged += 1;
                commitment.kept += usize::from(answered.is_some() && in_time);
            }
        }
        commitment
    }

    /// Whether it is kept; nothing before there were enough requests to say so.
    pub fn is_kept(&self) -> Option<bool> {
        (self.judged >= ENOUGH_ANSWERS).then(|| self.tenths() >= KEPT_TENTHS)
    }

    /// In tenths, never kinder than the count.
    fn tenths(&self) -> usize {
        self.kept * 10 / self.judged.max(1)
    }

    /// The sentence for people, without its full stop.
    pub fn sentence(&self) -> String {
        let days =
            if self.days == 1 { "1 jour ouvré".to_owned() } else { format!("{} jours ouvrés", self.days) };
        let promise = format!("S’engage à répondre en {days}");
        match self.is_kept() {
            None => promise,
            Some(_) if self.kept == self.judged => format!("{promise}. Engagement tenu"),
            Some(true) => format!("{promise}. Engagement tenu {} fois sur 10", self.tenths()),
            Some(false) => match self.tenths() {
                0 => format!("{promise}. Engagement non tenu : moins de 1 fois sur 10"),
                tenths => format!("{promise}. Engagement non tenu : {tenths} fois sur 10 seulement"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;
    use time::macros::{date, datetime};

    use super::*;

    /// Monday.
    const SENT: OffsetDateTime = datetime!(2026-11-23 10:00 UTC);

    fn told(days: u8, answered_after: &[Option<i64>], today: Date) -> Commitment {
        let requests = answered_after.iter().map(|days| (SENT, days.map(|days| SENT + Duration::days(days))));
        Commitment::new(days, requests, today)
    }

    #[test]
    fn a_promise_is_a_number_of_days() {
        assert_eq!(parse_promise(""), Ok(None));
        assert_eq!(parse_promise("3"), Ok(Some(3)));
        for wrong in ["0", "11", "-1", "trois", "3 jours", "999"] {
            assert_eq!(parse_promise(wrong), Err(PromiseError), "{wrong}");
        }
    }

    #[test]
    fn it_is_told_beside_what_came_of_it() {
        let later = date!(2027 - 01 - 04);
        let said = |answered: &[Option<i64>]| told(3, answered, later).sentence();
        assert_eq!(said(&[Some(0); 4]), "S’engage à répondre en 3 jours ouvrés");
        assert_eq!(said(&[Some(3); 5]), "S’engage à répondre en 3 jours ouvrés. Engagement tenu");
        let mut nine = vec![Some(1); 9];
        nine.push(None);
        assert!(said(&nine).ends_with("Engagement tenu 9 fois sur 10"));
        // Friday is four working days after Monday.
        assert!(
            said(&[Some(4), Some(4), Some(4), Some(1), Some(1)])
                .ends_with("non tenu : 4 fois sur 10 seulement")
        );
        assert!(said(&[None; 5]).ends_with("non tenu : moins de 1 fois sur 10"));
        assert_eq!(told(1, &[], later).sentence(), "S’engage à répondre en 1 jour ouvré");
    }

    #[test]
    fn what_still_has_time_is_not_judged() {
        assert_eq!(told(3, &[None; 9], date!(2026 - 11 - 26)).is_kept(), None);
        assert_eq!(told(3, &[None; 9], date!(2026 - 11 - 27)).is_kept(), Some(false));
    }

    proptest::proptest! {
        #[test]
        fn a_longer_promise_is_kept_at_least_as_often(
            answered in proptest::collection::vec(proptest::option::of(0i64..30), 5..40), days in 1u8..10
        ) {
            let later = date!(2027 - 03 - 01);
            let (one, other) = (told(days, &answered, later), told(days + 1, &answered, later));
            proptest::prop_assert!(one.kept <= other.kept);
            proptest::prop_assert!(one.kept <= one.judged && one.judged == answered.len());
        }
    }

    #[test]
    fn a_promise_is_judged_from_five_answers_and_kept_from_eight_of_ten() {
        let later = date!(2027 - 01 - 04);
        let answers = |kept: usize, late: usize| {
            let all: Vec<Option<i64>> = [vec![Some(0); kept], vec![None; late]].concat();
            told(3, &all, later)
        };
        for (kept, late, is_kept, end) in [
            (4, 0, None, "3 jours ouvrés"),
            (4, 1, Some(true), "Engagement tenu 8 fois sur 10"),
            (8, 2, Some(true), "Engagement tenu 8 fois sur 10"),
            (79, 21, Some(false), "Engagement non tenu : 7 fois sur 10 seulement"),
            (1, 10, Some(false), "Engagement non tenu : moins de 1 fois sur 10"),
        ] {
            let commitment = answers(kept, late);
            assert_eq!(commitment.is_kept(), is_kept, "{kept} {late}");
            let sentence = commitment.sentence().replace('\u{a0}', " ");
            assert!(sentence.ends_with(end), "{sentence}");
        }
        assert_eq!((parse_promise("1"), parse_promise("10")), (Ok(Some(1)), Ok(Some(10))));
    }
}
