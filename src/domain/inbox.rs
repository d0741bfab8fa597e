//! What of the requests of a structure is looked at, as the address of its desk says it.

use super::percent::{decode_pairs, encode};
use super::plain::plain;
use super::referral::Folder;

/// Longest text that is looked for, in characters.
const TEXT_MAX: usize = 100;
/// Longest such text once it is sealed, in bytes.
const SEALED_MAX: usize = 800;

/// Of whom requests are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Whose {
    /// Of everybody.
    #[default]
    Anybodys,
    /// Those given to who looks.
    Mine,
    /// Those given to nobody of the team.
    Nobodys,
    /// Those given to one of the team: the key of her account.
    Of(String),
}

impl Whose {
    /// Those that need no name, in the order of the list, with what people read.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Anybodys, "Toute l’équipe"), (Self::Mine, "Moi"), (Self::Nobodys, "Personne encore")];

    /// The code in addresses.
    pub fn code(&self) -> &str {
        match self {
            Self::Anybodys => "",
            Self::Mine => "moi",
            Self::Nobodys => "personne",
            Self::Of(account) => account,
        }
    }

    /// That of a code; what makes no sense is everybody.
    fn parse(code: &str) -> Self {
        match code {
            "moi" => Self::Mine,
            "personne" => Self::Nobodys,
            key if key.len() == 36 && key.chars().all(|c| c.is_ascii_hexdigit() || c == '-') => {
                Self::Of(key.to_owned())
            }
            _ => Self::Anybodys,
        }
    }
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxQuery {
    /// The folder; of no account where a text is looked for.
    pub folder: Folder,
    /// A first name, a code, digits of a telephone, the beginning of an e-mail; empty for all. Never in an address.
    pub text: String,
    /// The same, sealed: an address is kept by the browser, and the desk's computer may be everybody's.
    pub sealed: String,
    /// The slug of the one offer; empty for all.
    pub offer: String,
    /// Of whom.
    pub whose: Whose,
    /// From 0.
    pub page: u32,
    /// Whether all of the page are ticked: without a script, a link does it.
    pub ticked: bool,
}

impl Default for InboxQuery {
    fn default() -> Self {
        Self {
            folder: Folder::New,
            text: String::new(),
            sealed: String::new(),
            offer: String::new(),
            whose: Whose::default(),
            page: 0,
            ticked: false,
        }
    }
}

impl InboxQuery {
    /// From what stands after the `?`; what makes no sense is left out.
    pub fn parse(query: &str) -> Self {
        let mut parsed = Self::default();
        for (name, value) in decode_pairs(query) {
            let value = value.trim();
            match name.as_str() {
                "cherche" => {
                    let letters = |c: &char| c.is_ascii_alphanumeric() || "-_.".contains(*c);
                    parsed.sealed = value.chars().filter(letters).take(SEALED_MAX).collect();
                }
                "page" => {
                    let page: u32 = value.parse().unwrap_or(1);
                    parsed.page = page.saturating_sub(1).min(10_000);
                }
                "cocher" => parsed.ticked = value == "tout",
                name => parsed.narrow(name, value),
            }
        }
        parsed
    }

    /// From the form of the search: `typed` is what its field of a name holds.
    pub fn of_form<'a>(typed: impl Fn(&str) -> &'a str) -> Self {
        let text = typed("texte").trim().chars().filter(|c| !c.is_control()).take(TEXT_MAX).collect();
        let mut query = Self { text, ..Self::default() };
        for name in ["dossier", "offre", "pour"] {
            query.narrow(name, typed(name).trim());
        }
        query
    }

    fn narrow(&mut self, name: &str, value: &str) {
        match name {
            "dossier" => self.folder = Folder::from_code(value).unwrap_or(self.folder),
            "offre" => {
                let letters = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
                self.offer = value.chars().filter(letters).take(200).collect();
            }
            "pour" => self.whose = Whose::parse(value),
            _ => {}
        }
    }

    /// What stands after the address, `?` included; empty where it is all as usual.
    pub fn query(&self) -> String {
        let mut pairs = Vec::new();
        if self.folder != Folder::New {
            pairs.push(format!("dossier={}", self.folder.code()));
        }
        for (name, value) in [("cherche", &*self.sealed), ("offre", &self.offer), ("pour", self.whose.code())]
        {
            if !value.is_empty() {
                pairs.push(format!("{name}={}", encode(value)));
            }
        }
        if self.page > 0 {
            pairs.push(format!("page={}", self.page + 1));
        }
        if self.ticked {
            pairs.push("cocher=tout".to_owned());
        }
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }

    /// The same offers and people in another folder, from its start.
    #[must_use]
    pub fn in_folder(&self, folder: Folder) -> Self {
        Self { folder, offer: self.offer.clone(), whose: self.whose.clone(), ..Self::default() }
    }

    /// Whether fewer are wanted than the folder holds.
    pub fn is_narrowed(&self) -> bool {
        !self.offer.is_empty() || self.whose != Whose::Anybodys
    }

