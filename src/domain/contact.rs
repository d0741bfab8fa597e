//! Where something is, and who answers there.

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::plain::without_accent;
use super::region::departement_of;

/// A postal address and its point, as data·inclusion writes them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// `adresse`: number and street.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// `complement_adresse`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra: Option<String>,
    /// `code_postal`, five digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// `commune`: its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commune: Option<String>,
    /// `code_insee`: the commune's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_insee: Option<String>,
    /// `longitude`, degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// `latitude`, degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
}

impl Address {
    /// The département's code, from the commune's code or else the postal code.
    pub fn departement(&self) -> Option<&'static str> {
        let of = |code: &Option<String>| code.as_deref().and_then(departement_of);
        of(&self.code_insee).or_else(|| of(&self.postal_code))
    }

    /// The hour and the working days of the place; the mainland's where it is not known.
    pub fn calendar(&self) -> Calendar {
        self.departement().map_or(Calendar::MAINLAND, Calendar::of)
    }

    /// One line for people, or nothing where nothing is known.
    pub fn line(&self) -> Option<String> {
        let town = [self.postal_code.as_deref(), self.commune.as_deref()];
        let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let parts = [self.street.as_deref(), self.extra.as_deref(), Some(town.as_str())];
        let line = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        (!line.is_empty()).then_some(line)
    }
}

/// Who answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// `contact_nom_prenom`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `telephone`, E.164 where it could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// `courriel`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// Beginnings of the numbers that people carry with them (ARCEP's numbering plan: 06 and 07).
const MOBILE: [&str; 4] = ["+336", "+337", "06", "07"];

impl Contact {
    /// What of it is given away to programs, by the open API.
    ///
    /// Neither the schema nor a source has a field that declares a person's contact public, so that none is: no name of
    /// a person; no address that holds her name; no mobile number where somebody is named. What is left belongs to the
    /// house: its desk, its shared box, its line. The sheet shows all of it to who needs it, one at a time.
    #[must_use]
    pub fn public(&self) -> Self {
        let Some(name) = &self.name else { return self.clone() };
        let own = |phone: &&String| !MOBILE.iter().any(|start| phone.starts_with(start));
        let shared = |email: &&String| !holds_name(email, name);
        Self {
            name: None,
            phone: self.phone.as_ref().filter(own).cloned(),
            email: self.email.as_ref().filter(shared).cloned(),
        }
    }
}

/// Whether what stands before the `@` holds a word of a name.
fn holds_name(email: &str, name: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().chars().map(without_accent).collect::<String>();
    let own = plain(email.split('@').next().unwrap_or_default());
    let name = plain(name);
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
    words.any(|word| own.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(name: Option<&str>, phone: &str, email: &str) -> [Option<String>; 3] {
        let [phone, email] = [phone, email].map(|one| Some(one.to_owned()));
        let Contact { name, phone, email } = Contact { name: name.map(str::to_owned), phone, email }.public();
        [name, phone, email]
    }

    #[test]
    fn a_person_is_kept_back_and_a_house_is_not() {
        let (line, mobile) = ("+33353019557", "+33639980012");
        let all = |phone: &str, email: &str| [None, Some(phone.to_owned()), Some(email.to_owned())];
        assert_eq!(public(None, mobile, "marie.dupont@example.org"), all(mobile, "marie.dupont@example.org"));
        let named = |phone: &str, email: &str| public(Some("Hélène Béart"), phone, email);
        assert_eq!(named(line, "accueil@example.org"), all(line, "accueil@example.org"));
        assert_eq!(named(mobile, "helene.b@example.org"), [None, None, None]);
        assert_eq!(named(line, "H.BEART@example.org"), [None, Some(line.to_owned()), None]);
    }
}
