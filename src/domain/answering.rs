//! How often a structure answers: what its team and the public read of it.

use super::card::ENOUGH_ANSWERS;

/// Days of requests that are looked back on.
pub const ANSWERING_DAYS: i64 = 365;
/// Days that a structure has before a request counts as not answered.
pub const GRACE_DAYS: i64 = 10;

/// How a structure answered the requests of a span.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answering {
    /// Requests that it had time to answer.
    pub received: i64,
    /// Those of them that it answered.
    pub answered: i64,
}

impl Answering {
    /// The sentence for people: in tenths, never kinder than the count; nothing before there were enough requests.
    pub fn sentence(self) -> Option<String> {
        if self.received < i64::try_from(ENOUGH_ANSWERS).unwrap_or(i64::MAX) {
            return None;
        }
        Some(match self.answered * 10 / self.received {
            _ if self.answered >= self.received => "Répond à toutes les demandes".to_owned(),
            0 => "Répond à moins de 1 demande sur 10".to_owned(),
            1 => "Répond à 1 demande sur 10".to_owned(),
            tenths => format!("Répond à {tenths} demandes sur 10"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_said_once_it_means_something() {
        let said = |answered, received| Answering { received, answered }.sentence();
        assert_eq!(said(4, 4), None);
        for (answered, received, sentence) in [
            (5, 5, "Répond à toutes les demandes"),
            (99, 100, "Répond à 9 demandes sur 10"),
            (9, 10, "Répond à 9 demandes sur 10"),
            (1, 10, "Répond à 1 demande sur 10"),
            (1, 11, "Répond à moins de 1 demande sur 10"),
            (0, 5, "Répond à moins de 1 demande sur 10"),
        ] {
            assert_eq!(said(answered, received).as_deref(), Some(sentence));
        }
    }
}
