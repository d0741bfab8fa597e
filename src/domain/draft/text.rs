//! Single values as people type them: lines, hours, numbers, addresses of the web, codes.

/// Without control characters, with one kind of line end.
pub(super) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    text.trim().to_owned()
}

/// On one line, a blank between words.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a title ends like a sentence.
pub(super) fn ends_badly(name: &str) -> bool {
    name.ends_with('.') && !name.ends_with("etc.") && !name.ends_with("...")
}

/// Hours a week: `26`, `17,5`, `35 h`.
pub(super) fn read_hours(text: &str) -> Option<f32> {
    let text = text.to_lowercase().replace("heures", "").replace('h', "").replace(',', ".");
    let hours: f32 = text.trim().parse().ok()?;
    (0.0..=168.0).contains(&hours).then_some(hours)
}

/// A number in E.164, or a short one as it is.
pub(super) fn read_phone(text: &str) -> Option<String> {
    if text.chars().any(|c| !(c.is_ascii_digit() || c.is_whitespace() || "+.-()/".contains(c))) {
        return None;
    }
    let plus = text.starts_with('+');
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.as_bytes() {
        [b'0', b'1'..=b'9', ..] if !plus && digits.len() == 10 => Some(
            crate::domain::field::Mobile::parse(&digits)
                .map_or_else(|_| format!("+33{}", &digits[1..]), |one| one.as_str().to_owned()),
        ),
        [b'3', ..] if !plus && digits.len() == 4 => Some(digits),
        _ if plus && (8..=15).contains(&digits.len()) => {
            Some(format!("+{}", digits.replacen("330", "33", usize::from(digits.starts_with("330")))))
        }
        _ => None,
    }
}

/// An address of the web; `https` where nothing is said.
pub(super) fn read_link(text: &str) -> Option<String> {
    let link = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let fits = host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@');
    (fits && link.len() <= 2_000 && !link.contains(|c: char| c.is_whitespace() || "<>\"".contains(c)))
        .then_some(link)
}
