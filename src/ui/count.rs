//! How many, as people read it.

/// A number with its thousands apart: "12 345" (the space does not break).
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

/// "Aucune offre", "1 offre", "12 345 offres".
#[cfg(feature = "ssr")]
pub fn offers(number: usize) -> String {
    match number {
        0 => "Aucune offre".to_owned(),
        1 => "1 offre".to_owned(),
        n => format!("{} offres", grouped(n as u64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let read = [0, 7, 999, 1_000, 12_345, 1_000_000].map(grouped);
        assert_eq!(read, ["0", "7", "999", "1\u{a0}000", "12\u{a0}345", "1\u{a0}000\u{a0}000"]);
        assert_eq!([0, 1, 2_000].map(offers), ["Aucune offre", "1 offre", "2\u{a0}000 offres"]);
    }
}
