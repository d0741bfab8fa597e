//! What somebody writes of her structure, parsed.

use super::commitment::parse_promise;
use super::contact::{Address, Contact};
use super::field::{Email, Sentence};
use super::form::{Problems, Typed};
use super::organisation::Organisation;
use super::phone::Phone;
use super::siret::Siret;
use super::territory::{Commune, Place};

/// Longest description, in characters.
pub const DESCRIPTION_MAX: usize = 2_000;

/// A structure as its form says it; its commune is found by who has the communes.
#[derive(Debug, Clone, PartialEq)]
pub struct StructureForm {
    name: String,
    nature: Option<String>,
    siret: Option<Siret>,
    street: Option<String>,
    phone: Phone,
    email: Email,
    description: Option<String>,
    /// Working days in which it promises to answer; nothing where the form does not ask.
    promise: Option<Option<u8>>,
}

impl StructureForm {
    /// Parses the form of `/espace/nouvelle-structure/creer` and `/espace/{structure}/fiche`.
    ///
    /// # Errors
    /// Every problem at once, by field.
    pub fn parse(typed: &Typed) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let name = match one_line::<150>(typed.get("nom")) {
            Ok(Some(name)) if name.chars().count() >= 3 => Some(name),
            Ok(_) => problems.keep("nom", Err("Écrivez le nom de votre structure : 3 lettres au moins.")),
            Err(error) => problems.keep("nom", Err(error)),
        };
        let nature = problems.keep("nature", one_line::<120>(typed.get("nature")));
        let siret = problems.keep("siret", typed.some("siret").map(Siret::parse).transpose());
        let street = problems.keep("adresse", one_line::<150>(typed.get("adresse")));
        let phone = problems.keep("telephone", Phone::parse(typed.get("telephone")));
        let email = problems.keep(
            "email",
            Email::parse(typed.get("email"))
                .map_err(|_| "Écrivez l’e-mail de la structure : les demandes y arrivent."),
        );
        let description =
            problems.keep("description", Sentence::<DESCRIPTION_MAX>::parse(typed.get("description")));
        let asked = typed.names().any(|name| name == "engagement");
        let promise =
            problems.keep("engagement", asked.then(|| parse_promise(typed.get("engagement"))).transpose());
        if typed.some("lieu").is_none() {
            problems.add("lieu", "Écrivez la commune de votre structure.");
        }
        match (name, nature, siret, street, phone, email, description, promise) {
            (
                Some(name),
                Some(nature),
                Some(siret),
                Some(street),
                Some(phone),
                Some(email),
                Some(description),
                Some(promise),
            ) if problems.is_empty() => {
                let description = description.map(|text| text.as_str().to_owned());
                Ok(Self { name, nature, siret, street, phone, email, description, promise })
            }
            _ => Err(problems),
        }
    }

    /// Its SIRET.
    pub fn siret(&self) -> Option<&Siret> {
        self.siret.as_ref()
    }

    /// Writes what the form says into a structure; what the form does not ask for stays.
    pub fn write_into(
        self,
        organisation: &mut Organisation,
        place: &Place,
        commune: &Commune,
        today: time::Date,
    ) {
        let same_town = organisation.address.code_insee.as_deref() == Some(place.code.as_str());
        let point = (f64::from(commune.longitude), f64::from(commune.latitude));
        let known = (organisation.address.longitude, organisation.address.latitude);
        let (longitude, latitude) = match known {
            (Some(longitude), Some(latitude)) if same_town => (longitude, latitude),
            _ => point,
        };
        organisation.name = self.name;
        organisation.updated_on = today;
        organisation.nature = self.nature;
        organisation.siret = self.siret.map(|siret| siret.as_str().to_owned());
        organisation.description = self.description;
        if let Some(promise) = self.promise {
            organisation.answers_within_days = promise;
        }
        organisation.address = Address {
            street: self.street,
            extra: organisation.address.extra.take().filter(|_| same_town),
            postal_code: Some(place.postal_code.clone()).filter(|code| !code.is_empty()),
            commune: Some(place.name.clone()),
            code_insee: Some(place.code.clone()),
            longitude: Some(longitude),
            latitude: Some(latitude),
        };
        organisation.contact = Contact {
            name: organisation.contact.name.take(),
            phone: Some(self.phone.as_str().to_owned()),
            email: Some(self.email.as_str().to_owned()),
            is_declared_public: false,
        };
    }
}

