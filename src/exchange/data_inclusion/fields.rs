//! Reads the fields of a row by the schema's rules, and collects everything that is wrong.

use serde_json::Value;
use time::macros::date;
use time::{Date, Month};

use super::{FieldError, WHOLE_ROW, link, mail, phone};
use crate::domain::contact::Address;

/// The fields of one row, and the errors met so far.
pub(super) struct Fields<'a> {
    row: &'a Value,
    errors: Vec<FieldError>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(row: &'a Value) -> Self {
        let mut fields = Self { row, errors: Vec::new() };
        if !row.is_object() {
            fields.refuse(WHOLE_ROW, "la ligne n’est pas un objet JSON");
        }
        fields
    }

    pub(super) fn refuse(&mut self, field: &'static str, reason: impl Into<String>) {
        self.errors.push(FieldError::new(field, reason));
    }

    /// The record, if nothing was refused.
    pub(super) fn finish<T>(self, record: T) -> Result<T, Vec<FieldError>> {
        if self.errors.is_empty() { Ok(record) } else { Err(self.errors) }
    }

    /// The value of a field; null and blank text are nothing.
    pub(super) fn value(&self, field: &str) -> Option<&'a Value> {
        match self.row.get(field)? {
            Value::Null => None,
            Value::String(text) if text.trim().is_empty() => None,
            value => Some(value),
        }
    }

    /// A text, without spaces around and without the control characters that no database wants.
    pub(super) fn text(&mut self, field: &'static str) -> Option<String> {
        let Value::String(text) = self.value(field)? else {
            self.refuse(field, "doit être un texte");
            return None;
        };
        let kept: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        let kept = kept.trim();
        (!kept.is_empty()).then(|| kept.to_owned())
    }

    /// A text that must be there; empty once its absence is noted.
    pub(super) fn required(&mut self, field: &'static str) -> String {
        let errors = self.errors.len();
        self.text(field).unwrap_or_else(|| {
            if self.errors.len() == errors {
                self.refuse(field, "est obligatoire");
            }
            String::new()
        })
    }

    /// A text whose length, in characters, is within limits.
    pub(super) fn within(&mut self, field: &'static str, text: &str, least: usize, most: usize) {
        let length = text.chars().count();
        if length > 0 && !(least..=most).contains(&length) {
            let reason = format!("doit avoir de {least} à {most} caractères ; il y en a {length}");
            self.refuse(field, reason);
        }
    }

    /// `nom`. A final full stop is only a warning of the schema: accepted.
    pub(super) fn name(&mut self) -> String {
        let name = self.required("nom");
        self.within("nom", &name, 3, 150);
        name
    }

    /// `date_maj`, from 2000 to `today`; of a date with an hour, the date.
    pub(super) fn updated_on(&mut self, today: Date) -> Date {
        const FIELD: &str = "date_maj";
        let text = self.required(FIELD);
        if text.is_empty() {
            return today;
        }
        match parse_date(&text) {
            None => self.refuse(FIELD, "doit être une date comme 2026-01-31"),
            Some(date) if date < date!(2000 - 01 - 01) => self.refuse(FIELD, "est avant l’an 2000"),
            Some(date) if date > today => self.refuse(FIELD, "est dans le futur"),
            Some(date) => return date,
        }
        today
    }

    /// A text that follows a pattern, told in words by `expected`.
    fn pattern(&mut self, field: &'static str, expected: &str, holds: fn(&str) -> bool) -> Option<String> {
        let text = self.text(field)?;
        if holds(&text) {
            return Some(text);
        }
        self.refuse(field, format!("doit être {expected}"));
        None
    }

    pub(super) fn siret(&mut self) -> Option<String> {
        self.pattern("siret", "un numéro de 14 chiffres", |text| is_digits(text, 14))
    }

    pub(super) fn email(&mut self) -> Option<String> {
        let text = self.text("courriel")?;
        let address = mail::address(&text);
        if address.is_none() {
            self.refuse("courriel", "n’est pas une adresse e-mail");
        }
        address
    }

    /// `telephone`; dropped when it has too few digits to be one.
    pub(super) fn phone(&mut self) -> Option<String> {
        self.text("telephone").and_then(|text| phone::number(&text))
    }

    /// A link; dropped unless it is one to a web page.
    pub(super) fn link(&mut self, field: &'static str) -> Option<String> {
        self.text(field).filter(|text| link::is_web(text))
    }

    /// A number, or a text that writes one.
    pub(super) fn number(&mut self, field: &'static str) -> Option<f64> {
        let number = match self.value(field)? {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number| number.is_finite());
        if number.is_none() {
            self.refuse(field, "doit être un nombre");
        }
        number
    }

    /// A value of an enumeration.
    pub(super) fn code<T>(&mut self, field: &'static str, of_code: fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(field)?;
        let value = of_code(&text);
        if value.is_none() {
            self.refuse(field, unknown(&text));
        }
        value
    }

    /// The values of a list, each once; `least_one` where the schema refuses an empty list.
    pub(super) fn list<T: PartialEq>(
        &mut self,
        field: &'static str,
        least_one: bool,
        of_text: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let mut list = Vec::new();
        let Some(value) = self.value(field) else { return list };
        let Value::Array(values) = value else {
            self.refuse(field, "doit être une liste");
            return list;
        };
        if least_one && values.is_empty() {
            self.refuse(field, "est une liste vide : ne rien mettre plutôt");
        }
        for value in values {
            match value.as_str().map(|text| (text, of_text(text))) {
                Some((_, Some(value))) if list.contains(&value) => {}
                Some((_, Some(value))) => list.push(value),
                Some((text, None)) => self.refuse(field, unknown(text)),
                None => self.refuse(field, "ne doit contenir que des textes"),
            }
        }
        list
    }

    /// The seven fields of an address; a point off the globe, or at its origin, is dropped.
    pub(super) fn address(&mut self) -> Address {
        let postal = |text: &str| is_digits(text, 5);
        let commune = |text: &str| is_word(text) && text.chars().count() == 5;
        let mut address = Address {
            street: self.text("adresse"),
            extra: self.text("complement_adresse"),
            postal_code: self.pattern("code_postal", "un code de 5 chiffres", postal),
            commune: self.text("commune"),
            code_insee: self.pattern("code_insee", "un code INSEE de 5 caractères", commune),
            longitude: self.number("longitude"),
            latitude: self.number("latitude"),
        };
        let on_globe = |degrees: Option<f64>, most: f64| degrees.is_none_or(|degrees| degrees.abs() <= most);
        let origin = address.longitude == Some(0.0) && address.latitude == Some(0.0);
        if origin || !on_globe(address.longitude, 180.0) || !on_globe(address.latitude, 90.0) {
            (address.longitude, address.latitude) = (None, None);
        }
        address
    }
}

