//! Failures in a row of what is tried again and again: told when they begin and when they end, not each time.

/// How often it failed since it last succeeded.
#[derive(Debug, Default)]
pub(super) struct Streak(u32);

impl Streak {
    /// Notes a failure; answers whether it is the first of its row, to be told.
    pub fn failed(&mut self) -> bool {
        self.0 = self.0.saturating_add(1);
        self.0 == 1
    }

    /// Failures since the last success.
    pub fn failures(&self) -> u32 {
        self.0
    }

    /// Notes a success; answers how many failures it ends, if any.
    pub fn ended(&mut self) -> Option<u32> {
        match std::mem::take(&mut self.0) {
            0 => None,
            failures => Some(failures),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_failure_and_the_end_are_told() {
        let mut streak = Streak::default();
        assert_eq!(streak.ended(), None);
        assert_eq!([streak.failed(), streak.failed(), streak.failed()], [true, false, false]);
        assert_eq!((streak.ended(), streak.ended()), (Some(3), None));
        assert!(streak.failed(), "a new row");
    }
}
