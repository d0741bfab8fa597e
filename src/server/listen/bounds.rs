//! How many connections, and how long each may take.

use std::time::Duration;

/// Files that are not connections: the database, the pages, the log.
const OTHER_FILES: usize = 256;
/// More connections help nobody on one machine.
const MOST: usize = 10_000;
/// Where the system does not tell how many files a process may open: what POSIX systems give by default.
const USUAL_FILES: usize = 1_024;

/// The bounds of connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Connections at most.
    pub connections: usize,
    /// From the first byte of a request to the end of its headers.
    pub head: Duration,
    /// Without a byte in either direction. Longer than a proxy in front keeps a connection (nginx: 60 s), so that it is the
    /// proxy that closes first, and never sends a request into a closed one.
    pub silent: Duration,
    /// The same, once a new connection finds no place.
    pub crowded: Duration,
}

impl Bounds {
    /// Those of this process: as many connections as it may open files.
    pub fn of_this_process() -> Self {
        let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
        let files = files(&limits).unwrap_or(USUAL_FILES);
        Self {
            connections: files.saturating_sub(OTHER_FILES).clamp(64, MOST),
            head: Duration::from_secs(10),
            silent: Duration::from_secs(75),
            crowded: Duration::from_secs(1),
        }
    }

    /// How often connections are looked after.
    pub(super) fn sweep(&self) -> Duration {
        (self.head / 8).clamp(Duration::from_millis(10), Duration::from_secs(1))
    }
}

/// Files that a process may open, by its `/proc/self/limits` (proc_pid_limits(5)): the soft limit.
fn files(limits: &str) -> Option<usize> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_connections_as_files_are_allowed() {
        let told = "Limit                     Soft Limit           Hard Limit           Units     \n\
                    Max processes             127614               127614               processes \n\
                    Max open files            1024                 524288               files     \n";
        assert_eq!(files(told), Some(1024));
        assert_eq!(files("Max open files            unlimited            unlimited            files"), None);
        assert_eq!(files(""), None);
        let here = Bounds::of_this_process();
        assert!((64..=MOST).contains(&here.connections), "{here:?}");
    }
}
