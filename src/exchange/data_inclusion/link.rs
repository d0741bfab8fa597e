//! Which links may be shown.

/// The longest link that the schema's `HttpUrl` accepts.
const MAX_LENGTH: usize = 2083;

/// Whether it is a link to a web page, safe to write in an `href`: `http` or `https`, a host, no
/// credentials, no character that a link can't hold.
pub fn is_web(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c);
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
        && text.len() <= MAX_LENGTH
        && !text.contains(forbidden)
        && is_host(host)
}

/// A name, not a bare address, with a port or without; no credentials before it.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let labels =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    let last = name.rsplit('.').next().unwrap_or_default();
    name.len() <= 253
        && name.split('.').all(labels)
        && last.chars().any(char::is_alphabetic)
        && !last.starts_with(|c: char| c.is_ascii_digit())
        && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_pages_pass() {
        for right in [
            "https://example.org",
            "HTTP://example.org/a?b=c#d",
            "https://é.example.org:8080/à",
            "https://example.org/@me",
        ] {
            assert!(is_web(right), "{right}");
        }
        let wrong = [
            "javascript:alert(1)",
            "javascript://example.org/%0Aalert(1)",
            "java\nscript://x",
            "data:text/html,x",
            "ftp://example.org",
            "//example.org",
            "www.example.org",
            "https://",
            "https:///a",
            "https://[::1",
            "https://10.0.0.1/a",
            "https://example.org:99999/",
            "https://example..org",
            "https://exam%70le.org",
            "https://a b",
            "https://impots.gouv.fr@example.org",
            "https://x\"onmouseover=",
            "",
        ];
        for wrong in wrong {
            assert!(!is_web(wrong), "{wrong}");
        }
    }
}
