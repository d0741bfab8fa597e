//! What is sealed: every place where a request, or what was said of it, stands in words.

/// A column of a table whose key is `id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub table: &'static str,
    pub name: &'static str,
}

const fn column(table: &'static str, name: &'static str) -> Column {
    Column { table, name }
}

/// Her mobile as a keyed hash stands in this column, where a table has it sealed.
pub const MOBILE_KEY: &str = "mobile_key";

// A digest of what was posted tells a number to whoever tries them all.
pub const REFERRAL_PAYLOAD: Column = column("referral", "payload_digest");
pub const REFERRAL_FIRST_NAME: Column = column("referral", "first_name");
pub const REFERRAL_MOBILE: Column = column("referral", "mobile");
pub const REFERRAL_EMAIL: Column = column("referral", "email");
pub const REFERRAL_MESSAGE: Column = column("referral", "message");
pub const REFERRAL_PLACE: Column = column("referral", "appointment_place");
pub const REFERRAL_NOTE: Column = column("referral", "note");
pub const NOTE_WORDS: Column = column("referral_note", "words");
pub const WAITING_FIRST_NAME: Column = column("waiting_ask", "first_name");
pub const WAITING_MOBILE: Column = column("waiting_ask", "mobile");
pub const WAITING_EMAIL: Column = column("waiting_ask", "email");
pub const WAITING_MESSAGE: Column = column("waiting_ask", "message");
pub const MESSAGE_RECIPIENT: Column = column("message", "recipient");
pub const MESSAGE_SUBJECT: Column = column("message", "subject");
pub const MESSAGE_BODY: Column = column("message", "body");
pub const REPORT_WORDS: Column = column("abuse_report", "words");
// Whoever reads it makes the codes of that telephone.
pub const ACCOUNT_KEY: Column = column("account", "totp_secret");
pub const REPORT_ANSWER: Column = column("abuse_report", "answer");
/// What a member looks for stands in no table: in the address of her own desk.
pub const INBOX_SEARCH: Column = column("inbox", "search");
pub const BLOCKED_LAST_FOUR: Column = column("blocked_number", "last_four");
pub const BLOCKED_DIGEST: Column = column("blocked_number", "digest_sealed");

/// The tables that [`super::pass`] walks through, each with its columns. What tells of a blocked number has a way of its own.
pub const TABLES: [&[Column]; 6] = [
    &[
        REFERRAL_MOBILE,
        REFERRAL_PAYLOAD,
        REFERRAL_FIRST_NAME,
        REFERRAL_EMAIL,
        REFERRAL_MESSAGE,
        REFERRAL_PLACE,
        REFERRAL_NOTE,
    ],
    &[WAITING_MOBILE, WAITING_FIRST_NAME, WAITING_EMAIL, WAITING_MESSAGE],
    &[NOTE_WORDS],
    &[MESSAGE_RECIPIENT, MESSAGE_SUBJECT, MESSAGE_BODY],
    &[REPORT_WORDS, REPORT_ANSWER],
    &[ACCOUNT_KEY],
];
