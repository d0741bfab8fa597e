//! The one way to make a form: what was typed goes in, a parsed value or every problem at once comes out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a person typed, by field name. Kept as it was, so that nothing is lost when something is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(BTreeMap<String, String>);

impl Typed {
    /// What was typed in `field`, without the blanks around it; empty where nothing was.
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", |value| value.trim())
    }

    /// What was typed in `field`, or nothing where it is blank.
    pub fn some(&self, field: &str) -> Option<&str> {
        Some(self.get(field)).filter(|value| !value.is_empty())
    }

    /// The ends of the names of the boxes that were ticked, of those whose names begin with `prefix`.
    pub fn ticked<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        let ticked = self.0.iter().filter(|(_, value)| !value.is_empty());
        ticked.filter_map(move |(name, _)| name.strip_prefix(prefix))
    }

    /// What was typed in `field`, blanks and all: a password may begin with one.
    pub fn whole(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Every field and what was typed in it, as it was.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What was typed, except in these fields.
    #[must_use]
    pub fn without(mut self, fields: &[&str]) -> Self {
        self.0.retain(|field, _| !fields.contains(&field.as_str()));
        self
    }

    /// The names of all fields, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Typed {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// A plain sentence about one field: what is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The field's name in the form; empty when the whole form is meant.
    pub field: String,
    /// The sentence, in French.
    pub message: String,
}

/// Every problem of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// One problem with one field.
    pub fn one(field: &str, message: impl ToString) -> Self {
        let mut problems = Self::default();
        problems.add(field, message);
        problems
    }

    /// Adds a sentence about `field`.
    pub fn add(&mut self, field: &str, message: impl ToString) {
        self.0.push(Problem { field: field.to_owned(), message: message.to_string() });
    }

    /// Keeps the value of `parsed`, or adds its error as a sentence about `field`.
    pub fn keep<T, E: ToString>(&mut self, field: &str, parsed: Result<T, E>) -> Option<T> {
        parsed.map_err(|error| self.add(field, error)).ok()
    }

    /// The first sentence about `field`.
    pub fn about(&self, field: &str) -> Option<String> {
        self.0.iter().find(|problem| problem.field == field).map(|problem| problem.message.clone())
    }

    /// All of them, in the order of the form.
    pub fn all(&self) -> &[Problem] {
        &self.0
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A form that came back: what was typed, and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Everything typed, except what must not be shown again.
    pub typed: Typed,
    /// Every problem at once.
    pub problems: Problems,
}

/// What a form post answers to the hydrated page; plain posts get the same as a page or a redirect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Posted {
    /// It was done: go there.
    Done(String),
    /// It was not: mend this.
    Refused(Refused),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed {
        [("nom", " Zoé "), ("vide", "  "), ("choix-a", "oui"), ("choix-b", ""), ("mot", " de passe")]
            .into_iter()
            .collect()
    }

    #[test]
    fn what_was_typed_is_kept_as_it_was() {
        let typed = typed();
        assert_eq!((typed.get("nom"), typed.get("vide"), typed.get("autre")), ("Zoé", "", ""));
        assert_eq!((typed.some("nom"), typed.some("vide"), typed.some("autre")), (Some("Zoé"), None, None));
        assert_eq!((typed.whole("mot"), typed.whole("autre")), (" de passe", ""));
        assert_eq!(typed.ticked("choix-").collect::<Vec<_>>(), ["a"]);
        assert_eq!(typed.names().collect::<Vec<_>>(), ["choix-a", "choix-b", "mot", "nom", "vide"]);
        assert_eq!(typed.pairs().collect::<Typed>(), typed);
        let less = typed.without(&["mot", "vide"]);
        assert_eq!(less.names().collect::<Vec<_>>(), ["choix-a", "choix-b", "nom"]);
    }

    #[test]
    fn a_problem_is_told_beside_its_field() {
        let mut problems = Problems::default();
        assert!(problems.is_empty());
        assert_eq!(problems.keep("nom", Ok::<_, &str>(7)), Some(7));
        assert!(problems.is_empty(), "what is right is no problem");
        assert_eq!(problems.keep("nom", Err::<i32, _>("Trop court.")), None);
        problems.add("nom", "Trop long.");
        assert_eq!((problems.about("nom").as_deref(), problems.about("prenom")), (Some("Trop court."), None));
        assert_eq!(problems.all().len(), 2);
        let one = Problems::one("", "Revenez.");
        assert_eq!((one.is_empty(), one.about("").as_deref()), (false, Some("Revenez.")));
    }
}
