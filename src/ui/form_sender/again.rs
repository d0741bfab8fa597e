//! When a form that has not left is tried again.

use js_sys::Date;
use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

/// Seconds between two tries at most, where nobody asks for more.
const LONGEST: u32 = 60;
/// Milliseconds from the press until nobody is thought to wait any more.
const IN_ALL: f64 = 15.0 * 60.0 * 1000.0;
/// A second.
pub const SECOND: f64 = 1000.0;

/// The tries of one press.
pub struct Tries {
    done: u32,
    until: f64,
}

impl Tries {
    /// From now on.
    pub fn new() -> Self {
        Self { done: 0, until: Date::now() + IN_ALL }
    }

    /// Milliseconds until the next one, where the server asks for so many seconds; nothing where that would be too late.
    pub fn next(&mut self, asked: u32) -> Option<f64> {
        let wait = pause(self.done, asked, js_sys::Math::random());
        self.done += 1;
        (Date::now() + wait <= self.until).then_some(wait)
    }
}

/// Milliseconds to wait after so many tries; `chance`, from 0 to 1, spreads those who were refused together.
fn pause(done: u32, asked: u32, chance: f64) -> f64 {
    let part = chance / 4.0;
    let own = f64::from((1_u32 << done.min(6)).min(LONGEST)) * (1.0 - part);
    own.max(f64::from(asked) * (1.0 + part)) * SECOND
}

/// Whether of so many milliseconds none is left; by a clock that was set back, it would be long.
pub fn is_over(left: f64, wait: f64) -> bool {
    // A moment and a wait added are rounded: what is left may be a little more than what was waited for.
    left <= 0.0 || left > wait + SECOND
}

/// What stands beside while it is waited for so many seconds.
pub fn spoken(seconds: u32) -> String {
    match seconds {
        1 => "Nouvel essai dans 1 seconde.".to_owned(),
        2..=90 => format!("Nouvel essai dans {seconds} secondes."),
        more => format!("Nouvel essai dans {} minutes.", more.div_ceil(60)),
    }
}

/// Does nothing for so many milliseconds.
pub async fn sleep(milliseconds: f64) {
    let done = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds.ceil() as i32);
    });
    let _ = JsFuture::from(done).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_that_begins_is_not_over() {
        for now in [1_795_450_573_670.0, 1_795_450_573_717.0, 1_795_450_573_671.0] {
            for wait in [67_123.456_789, 1_000.1, 60_000.33] {
                let until: f64 = now + wait;
                assert!(!is_over(until - now, wait), "{now} {wait}");
                assert!(is_over(until - now - wait - 1.0, wait));
            }
        }
        assert!(is_over(3_600_000.0, 60_000.0), "the clock was set back");
    }

    #[test]
    fn each_wait_is_twice_the_last_up_to_a_minute() {
        let seconds: Vec<f64> = (0..9).map(|done| pause(done, 0, 0.0) / SECOND).collect();
        assert_eq!(seconds, [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]);
        assert_eq!(pause(u32::MAX, 0, 0.0), 60.0 * SECOND);
        assert_eq!(pause(3, 0, 1.0), 6.0 * SECOND, "sooner, by a quarter at most");
    }

    #[test]
    fn nobody_comes_sooner_than_she_was_asked_to() {
        for chance in [0.0, 0.5, 1.0] {
            assert!(pause(0, 5, chance) >= 5.0 * SECOND);
            assert!(pause(0, 5, chance) <= 6.25 * SECOND, "nor much later");
        }
        assert_eq!(pause(5, 5, 0.0), 32.0 * SECOND);
    }

    #[test]
    fn a_wait_is_said_in_plain_words() {
        assert_eq!(spoken(1), "Nouvel essai dans 1 seconde.");
        assert_eq!(spoken(60), "Nouvel essai dans 60 secondes.");
        assert_eq!(spoken(91), "Nouvel essai dans 2 minutes.");
    }
}
