//! The ends of the addresses of offers, without what their names tell: a million weigh 11 MB instead of 53.

use crate::search::slug::stem;
use crate::search::texts::Texts;

/// Stands for what the name makes: no slug holds it.
const NAME: char = '~';

/// Slugs, by the order in which offers came.
#[derive(Debug, Default)]
pub(super) struct Slugs(Texts);

impl Slugs {
    /// Those of some names.
    pub fn new<'a>(slugs_and_names: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut kept = Texts::default();
        let mut rest = String::new();
        for (slug, name) in slugs_and_names {
            match slug.strip_prefix(&stem(name)) {
                Some(end) => {
                    rest.clear();
                    rest.push(NAME);
                    rest.push_str(end);
                    kept.push(&rest);
                }
                None => kept.push(slug),
            }
        }
        kept.shrink();
        Self(kept)
    }

    /// The slug at a place, of an offer of this name.
    pub fn get(&self, at: u32, name: &str) -> String {
        let kept = self.0.get(at);
        match kept.strip_prefix(NAME) {
            Some(end) => stem(name) + end,
            None => kept.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::slug;

    #[test]
    fn each_slug_comes_back() {
        let made = slug("Atelier « L’Été »", "one");
        let pairs = [(made.as_str(), "Atelier « L’Été »"), ("coworking-lens", "Un bureau"), ("abc", "🙂")];
        let slugs = Slugs::new(pairs.into_iter());
        for (at, (slug, name)) in pairs.into_iter().enumerate() {
            assert_eq!(slugs.get(at as u32, name), slug);
        }
        assert!(slugs.0.get(0).len() < 12);
    }
}
