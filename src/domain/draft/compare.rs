//! Two texts of one form, side by side: only what differs.

use std::collections::BTreeSet;

use super::form::fields;
use super::said::{label_of, said};
use crate::domain::form::Typed;
use crate::domain::offer::OfferKind;

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its name in the form.
    pub field: String,
    /// Its label.
    pub label: String,
    /// What the first says, in words; empty where it says nothing.
    pub one: String,
    /// What the second says.
    pub other: String,
}

/// The fields that differ, in the order of the form.
pub fn compare(kind: OfferKind, one: &Typed, other: &Typed) -> Vec<Difference> {
    let names: BTreeSet<&str> = one.names().chain(other.names()).collect();
    let differs = |name: &&str| one.get(name).replace("\r\n", "\n") != other.get(name).replace("\r\n", "\n");
    let form = fields(kind);
    let place = |name: &str| form.iter().position(|spec| spec.owns(name)).unwrap_or(form.len());
    let mut names: Vec<&str> = names.into_iter().filter(differs).collect();
    names.sort_by_key(|name| place(name));
    names
        .into_iter()
        .map(|name| Difference {
            field: name.to_owned(),
            label: label_of(kind, name),
            one: said(kind, name, one.get(name)),
            other: said(kind, name, other.get(name)),
        })
        .collect()
}

/// What both wrote: `theirs`, and over it the fields of `mine` whose names are `chosen`.
pub fn merge(theirs: &Typed, mine: &Typed, chosen: &dyn Fn(&str) -> bool) -> Typed {
    let names: BTreeSet<&str> = theirs.names().chain(mine.names()).collect();
    let taken = |name: &str| if chosen(name) { mine.get(name) } else { theirs.get(name) };
    names.into_iter().map(|name| (name, taken(name))).filter(|(_, text)| !text.is_empty()).collect()
}

/// What belongs to a place, and never to a model that is followed elsewhere.
const LOCAL: [&str; 13] = [
    "commune",
    "adresse",
    "complement",
    "trajet",
    "zone",
    "zone-autre",
    "courriel",
    "telephone",
    "contact",
    "places",
    "ferme",
    "lien",
    "handicap-contact",
];

/// Whether a field says where and who, which each structure says for itself.
pub fn is_local(name: &str) -> bool {
    LOCAL.contains(&name)
        || ["session-", "horaires-"].iter().any(|start| name.starts_with(start))
        || (name.starts_with("poste-") && ["-places", "-ferme"].iter().any(|end| name.ends_with(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told_and_both_can_be_kept() {
        let theirs: Typed = [("nom", "Vélos"), ("places", "3"), ("taches", "a\r\nb")].into_iter().collect();
        let mine: Typed = [("nom", "Vélos à Lens"), ("places", "3"), ("taches", "a\nb"), ("heures", "26")]
            .into_iter()
            .collect();
        let told = compare(OfferKind::Workshop, &theirs, &mine);
        let fields: Vec<&str> = told.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, ["nom", "heures"]);
        assert_eq!((told[0].label.as_str(), told[0].one.as_str()), ("Titre de l’offre", "Vélos"));
        let contract = |code: &str| [("contrat", code)].into_iter().collect::<Typed>();
        let told = compare(OfferKind::Workshop, &contract(""), &contract("cddi"));
        assert_eq!((told[0].one.as_str(), told[0].other.as_str()), ("", "Contrat d’insertion (CDDI)"));
        let merged = merge(&theirs, &mine, &|name| name == "heures");
        assert_eq!((merged.get("nom"), merged.get("heures"), merged.get("places")), ("Vélos", "26", "3"));
    }

    #[test]
    fn where_and_who_are_each_structure_s_own() {
        for local in
            ["commune", "courriel", "session-1-debut", "horaires-2-du", "poste-3-places", "poste-1-ferme"]
        {
            assert!(is_local(local), "{local}");
        }
        for shared in ["nom", "taches", "poste-1-metier", "publics-places", "seance-places", "sessions"] {
            assert!(!is_local(shared), "{shared}");
        }
    }
}
