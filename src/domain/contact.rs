//! Where something is, and who answers there.

use std::collections::HashSet;
use std::sync::LazyLock;

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
    /// Whether who gives the offer declared it public: for other directories too, whoever it belongs to.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_declared_public: bool,
}

/// Beginnings of the numbers that people carry with them (ARCEP's numbering plan: 06 and 07).
const MOBILE: [&str; 4] = ["+336", "+337", "06", "07"];

/// First names that people in France bear most (INSEE, fichier des prénoms, Licence Ouverte 2.0), without those that are
/// words of an association's address too.
static FIRST_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("contact/first_names.txt").split_whitespace().collect());

impl Contact {
    /// What of it is given away to programs: the open API, the open data.
    ///
    /// Where it was declared public, all of it. The schema has no field that says so, and neither has a source; so else no
    /// name of a person, no address that holds hers or begins as a person's does (`marie.dupont@…`), and no mobile number
    /// beside either. What is left belongs to the house: its desk, its shared box, its line. The sheet shows all of it to who
    /// needs it, one at a time.
    #[must_use]
    pub fn public(&self) -> Self {
        if self.is_declared_public {
            return self.clone();
        }
        let name = self.name.as_deref().unwrap_or_default();
        let personal = |email: &&String| holds_name(email, name) || is_a_persons(email);
        let somebodys = self.name.is_some() || self.email.as_ref().is_some_and(|email| personal(&email));
        let own = |phone: &&String| !somebodys || !MOBILE.iter().any(|start| phone.starts_with(start));
        Self {
            name: None,
            phone: self.phone.as_ref().filter(own).cloned(),
            email: self.email.as_ref().filter(|email| !personal(email)).cloned(),
            is_declared_public: false,
        }
    }
}

/// Whether what stands before the `@` begins with a first name, alone or before another word.
fn is_a_persons(email: &str) -> bool {
    let own: String = plain(email.split('@').next().unwrap_or_default());
    let first = own.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    FIRST_NAMES.contains(first)
}

fn plain(text: &str) -> String {
    text.to_lowercase().chars().map(without_accent).collect()
}

/// Whether what stands before the `@` holds a word of a name.
fn holds_name(email: &str, name: &str) -> bool {
    let own = plain(email.split('@').next().unwrap_or_default());
    let name = plain(name);
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
    words.any(|word| own.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(name: Option<&str>, phone: &str, email: &str, is_declared_public: bool) -> Contact {
        let [phone, email] = [phone, email].map(|one| Some(one.to_owned()));
        Contact { name: name.map(str::to_owned), phone, email, is_declared_public }
    }

    fn public(name: Option<&str>, phone: &str, email: &str) -> [Option<String>; 3] {
        let Contact { name, phone, email, .. } = given(name, phone, email, false).public();
        [name, phone, email]
    }

    const LINE: &str = "+33353019557";
    const MOBILE: &str = "+33639980012";

    #[test]
    fn a_person_is_kept_back_and_a_house_is_not() {
        let all = |phone: &str, email: &str| [None, Some(phone.to_owned()), Some(email.to_owned())];
        for house in [
            "accueil@example.org",
            "coop-connexion@example.org",
            "mission.locale@example.org",
            "lens@example.org",
        ] {
            assert_eq!(public(None, MOBILE, house), all(MOBILE, house), "{house}");
        }
        for person in ["marie.dupont@example.org", "Hélène@example.org", "jean-luc_b@example.org"] {
            assert_eq!(public(None, MOBILE, person), [None, None, None], "{person}");
            assert_eq!(public(None, LINE, person), [None, Some(LINE.to_owned()), None], "{person}");
        }
        let named = |phone: &str, email: &str| public(Some("Hélène Béart"), phone, email);
        assert_eq!(named(LINE, "accueil@example.org"), all(LINE, "accueil@example.org"));
        assert_eq!(named(MOBILE, "helene.b@example.org"), [None, None, None]);
        assert_eq!(named(LINE, "H.BEART@example.org"), [None, Some(LINE.to_owned()), None]);
    }

    #[test]
    fn what_was_declared_public_is_given_whole() {
        let declared = given(Some("Zoé Martin"), MOBILE, "zoe.martin@example.org", true);
        assert_eq!(declared.public(), declared);
    }

    #[test]
    fn first_names_are_as_they_are_looked_for() {
        let all: Vec<&str> = include_str!("contact/first_names.txt").split_whitespace().collect();
        assert!(all.len() > 400 && FIRST_NAMES.len() == all.len(), "none stands twice");
        assert!(all.iter().all(|name| plain(name) == *name && name.len() > 1));
        for word in ["accueil", "contact", "emploi", "mission", "coop", "france", "max", "lou"] {
            assert!(!FIRST_NAMES.contains(word), "{word}: houses begin their addresses with it");
        }
    }

    #[test]
    fn an_address_is_one_line_and_tells_its_departement() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(Address::default().line(), None);
        let town = Address { commune: some("Lens"), postal_code: some("62300"), ..Address::default() };
        assert_eq!(town.line().as_deref(), Some("62300 Lens"));
        let whole = Address { street: some("1 rue du Bois"), extra: some("Bâtiment B"), ..town.clone() };
        assert_eq!(whole.line().as_deref(), Some("1 rue du Bois, Bâtiment B, 62300 Lens"));
        let street = Address { street: some("1 rue du Bois"), ..Address::default() };
        assert_eq!(street.line().as_deref(), Some("1 rue du Bois"));
        assert_eq!((town.departement(), street.departement()), (Some("62"), None));
        let island = Address { code_insee: some("97411"), ..town };
        assert_eq!(island.departement(), Some("974"), "the commune's code counts more");
        assert_eq!(island.calendar(), Calendar::of("974"));
        assert_eq!(street.calendar(), Calendar::MAINLAND);
    }

    #[test]
    fn a_short_word_of_a_name_tells_nobody() {
        let house = public(Some("Eva de la Cour"), LINE, "delalande@example.org");
        assert_eq!(house, [None, Some(LINE.to_owned()), Some("delalande@example.org".to_owned())]);
        assert_eq!(public(Some("Eva de la Cour"), LINE, "accueil-cour@example.org")[2], None);
    }
}
