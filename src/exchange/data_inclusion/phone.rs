//! Telephone numbers as files write them.

/// Overseas numbers: how the ten digits begin, and the country code that replaces the first 0 (ARCEP).
const OVERSEAS: [(&str, &str); 14] = [
    ("0262", "262"),
    ("0263", "262"),
    ("0269", "262"),
    ("0590", "590"),
    ("0594", "594"),
    ("0596", "596"),
    ("0639", "262"),
    ("0690", "590"),
    ("0691", "590"),
    ("0692", "262"),
    ("0693", "262"),
    ("0694", "594"),
    ("0696", "596"),
    ("0697", "596"),
];

/// ARCEP keeps these for fiction in mainland France, inside a range of Mayotte.
const FICTION: &str = "063998";

/// The number as E.164 where it can be read; as it is written where it has at least four digits (short
/// numbers, two numbers in a cell, foreign ones without code); else nothing.
pub fn number(text: &str) -> Option<String> {
    if text.chars().filter(char::is_ascii_digit).count() < 4 {
        return None;
    }
    let bare: String =
        text.replace("(0)", "").chars().filter(|c| !" \u{a0}\u{202f}.-".contains(*c)).collect();
    Some(international(&bare).unwrap_or_else(|| text.to_owned()))
}

fn international(bare: &str) -> Option<String> {
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let abroad = bare.strip_prefix('+').or_else(|| bare.strip_prefix("00"));
    if let Some(digits) = abroad {
        return ((8..=15).contains(&digits.len()) && is_number(digits) && !digits.starts_with('0'))
            .then(|| format!("+{digits}"));
    }
    let national = bare.strip_prefix('0').filter(|rest| rest.len() == 9 && is_number(bare))?;
    let overseas = OVERSEAS.iter().find(|(start, _)| bare.starts_with(start) && !bare.starts_with(FICTION));
    Some(format!("+{}{national}", overseas.map_or("33", |(_, code)| code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_e164_where_they_can() {
        let read = [
            ("03 53 01 12 34", "+33353011234"),
            ("03.53.01.12.34", "+33353011234"),
            ("+33 (0)3-53-01-12-34", "+33353011234"),
            ("0033353011234", "+33353011234"),
            ("+33353011234", "+33353011234"),
            ("06 39 98 12 34", "+33639981234"),
            ("0262 12 34 56", "+262262123456"),
            ("0639 01 12 34", "+262639011234"),
            ("3949", "3949"),
            ("01 99 00 12 34 / 01 99 00 12 35", "01 99 00 12 34 / 01 99 00 12 35"),
        ];
        for (written, expected) in read {
            assert_eq!(number(written).as_deref(), Some(expected), "{written}");
            assert_eq!(number(expected).as_deref(), Some(expected));
        }
        for wrong in ["abc", "12 3", "", "voir 115"] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }
}
