//! What of the requests of a structure is looked at, as the address of its desk says it.

use super::percent::{decode_pairs, encode};
use super::referral::Folder;

/// Longest text that is looked for, in characters.
const TEXT_MAX: usize = 100;

/// Of whom requests are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Whose {
    /// Of everybody.
    #[default]
    Anybodys,
    /// Those given to who looks.
    Mine,
    /// Those given to nobody.
    Nobodys,
}

impl Whose {
    /// All, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Anybodys, Self::Mine, Self::Nobodys];

    /// The code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Anybodys => "",
            Self::Mine => "moi",
            Self::Nobodys => "personne",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Anybodys => "Toute l’équipe",
            Self::Mine => "Moi",
            Self::Nobodys => "Personne encore",
        }
    }
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxQuery {
    /// The folder; of no account where a text is looked for.
    pub folder: Folder,
    /// A first name, a code or digits of a telephone; empty for all.
    pub text: String,
    /// The slug of the one offer; empty for all.
    pub offer: String,
    /// Of whom.
    pub whose: Whose,
    /// From 0.
    pub page: u32,
}

impl Default for InboxQuery {
    fn default() -> Self {
        Self {
            folder: Folder::New,
            text: String::new(),
            offer: String::new(),
            whose: Whose::default(),
            page: 0,
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
                "dossier" => parsed.folder = Folder::from_code(value).unwrap_or(parsed.folder),
                "texte" => parsed.text = value.chars().filter(|c| !c.is_control()).take(TEXT_MAX).collect(),
                "offre" => {
                    parsed.offer =
                        value.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(200).collect();
                }
                "pour" => {
                    parsed.whose =
                        Whose::ALL.into_iter().find(|whose| whose.code() == value).unwrap_or_default();
                }
                "page" => {
                    let page: u32 = value.parse().unwrap_or(1);
                    parsed.page = page.saturating_sub(1).min(10_000);
                }
                _ => {}
            }
        }
        parsed
    }

    /// What stands after the address, `?` included; empty where it is all as usual.
    pub fn query(&self) -> String {
        let mut pairs = Vec::new();
        if self.folder != Folder::New {
            pairs.push(format!("dossier={}", self.folder.code()));
        }
        for (name, value) in [("texte", &self.text), ("offre", &self.offer)] {
            if !value.is_empty() {
                pairs.push(format!("{name}={}", encode(value)));
            }
        }
        if self.whose != Whose::Anybodys {
            pairs.push(format!("pour={}", self.whose.code()));
        }
        if self.page > 0 {
            pairs.push(format!("page={}", self.page + 1));
        }
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }

    /// Whether a request is what the text means: her first name begins with it, her number or her code holds it.
    /// `fold` makes texts alike that people take for the same.
    pub fn finds(&self, first_name: &str, mobile: &str, code: &str, fold: impl Fn(&str) -> String) -> bool {
        let wanted = fold(&self.text);
        let digits: String = self.text.chars().filter(char::is_ascii_digit).collect();
        let alone = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        // "06 39" is how people say what stands as "+3363…".
        let national = mobile.replacen("+33", "0", 1);
        fold(first_name).starts_with(&wanted)
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
    fn people_find_by_name_number_or_code() {
        let finds = |text: &str| {
            let query = InboxQuery { text: text.to_owned(), ..InboxQuery::default() };
            query.finds("Zoé", "+33639980012", "K7MX-2P4R", |text| text.to_lowercase().replace('é', "e"))
        };
        for text in ["zo", "Zoé", "ZOE", "06 39 98", "0012", "k7mx2p4r", "K7MX-2P4R"] {
            assert!(finds(text), "{text}");
        }
        for text in ["oé", "9999", "k7mx", "1"] {
            assert!(!finds(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_address_says_it_all(text in "\\PC{0,40}", offer in "[a-z-]{0,20}", folder in 0usize..6, whose in 0usize..3, page in 0u32..500) {
            let folder = Folder::ALL[folder];
            let query = InboxQuery { folder, text: text.trim().to_owned(), offer, whose: Whose::ALL[whose], page };
            prop_assert_eq!(InboxQuery::parse(query.query().trim_start_matches('?')), query);
        }

        #[test]
        fn no_address_breaks_it(query in "\\PC{0,200}") {
            let parsed = InboxQuery::parse(&query);
            prop_assert_eq!(InboxQuery::parse(parsed.query().trim_start_matches('?')), parsed);
        }
    }
}