/// A zone of `zone_eligibilite`: `france`, a département, a commune, a country or an EPCI.
pub(super) fn zone(text: &str) -> Option<String> {
    let coded = is_word(text) && matches!(text.chars().count(), 2 | 3 | 5);
    (text == "france" || coded || is_digits(text, 9)).then(|| text.to_owned())
}

fn unknown(text: &str) -> String {
    const MOST: usize = 60;
    let shown: String = text.chars().take(MOST).collect();
    let rest = if text.chars().nth(MOST).is_some() { "…" } else { "" };
    format!("« {shown}{rest} » n’est pas une valeur possible")
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_word(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// `2026-01-31`, alone or before an hour.
fn parse_date(text: &str) -> Option<Date> {
    let (date, hour) = text.split_at_checked(10)?;
    if !hour.is_empty() && !hour.starts_with(['T', ' ']) {
        return None;
    }
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || !is_digits(year, 4) || !is_digits(month, 2) || !is_digits(day, 2) {
        return None;
    }
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_strictly() {
        assert_eq!(parse_date("2024-02-29"), Some(date!(2024 - 02 - 29)));
        assert_eq!(parse_date("2024-02-29T10:00:00Z"), Some(date!(2024 - 02 - 29)));
        for wrong in ["2023-02-29", "29/02/2024", "2024-2-9", "2024-02-2é", "+024-02-29", "2024-02-299", ""]
        {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn zones_follow_the_patterns_of_the_schema() {
        for right in ["france", "62", "2A", "974", "R75", "62498", "99100", "200093201"] {
            assert!(zone(right).is_some(), "{right}");
        }
        for wrong in ["", "1", "France", "6249", "20009320", "20009320A", "62 98", "europe"] {
            assert!(zone(wrong).is_none(), "{wrong}");
        }
    }
}
