//! Keeping the index fresh: it is built in the background at the start, then looked after again and again.

use std::time::Duration as Wait;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::streak::Streak;
use crate::store::Result;

/// How long until the next look.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// After a success.
    pub every: Wait,
    /// After many failures; each waits twice as long as the one before, up to this.
    pub longest: Wait,
}

impl Default for Pace {
    fn default() -> Self {
        // With the time that reading takes, what is published is found within a second.
        Self { every: Wait::from_millis(800), longest: Wait::from_secs(8) }
    }
}

impl Pace {
    fn after(self, failures: u32) -> Wait {
        match failures {
            0 => self.every,
            failures => (self.every * 2u32.saturating_pow(failures - 1).min(1_024)).min(self.longest),
        }
    }
}

/// Calls `refresh` at once, then again and again until `cancel`; it answers whether anything was new. `ready` is told
/// when it succeeds for the first time.
///
/// Until then every failure is logged, and afterwards only the first in a row: what was built goes on serving. A panic
/// is a failure like any other, so that one broken row can't end the freshness of all others.
pub async fn run<Attempt>(
    refresh: impl Fn() -> Attempt,
    ready: impl FnOnce(),
    pace: Pace,
    cancel: &CancellationToken,
) where
    Attempt: Future<Output = Result<bool>> + Send + 'static,
{
    let (mut ready, mut streak, mut wait) = (Some(ready), Streak::default(), Wait::ZERO);
    tracing::info!("the index is being built");
    while cancel.run_until_cancelled(tokio::time::sleep(wait)).await.is_some() {
        let start = Instant::now();
        let mut attempt = tokio::spawn(refresh());
        let Some(done) = cancel.run_until_cancelled(&mut attempt).await else {
            attempt.abort();
            break;
        };
        let milliseconds = start.elapsed().as_millis();
        let error = match done {
            Ok(Ok(new)) => {
                if let Some(ready) = ready.take() {
                    tracing::info!(milliseconds, "the index is there");
                    ready();
                } else if new {
                    tracing::info!(milliseconds, "the index follows the directory");
                }
                if let Some(failures) = streak.ended() {
                    tracing::info!(failures, "the directory can be read again");
                }
                wait = pace.after(0);
                continue;
            }
            Ok(Err(error)) => error.to_string(),
            Err(panic) => panic.to_string(),
        };
        let first = streak.failed();
        wait = pace.after(streak.failures());
        if ready.is_some() {
            tracing::error!(error, milliseconds, ?wait, "the index could not be built: it is tried again");
        } else if first {
            tracing::error!(error, "the directory can't be read: the index goes on as it was");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::store::StoreError;

    const FAST: Pace = Pace { every: Wait::from_millis(1), longest: Wait::from_millis(2) };

    /// What one look does: `n`ew, `s`ame, `f`ails, `p`anics, or never `e`nds.
    async fn look(what: u8) -> Result<bool> {
        match what {
            b'n' => Ok(true),
            b's' => Ok(false),
            b'p' => panic!("a broken row"),
            b'e' => std::future::pending().await,
            _ => Err(StoreError::Address),
        }
    }

    /// Runs a script of looks, and stops in the last one; answers the log, and after how many looks it was ready.
    async fn lived(script: &'static str) -> (String, Option<u32>) {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let writer = lines.clone();
        let log =
            tracing_subscriber::fmt().with_ansi(false).with_writer(move || Lines(writer.clone())).finish();
        let _guard = tracing::subscriber::set_default(log);
        let (looks, cancel) = (Arc::new(AtomicU32::new(0)), CancellationToken::new());
        let ready = Mutex::new(None);
        let refresh = || {
            let n = looks.fetch_add(1, Ordering::SeqCst) as usize;
            if n + 1 == script.len() {
                cancel.cancel();
            }
            look(script.as_bytes()[n])
        };
        let tell = || *ready.lock().unwrap() = Some(looks.load(Ordering::SeqCst));
        tokio::time::timeout(Wait::from_secs(20), run(refresh, tell, FAST, &cancel)).await.unwrap();
        let log = String::from_utf8(lines.lock().unwrap().clone()).unwrap();
        let ready = *ready.lock().unwrap();
        (log, ready)
    }

    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl std::io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn lines(log: &str, with: &str) -> usize {
        log.lines().filter(|line| line.contains(with)).count()
    }

    #[tokio::test]
    async fn a_first_build_that_fails_is_tried_again_and_told_each_time() {
        let (log, ready) = lived("ffpne").await;
        assert_eq!(ready, Some(4));
        assert_eq!(lines(&log, "could not be built"), 3, "{log}");
        assert_eq!(lines(&log, "the index is there"), 1, "{log}");
        assert_eq!(lines(&log, "can be read again"), 1, "{log}");
    }

    #[tokio::test]
    async fn failures_in_a_row_are_told_once_and_so_is_their_end() {
        let (log, ready) = lived("nssffpffssfnsse").await;
        assert_eq!(ready, Some(1));
        assert_eq!(lines(&log, "goes on as it was"), 2, "{log}");
        assert_eq!(lines(&log, "can be read again"), 2, "{log}");
        assert!(log.contains("failures=5") && log.contains("failures=1"), "{log}");
        assert_eq!(lines(&log, "follows the directory"), 1, "{log}");
    }

    #[tokio::test]
    async fn a_build_that_does_not_end_does_not_hold_the_stop() {
        let (log, ready) = lived("e").await;
        assert_eq!((lines(&log, "is being built"), ready), (1, None), "{log}");
    }

    #[test]
    fn each_failure_waits_longer_up_to_a_limit() {
        let pace = Pace::default();
        let waits = [0, 1, 2, 3, 4, 5, u32::MAX].map(|n| pace.after(n).as_millis());
        assert_eq!(waits, [800, 800, 1_600, 3_200, 6_400, 8_000, 8_000]);
    }
}
