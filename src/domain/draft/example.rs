//! Offers that are written already, to be changed: what many structures of a kind do, in words that people understand.

mod others;
mod workshops;

use crate::domain::form::Typed;
use crate::domain::offer::OfferKind;

/// An offer to begin from.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// Its code in the form that begins an offer.
    pub code: &'static str,
    /// Of what kind it is.
    pub kind: OfferKind,
    /// What it is called in a list.
    pub label: &'static str,
    /// Names of the form, and what stands in them.
    typed: &'static [(&'static str, &'static str)],
}

impl Example {
    /// The examples of a kind, in the order of a list.
    pub fn of(kind: OfferKind) -> impl Iterator<Item = &'static Self> {
        workshops::ALL.iter().chain(others::ALL).filter(move |one| one.kind == kind)
    }

    /// The example of a kind and a code.
    pub fn find(kind: OfferKind, code: &str) -> Option<&'static Self> {
        Self::of(kind).find(|one| one.code == code)
    }

    /// What its structure says already, and over it what the example says.
    pub fn over(&self, own: &Typed) -> Typed {
        own.pairs().chain(self.typed.iter().copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::draft::form::fields;
    use crate::domain::plain_french::hints;

    #[test]
    fn every_example_is_plain_and_fits_its_form() {
        let mut seen = BTreeSet::new();
        for kind in OfferKind::ALL {
            for one in Example::of(kind) {
                assert!(seen.insert((kind.code(), one.code)), "{} twice", one.code);
                let form = fields(kind);
                for (name, _) in one.typed {
                    assert!(form.iter().any(|spec| spec.owns(name)), "{}: no field {name}", one.code);
                }
                let told = hints(one.typed.iter().copied());
                assert!(told.is_empty(), "{}: {told:?}", one.code);
                let typed = one.over(&Typed::default());
                let length = typed.get("description").chars().count();
                assert!((200..600).contains(&length), "{}: {length}", one.code);
                assert!(typed.some("nom").is_some_and(|name| !name.ends_with('.')), "{}", one.code);
            }
        }
        assert!(Example::of(OfferKind::Workshop).count() >= 8);
        assert!(seen.len() >= 18, "{}", seen.len());
    }

    #[test]
    fn an_example_leaves_what_it_does_not_say() {
        let own: Typed = [("courriel", "a@example.org"), ("nom", "X")].into_iter().collect();
        let one = Example::find(OfferKind::Workshop, "velos").unwrap().over(&own);
        assert_eq!((one.get("courriel"), one.get("nom")), ("a@example.org", "Réparer des vélos"));
        assert!(Example::find(OfferKind::Training, "velos").is_none());
    }
}
