//! Who works in a structure: an address to sign in with, and how long what opens an account lives.

use std::fmt;

use time::Duration;

use super::field::{Email, EmailError};

/// How long a link that signs in lives (ASVS 5.0 6.5.5).
pub const LINK_LIFE: Duration = Duration::minutes(10);
/// How long a session lives, whatever is done in it (ASVS 5.0 7.3.2).
pub const SESSION_LIFE: Duration = Duration::hours(12);
/// How long a session lives in which nothing is done (ASVS 5.0 7.3.1).
pub const SESSION_IDLE: Duration = Duration::hours(8);
/// How long after signing in one changes what protects the account without proving oneself again.
pub const PROOF_LIFE: Duration = Duration::minutes(10);
/// How long an invitation lives.
pub const INVITATION_LIFE: Duration = Duration::days(7);

/// The address that names an account. In small letters: nobody has two boxes that differ by a capital.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login(String);

impl Login {
    /// Parses a typed address.
    ///
    /// # Errors
    /// Where it is none.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        const WRONG: &str = "Écrivez votre adresse e-mail entière. Exemple : prenom@exemple.fr.";
        let email = Email::parse(typed).map_err(|EmailError| WRONG)?;
        Ok(Self(email.as_str().to_lowercase()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address inside our site to go to after signing in; the desk where `wanted` is neither the desk's nor a volunteer's.
///
/// Whatever leads elsewhere, or could be read as another host, is not followed (ASVS 5.0 3.7.2).
pub fn next_page(wanted: &str) -> &str {
    let (path, _) = wanted.split_once('?').unwrap_or((wanted, ""));
    let desk = ["/espace", "/moderation", "/accompagner"]
        .iter()
        .any(|root| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
    let plain = wanted.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') && !wanted.contains("//");
    if desk && plain && wanted.len() <= 300 { wanted } else { "/espace" }
}

/// What a browser is called on the page of sessions: "Firefox, Android", by the words that it sends of itself.
pub fn spoken_agent(agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(word, _)| agent.contains(word)).map(|(_, name)| *name)
    };
    // Order matters: Edge and Opera call themselves Chrome, Chrome calls itself Safari, Android calls itself Linux.
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Appareil inconnu".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_spelling() {
        assert_eq!(Login::parse(" Zoe@Example.ORG").map(|l| l.to_string()), Ok("zoe@example.org".to_owned()));
        assert!(Login::parse("zoe").is_err() && Login::parse("").is_err());
    }

    #[test]
    fn one_goes_on_only_inside_the_desk() {
        for good in ["/espace", "/espace/coop-connexion/equipe?page=2", "/moderation", "/accompagner/panier"]
        {
            assert_eq!(next_page(good), good);
        }
        for wrong in [
            "",
            "//evil.example",
            "https://evil.example/espace",
            "/espace//evil.example",
            "/espacement",
            "/espace\\evil",
            "/offres",
            "/espace/\r\nSet-Cookie: a=b",
        ] {
            assert_eq!(next_page(wrong), "/espace", "{wrong}");
        }
    }

    #[test]
    fn a_browser_is_called_by_its_name() {
        let phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130 Mobile Safari/537.36";
        assert_eq!(spoken_agent(phone), "Chrome, Android");
        assert_eq!(
            spoken_agent("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"),
            "Firefox, Linux"
        );
        assert_eq!(spoken_agent("curl/8"), "Appareil inconnu");
    }

    #[test]
    fn no_address_is_longer_than_a_browser_sends() {
        let long = |letters: usize| format!("/espace/{}", "a".repeat(letters - 8));
        assert_eq!(next_page(&long(300)), long(300));
        assert_eq!(next_page(&long(301)), "/espace");
        assert_eq!(
            Login::parse("Zoe@Example.org").map(|login| login.as_str().to_owned()),
            Ok("zoe@example.org".into())
        );
        assert_eq!(spoken_agent("Firefox"), "Firefox");
        assert_eq!(spoken_agent("iPad"), "iPad");
    }
}
