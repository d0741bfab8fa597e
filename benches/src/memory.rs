//! What a process holds.

/// Resident memory of a process, MiB: now, and the most it was. Zeros where the system does not tell.
pub fn resident(process: u32) -> (u64, u64) {
    (told(process, "VmRSS:"), told(process, "VmHWM:"))
}

/// What of it is its own, MiB: without the pages of files, its database's above all, which the system takes back at will.
pub fn own(process: u32) -> u64 {
    told(process, "RssAnon:")
}

fn told(process: u32, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
