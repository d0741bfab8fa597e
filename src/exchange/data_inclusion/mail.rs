//! The shape of an e-mail address.

/// Last labels that no message reaches, refused by the schema's validator (IANA, special-use names).
const NOWHERE: [&str; 6] = ["arpa", "invalid", "local", "localhost", "onion", "test"];

/// The address in a text (`a@b.fr` or `Nom <a@b.fr>`, which the schema accepts too), if it is one.
pub fn address(text: &str) -> Option<String> {
    let bare = match text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
        Some((_, inside)) => inside,
        None => text,
    };
    let (local, domain) = bare.rsplit_once('@')?;
    let right = bare.len() <= 254 && is_local(local) && is_domain(domain);
    right.then(|| bare.to_owned())
}

/// Dot-separated atoms of RFC 5322, letters of any language included.
fn is_local(local: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(allowed))
}

/// At least two labels, the last one with a letter and leading somewhere.
fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let Some((_, last)) = domain.rsplit_once('.') else { return false };
    domain.split('.').all(label)
        && last.chars().any(char::is_alphabetic)
        && !NOWHERE.iter().any(|name| last.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_texts() {
        for right in ["a@example.org", "jean.d'arc+x@sous.example.fr", "élodie@exâmple.fr"] {
            assert_eq!(address(right).as_deref(), Some(right));
        }
        assert_eq!(address("Accueil <a@example.org>").as_deref(), Some("a@example.org"));
        let wrong = [
            "",
            "a",
            "a@",
            "@b.fr",
            "a@b",
            "a@b.1",
            "a b@c.fr",
            "a..b@c.fr",
            ".a@c.fr",
            "a@-b.fr",
            "a@b..fr",
            "a@b.fr,c@d.fr",
            "a@b.fr\nBcc: c@d.fr",
            "a@b@c.fr",
            "a@b.test",
            "a@imprimante.LOCAL",
        ];
        for wrong in wrong {
            assert_eq!(address(wrong), None, "{wrong}");
        }
    }
}
