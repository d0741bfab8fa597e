//! What a process holds.

/// Resident memory of a process, MiB: now, and the most it was. Zeros where the system does not tell.
pub fn resident(process: u32) -> (u64, u64) {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        kilobytes.unwrap_or(0) / 1024
    };
    (of("VmRSS:"), of("VmHWM:"))
}
