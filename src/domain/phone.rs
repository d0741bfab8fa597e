//! The telephone of a structure: any French number, landline or mobile.

use super::field::Mobile;

/// A French telephone number, in E.164.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone(String);

/// Landlines overseas: how the ten digits begin, and the country code (ARCEP's numbering plan).
const OVERSEAS: [(&str, &str); 6] =
    [("0262", "262"), ("0263", "262"), ("0269", "262"), ("0590", "590"), ("0594", "594"), ("0596", "596")];

impl Phone {
    /// Parses a number as people write it.
    ///
    /// # Errors
    /// Where it is not a French number of ten digits.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        const WRONG: &str = "Écrivez un numéro de téléphone de 10 chiffres, par exemple 03 12 34 56 78.";
        if let Ok(mobile) = Mobile::parse(typed) {
            return Ok(Self(mobile.as_str().to_owned()));
        }
        let bare: String =
            typed.replace("(0)", "").chars().filter(|c| !c.is_whitespace() && !".-".contains(*c)).collect();
        let abroad = bare.strip_prefix('+').or_else(|| bare.strip_prefix("00"));
        let digits =
            |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        let national = match abroad {
            Some(rest) => {
                let codes = ["33", "262", "590", "594", "596"];
                let rest = codes.iter().find_map(|code| rest.strip_prefix(code)).ok_or(WRONG)?;
                format!("0{rest}")
            }
            None => bare.clone(),
        };
        if !digits(&national, 10) || !national.starts_with('0') || national.starts_with("00") {
            return Err(WRONG);
        }
        let overseas = OVERSEAS.iter().find(|(start, _)| national.starts_with(start));
        Ok(Self(format!("+{}{}", overseas.map_or("33", |(_, code)| code), &national[1..])))
    }

    /// In E.164.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A number as people read it; a foreign or unknown one as it is.
pub fn spoken_phone(phone: &str) -> String {
    match Mobile::parse(phone) {
        Ok(mobile) => mobile.spoken(),
        Err(_) => match phone.strip_prefix("+33") {
            Some(rest) if rest.len() == 9 && rest.is_ascii() => {
                let national = format!("0{rest}");
                (0..5).map(|i| &national[2 * i..2 * i + 2]).collect::<Vec<_>>().join(" ")
            }
            _ => phone.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn landlines_and_mobiles_are_read_as_people_write_them() {
        for (typed, number) in [
            ("03 53 01 00 21", "+33353010021"),
            ("+33 (0)3 53 01 00 21", "+33353010021"),
            ("0033353010021", "+33353010021"),
            ("06.39.98.00.12", "+33639980012"),
            ("0262 12 34 56", "+262262123456"),
            ("0800 123 456", "+33800123456"),
        ] {
            assert_eq!(Phone::parse(typed).map(|phone| phone.0), Ok(number.to_owned()), "{typed}");
        }
        for wrong in [
            "",
            "12",
            "03 53 01",
            "+44 20 7946 0018",
            "00 11 22 33 44",
            "trois",
            "é3 53 01 00 21",
            "1234567890",
            "+33 053 01 00 21",
        ] {
            assert!(Phone::parse(wrong).is_err(), "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_parsed_or_refused(text in "\\PC*") {
            let _ = Phone::parse(&text);
        }
    }

    #[test]
    fn a_number_is_spoken_in_pairs() {
        for (number, spoken) in [
            ("+33353010021", "03 53 01 00 21"),
            ("+33639980012", "06 39 98 00 12"),
            ("+262262123456", "+262262123456"),
            ("+3335301002", "+3335301002"),
            ("+33é3530100", "+33é3530100"),
            ("3949", "3949"),
        ] {
            assert_eq!(spoken_phone(number), spoken);
        }
        assert_eq!(
            Phone::parse("0596 12 34 56").map(|phone| phone.as_str().to_owned()),
            Ok("+596596123456".into())
        );
    }
}
