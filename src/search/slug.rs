//! The end of an address, made of a name.

use super::fold;
use crate::store::digest;

/// Longest part of a name that an address keeps, in characters.
const NAME_MAX: usize = 60;

/// The slug of an imported record: its name, and ten characters of its id's digest so that no two are the same.
pub fn slug(name: &str, id: &str) -> String {
    let digest = digest(id);
    format!("{}{}", stem(name), &digest[..10])
}

/// The part of a slug that the name makes, with a hyphen at its end; empty where the name has no letter of ours.
pub fn stem(name: &str) -> String {
    let folded = fold(name);
    let ascii: String = folded.chars().filter(|c| c.is_ascii_alphanumeric() || *c == ' ').collect();
    let mut words = String::new();
    for word in ascii.split(' ').filter(|word| !word.is_empty()) {
        if words.len() + word.len() >= NAME_MAX {
            break;
        }
        words.push_str(word);
        words.push('-');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_an_address() {
        let made = slug("Atelier « L’Été » : réparer son vélo", "source--1");
        assert!(made.starts_with("atelier-l-ete-reparer-son-velo-"), "{made}");
        assert_ne!(made, slug("Atelier « L’Été » : réparer son vélo", "source--2"));
        assert_eq!(slug("🙂", "a").len(), 10);
    }
}