/// A text of one line; nothing where it is blank.
fn one_line<const MAX: usize>(typed: &str) -> Result<Option<String>, super::field::SentenceError> {
    let text = Sentence::<MAX>::parse(typed)?;
    Ok(text.map(|text| text.as_str().split_whitespace().collect::<Vec<_>>().join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: [(&str, &str); 4] = [
        ("nom", " Jardin  du Bassin "),
        ("lieu", "Lens (62300)"),
        ("telephone", "03 53 01 00 21"),
        ("email", "jardin@example.org"),
    ];

    #[test]
    fn four_fields_are_enough() {
        let form = StructureForm::parse(&GOOD.into_iter().collect()).unwrap();
        assert_eq!((form.name.as_str(), form.siret()), ("Jardin du Bassin", None));
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let wrong = [
            ("nom", "ab"),
            ("siret", "123"),
            ("telephone", "12"),
            ("email", "x"),
            ("nature", &"a".repeat(121)),
            ("engagement", "20"),
        ];
        let problems = StructureForm::parse(&wrong.into_iter().collect()).unwrap_err();
        let fields: Vec<&str> = problems.all().iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["nom", "nature", "siret", "telephone", "email", "engagement", "lieu"]);
    }

    fn read(more: &[(&'static str, &'static str)]) -> StructureForm {
        StructureForm::parse(&GOOD.into_iter().chain(more.iter().copied()).collect()).unwrap()
    }

    /// What the form says of a structure that says something already, in the commune of a code.
    fn written(form: StructureForm, code: &str) -> Organisation {
        let mut organisation: Organisation = serde_json::from_value(serde_json::json!({
            "source": "s", "id": "s--1", "name": "Avant", "updated_on": "2020-01-01", "answers_within_days": 3,
            "address": {"code_insee": "62498", "extra": "Cour", "longitude": 2.831, "latitude": 50.431},
            "contact": {"name": "Zoé", "is_declared_public": true},
        }))
        .unwrap();
        let commune = Commune {
            code: code.to_owned(),
            name: "Lens".to_owned(),
            postal_codes: vec!["62300".to_owned()],
            departement: "62".to_owned(),
            region: "32".to_owned(),
            epci: None,
            population: 1,
            latitude: 50.5,
            longitude: 2.5,
            approximate: false,
        };
        form.write_into(
            &mut organisation,
            &Place::new(&commune, "Pas-de-Calais"),
            &commune,
            time::macros::date!(2026 - 11 - 23),
        );
        organisation
    }

    #[test]
    fn what_it_says_is_written_over_what_was_said() {
        let form =
            read(&[("siret", "732 829 320 00074"), ("adresse", "1 rue du  Bois"), ("engagement", "5")]);
        assert_eq!(form.siret().map(Siret::as_str), Some("73282932000074"));
        let written = written(form, "62498");
        assert_eq!(
            (written.name.as_str(), written.siret.as_deref()),
            ("Jardin du Bassin", Some("73282932000074"))
        );
        assert_eq!(written.updated_on, time::macros::date!(2026 - 11 - 23));
        assert_eq!(written.answers_within_days, Some(5));
        assert_eq!(written.address.line().as_deref(), Some("1 rue du Bois, Cour, 62300 Lens"));
        assert_eq!((written.address.longitude, written.address.latitude), (Some(2.831), Some(50.431)));
        let contact = written.contact;
        assert_eq!(contact.name.as_deref(), Some("Zoé"));
        assert_eq!(contact.phone.as_deref(), Some("+33353010021"));
        assert_eq!(contact.email.as_deref(), Some("jardin@example.org"));
        assert!(!contact.is_declared_public, "nobody said so of this address");
    }

    #[test]
    fn who_moves_leaves_the_exact_point_behind_and_keeps_a_promise() {
        let moved = written(read(&[]), "62510");
        assert_eq!((moved.address.longitude, moved.address.latitude), (Some(2.5), Some(50.5)));
        assert_eq!((moved.address.extra, moved.address.code_insee.as_deref()), (None, Some("62510")));
        assert_eq!(moved.answers_within_days, Some(3), "the form did not ask");
        assert_eq!(written(read(&[("engagement", "")]), "62498").answers_within_days, None, "taken back");
    }

    #[test]
    fn a_name_has_three_letters_and_fits_its_line() {
        let about = |name: &str| {
            let typed = GOOD.into_iter().skip(1).chain([("nom", name)]).collect();
            StructureForm::parse(&typed).err().and_then(|problems| problems.about("nom"))
        };
        assert_eq!(about("abc"), None);
        assert!(about("ab").is_some_and(|told| told.contains("3 lettres")));
        assert!(about(&"a".repeat(151)).is_some_and(|told| told.contains("trop long")));
        let without = StructureForm::parse(&GOOD.into_iter().filter(|(name, _)| *name != "lieu").collect());
        assert_eq!(without.unwrap_err().all().len(), 1, "the commune alone is missing");
    }
}