    /// Whether a request is what the text means: a word of her first name or her e-mail begins with it, her number holds
    /// it, her code is it.
    pub fn finds(&self, first_name: &str, mobile: &str, email: Option<&str>, code: &str) -> bool {
        let wanted = plain(&self.text);
        let name = plain(first_name);
        let mut starts = name.match_indices(' ').map(|(at, _)| at + 1).chain([0]);
        let digits: String = self.text.chars().filter(char::is_ascii_digit).collect();
        let alone = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        // "06 39" is how people say what stands as "+3363…".
        let national = mobile.replacen("+33", "0", 1);
        starts.any(|at| !wanted.is_empty() && name[at..].starts_with(&wanted))
            || (self.text.len() >= 3
                && email.is_some_and(|email| email.to_lowercase().starts_with(&self.text.to_lowercase())))
            || (digits.len() >= 2
                && self.text.chars().all(|c| !c.is_alphabetic())
                && national.contains(&digits))
            || (self.text.len() >= 4 && alone(code).eq_ignore_ascii_case(&alone(&self.text)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn people_find_by_name_number_mail_or_code() {
        let finds = |text: &str| {
            let query = InboxQuery { text: text.to_owned(), ..InboxQuery::default() };
            query.finds("Anne-Zoé", "+33639980012", Some("Durand@example.net"), "K7MX-2P4R")
        };
        for text in ["zo", "Zoé", "ZOE", "anne zoe", "06 39 98", "0012", "k7mx2p4r", "K7MX-2P4R", "durand@"]
        {
            assert!(finds(text), "{text}");
        }
        for text in ["oé", "9999", "k7mx", "1", "du", "example", "-", "’"] {
            assert!(!finds(text), "{text}");
        }
    }

    #[test]
    fn what_is_typed_stands_in_no_address() {
        let typed = |name: &str| match name {
            "texte" => " Zoé ",
            "dossier" => "attente",
            "pour" => "moi",
            _ => "",
        };
        let query = InboxQuery::of_form(typed);
        assert_eq!((query.text.as_str(), query.query().as_str()), ("Zoé", "?dossier=attente&pour=moi"));
        assert_eq!(InboxQuery::parse("texte=zoe"), InboxQuery::default());
    }

    #[test]
    fn a_name_of_whom_is_a_key_or_nothing() {
        let of = |code: &str| InboxQuery::parse(&format!("pour={code}")).whose;
        let key = "0197f1f0-0000-7000-8000-000000000000";
        assert_eq!(of(key), Whose::Of(key.to_owned()));
        assert_eq!((of("moi"), of("personne")), (Whose::Mine, Whose::Nobodys));
        for wrong in ["", "lea", "0197f1f0-0000-7000-8000-00000000000'", "0197f1f000007000800000000000000"] {
            assert_eq!(of(wrong), Whose::Anybodys, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn the_address_says_it_all(
            sealed in "[A-Za-z0-9._-]{0,40}", offer in "[a-z-]{0,20}", folder in 0usize..6, whose in 0usize..4, page in 0u32..500, ticked: bool,
        ) {
            let key = Whose::Of("0197f1f0-0000-7000-8000-000000000000".to_owned());
            let whose = Whose::ALL.into_iter().map(|(whose, _)| whose).chain([key]).nth(whose).unwrap();
            let folder = Folder::ALL[folder];
            let query = InboxQuery { folder, text: String::new(), sealed, offer, whose, page, ticked };
            prop_assert_eq!(InboxQuery::parse(query.query().trim_start_matches('?')), query);
        }

        #[test]
        fn no_address_breaks_it(query in "\\PC{0,200}", name in "\\PC{0,20}") {
            let parsed = InboxQuery::parse(&query);
            parsed.finds(&name, "+33639980012", Some(&name), "K7MX-2P4R");
            prop_assert_eq!(InboxQuery::parse(parsed.query().trim_start_matches('?')), parsed);
        }
    }

    #[test]
    fn a_folder_is_gone_to_with_the_same_offer_and_people() {
        let query =
            InboxQuery::parse("?dossier=attente&cherche=abc&offre=velos-1&pour=moi&page=3&cocher=tout");
        assert_eq!((query.page, query.ticked, query.sealed.as_str()), (2, true, "abc"));
        let other = query.in_folder(Folder::Closed);
        assert_eq!(other.query(), "?dossier=terminees&offre=velos-1&pour=moi");
        let narrowed = |text: &str| InboxQuery::parse(text).is_narrowed();
        assert!(narrowed("offre=a") && narrowed("pour=moi") && !narrowed("dossier=attente&cherche=a"));
        assert_eq!(InboxQuery::default().query(), "");
        assert_eq!(InboxQuery::parse("page=1&cocher=non&dossier=x"), InboxQuery::default());
        assert_eq!(InboxQuery::parse("cherche=a<b&offre=a/b c").query(), "?cherche=ab&offre=abc");
        let form = InboxQuery::of_form(|name| match name {
            "texte" => "Zo\u{0}é",
            "offre" => " velos-1 ",
            _ => "",
        });
        assert_eq!((form.text.as_str(), form.offer.as_str()), ("Zoé", "velos-1"));
    }

    #[test]
    fn little_text_finds_little() {
        let finds = |text: &str, name: &str| {
            let query = InboxQuery { text: text.to_owned(), ..InboxQuery::default() };
            query.finds(name, "+33639980012", Some("durand@example.net"), "K7MX-2P4R")
        };
        for (text, found) in [
            ("dur", true),
            ("06", true),
            ("39 98", true),
            ("a12", false),
            ("k7m", false),
            ("K7MX2P4", false),
            ("k7mx 2p4r", true),
            ("", false),
        ] {
            assert_eq!(finds(text, "Léa"), found, "{text}");
        }
        assert!(finds("jo", "Marie-Jo") && finds("mar", "Marie-Jo") && !finds("rie", "Marie-Jo"));
    }
}
