//! Single values as people type them: lines, hours, numbers, addresses of the web, codes.

use crate::domain::field::without_control;

/// Without control characters, with one kind of line end.
pub(super) fn clean(text: &str) -> String {
    without_control(&text.replace("\r\n", "\n")).trim().to_owned()
}

/// On one line, a blank between words.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a title ends like a sentence.
pub(super) fn ends_badly(name: &str) -> bool {
    name.ends_with('.') && !name.ends_with("etc.") && !name.ends_with("...")
}

/// Hours a week: `26`, `17,5`, `35 h`, `17 h 30`.
pub(super) fn read_hours(text: &str) -> Option<f32> {
    let text = text.to_lowercase().replace("heures", "h").replace(',', ".");
    let (hours, minutes) = text.split_once('h').unwrap_or((&text, ""));
    let minutes: u8 = if minutes.trim().is_empty() { 0 } else { minutes.trim().parse().ok()? };
    let hours = hours.trim().parse::<f32>().ok()? + f32::from(minutes) / 60.0;
    (minutes < 60 && (0.0..=168.0).contains(&hours)).then_some(hours)
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
        // No country's code begins with 0.
        [b'1'..=b'9', ..] if plus && (8..=15).contains(&digits.len()) => {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (typed, hours) in [
            ("26", 26.0),
            ("17,5", 17.5),
            ("35 h", 35.0),
            ("35 heures", 35.0),
            ("17 h 30", 17.5),
            ("1h15", 1.25),
            ("0", 0.0),
            ("168", 168.0),
        ] {
            assert_eq!(read_hours(typed), Some(hours), "{typed}");
        }
        for wrong in ["", "h", "vingt", "-1", "169", "NaN", "inf", "17 h 60", "17 h trente", "26 par semaine"]
        {
            assert_eq!(read_hours(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_telephone_is_any_that_can_be_called() {
        for (typed, number) in [
            ("03 53 01 95 57", "+33353019557"),
            ("(03)53-01.95/57", "+33353019557"),
            ("06 39 98 00 12", "+33639980012"),
            ("0692 12 34 56", "+262692123456"),
            ("39 49", "3949"),
            ("+33 (0)3 53 01 95 57", "+33353019557"),
            ("+32 2 123 45 67", "+3221234567"),
            ("+1234567", ""),
            ("+12345678", "+12345678"),
            ("+123456789012345", "+123456789012345"),
            ("+1234567890123456", ""),
            ("+03 53 01 95 57", ""),
            ("0053019557", ""),
            ("035301955", ""),
            ("2949", ""),
            ("39490", ""),
            ("+3949", ""),
            ("3949 de 9 h à 17 h", ""),
            ("", ""),
        ] {
            assert_eq!(read_phone(typed).unwrap_or_default(), number, "{typed}");
        }
    }

    #[test]
    fn a_link_is_an_address_of_the_web() {
        for (typed, link) in [
            ("example.org", "https://example.org"),
            ("http://example.org/a?b=c#d", "http://example.org/a?b=c#d"),
            ("https://example.org", "https://example.org"),
        ] {
            assert_eq!(read_link(typed).as_deref(), Some(link));
        }
        for wrong in [
            "",
            "ftp://example.org",
            "javascript://example.org",
            "exemple",
            ".org",
            "example.",
            "a@example.org",
            "https://example.org@evil.example",
            "example.org/a b",
            "example.org/<b>",
            "example.org/\"",
        ] {
            assert_eq!(read_link(wrong), None, "{wrong}");
        }
        let long = |letters: usize| format!("https://example.org/{}", "a".repeat(letters - 20));
        assert_eq!((read_link(&long(2_000)), read_link(&long(2_001))), (Some(long(2_000)), None));
    }

    #[test]
    fn a_title_is_no_sentence() {
        for (title, badly) in [
            ("Réparer des vélos", false),
            ("Réparer des vélos.", true),
            ("Vélos, motos, etc.", false),
            ("Et après...", false),
        ] {
            assert_eq!(ends_badly(title), badly, "{title}");
        }
        assert_eq!(clean(" a\r\nb\tc\u{0} "), "a\nb c");
    }
}
