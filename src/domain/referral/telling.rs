//! How the person wants to be told.

/// How the person wants to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TellBy {
    /// By SMS alone.
    Sms,
    /// By mail alone.
    Email,
    /// By both, where she gave both.
    Both,
}

impl TellBy {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Sms, Self::Email, Self::Both];

    /// The code in the form and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Email => "email",
            Self::Both => "both",
        }
    }

    /// That of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What people choose.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sms => "Par SMS",
            Self::Email => "Par e-mail",
            Self::Both => "Par SMS et par e-mail",
        }
    }

    /// Whether by SMS, where she gave an address of mail or not.
    pub fn by_sms(self, has_email: bool) -> bool {
        self != Self::Email || !has_email
    }

    /// Whether by mail.
    pub fn by_email(self) -> bool {
        self != Self::Sms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_gave_no_address_of_mail_is_told_by_sms_all_the_same() {
        for (by, without, with, mail) in [
            (TellBy::Sms, true, true, false),
            (TellBy::Email, true, false, true),
            (TellBy::Both, true, true, true),
        ] {
            assert_eq!((by.by_sms(false), by.by_sms(true), by.by_email()), (without, with, mail), "{by:?}");
        }
    }
}
