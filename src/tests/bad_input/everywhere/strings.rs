//! Strings that nobody should send, made from pieces: what is hostile, in everything that it may have to break out of.

mod orders;

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use orders::{commands, databases, files, headers, paths, templates};

/// The name of what no page of ours holds: an element or an attribute of this name came from outside.
pub(super) const MARK: &str = "xq7";

/// The first `count` strings: the same each time, each once.
pub(super) fn strings(count: usize) -> Vec<Vec<u8>> {
    let mut seen = std::collections::HashSet::new();
    let mut chance = ChaCha8Rng::seed_from_u64(7);
    let made = (0..).map(|number| made(number, &mut chance)).filter(|string| seen.insert(string.clone()));
    made.take(count).collect()
}

type Family = fn(&mut ChaCha8Rng) -> Vec<u8>;

const FAMILIES: [Family; 15] = [
    markup, markup, quoted, handlers, links, databases, commands, templates, paths, headers, letters, bytes,
    numbers, nested, files,
];

fn made(number: usize, chance: &mut ChaCha8Rng) -> Vec<u8> {
    let mut made = FAMILIES[number % FAMILIES.len()](chance);
    // Behind something that would be right, twice, or behind another.
    match chance.random_range(0..10) {
        0 => made = [pick(chance, &VALID).as_bytes(), &made].concat(),
        1 => made = [&made, pick(chance, &VALID).as_bytes()].concat(),
        2 => made = made.repeat(chance.random_range(2..40)),
        3 => made.extend(FAMILIES[chance.random_range(0..FAMILIES.len())](chance)),
        _ => {}
    }
    made.truncate(40_000);
    made
}

fn pick<'a>(chance: &mut ChaCha8Rng, among: &[&'a str]) -> &'a str {
    among.choose(chance).copied().unwrap_or_default()
}

/// What fields of ours take.
const VALID: [&str; 10] = [
    "Zoé",
    "06 39 98 00 12",
    "zoe@example.org",
    "Lens (62300)",
    "2026-12-01",
    "10:00",
    "oui",
    "12",
    "https://example.org/",
    "https://premier-pas.example/offres/coworking-lens",
];

const ELEMENTS: [&str; 16] = [
    "<xq7>",
    "<xq7/>",
    "<b xq7>",
    "<script xq7>alert(1)</script>",
    "<img src=x xq7=1>",
    "<svg xq7><xq7>",
    "<iframe xq7>",
    "<style xq7>",
    "<math><xq7>",
    "<a xq7 href=/>",
    "<form xq7><input xq7>",
    "<base xq7 href=//evil.example>",
    "<meta xq7 http-equiv=refresh>",
    "<template><xq7>",
    "<object xq7>",
    "<leptos-island xq7>",
];

/// An element, as it is or as filters fail to see it, after what ends whatever it stands in.
fn markup(chance: &mut ChaCha8Rng) -> Vec<u8> {
    const ENDS: [&str; 22] = [
        "",
        "\">",
        "'>",
        ">",
        "</textarea>",
        "</title>",
        "</script>",
        "</style>",
        "</noscript>",
        "-->",
        "--!>",
        "]]>",
        "</option></select>",
        "</svg>",
        "</a>",
        "`>",
        "\\\">",
        "\u{0}\">",
        "</textarea\t>",
        "</TITLE>",
        "}}>",
        "/>",
    ];
    let (end, element) = (pick(chance, &ENDS), pick(chance, &ELEMENTS));
    let element = match chance.random_range(0..14) {
        0 => element.to_uppercase(),
        1 => element.replacen('<', "<\u{0}", 1),
        2 => element.replace('<', "&lt;").replace('>', "&gt;"),
        3 => element.replace('<', "&#60;"),
        4 => element.replace('<', "&#x3c"),
        5 => element.replace('<', "%3C").replace('>', "%3E"),
        6 => element.replace('<', "\\u003c"),
        7 => element.replace('<', "\u{ff1c}"),
        8 => element.replace(' ', "/"),
        9 => element.replace(' ', "\n"),
        10 => format!("<{element}"),
        11 => element.replace("xq7", "xq7:xq7"),
        _ => element.to_owned(),
    };
    format!("{end}{element}").into_bytes()
}

/// An attribute, after every way to end the one before it.
fn quoted(chance: &mut ChaCha8Rng) -> Vec<u8> {
    const ENDS: [&str; 14] = [
        "\"", "'", "`", "\" ", "' ", "\\\"", "&quot;", "&#34;", "\u{201d}", "\u{2019}", " ", "\n", "\u{c}",
        "\"\t",
    ];
    const ATTRIBUTES: [&str; 8] = [
        " xq7=1 x=\"",
        " xq7 ",
        "xq7='1' x='",
        " style=xq7:1 xq7=",
        " autofocus xq7 x=",
        "/xq7/",
        " srcdoc=\"<xq7>\" xq7=\"",
        " formaction=//evil.example xq7 x=\"",
    ];
    format!("{}{}", pick(chance, &ENDS), pick(chance, &ATTRIBUTES)).into_bytes()
}

fn handlers(chance: &mut ChaCha8Rng) -> Vec<u8> {
    const EVENTS: [&str; 10] = [
        "onload",
        "onerror",
        "onclick",
        "onfocus",
        "onmouseover",
        "ontoggle",
        "onpointerenter",
        "onanimationend",
        "ONERROR",
        "onxq7",
    ];
    let (event, end) = (pick(chance, &EVENTS), pick(chance, &["\"", "'", "", "\">", "'>"]));
    match chance.random_range(0..3) {
        0 => format!("{end} {event}=alert(1) autofocus tabindex=1 xq7=\""),
        1 => format!("{end}<svg/{event}=alert`1`>"),
        _ => format!("{end}<details open {event}=alert(1)><summary xq7>"),
    }
    .into_bytes()
}

fn links(chance: &mut ChaCha8Rng) -> Vec<u8> {
    const SCHEMES: [&str; 14] = [
        "javascript:",
        "JaVaScRiPt:",
        "java\tscript:",
        "java\nscript:",
        "\u{1}javascript:",
        " javascript:",
        "data:text/html,",
        "data:text/html;base64,PHhxNz4=",
        "vbscript:",
        "file:///",
        "//evil.example/",
        "https:evil.example",
        "\\\\evil.example\\",
        "https://premier-pas.example@evil.example/",
    ];
    const THERE: [&str; 5] = ["alert(1)//", "<xq7>", "%0aalert(1)", "\u{2028}alert(1)", "etc/passwd"];
    format!("{}{}", pick(chance, &SCHEMES), pick(chance, &THERE)).into_bytes()
}

/// Letters that turn the line round, have no width, pile up, look like others, or are none.
fn letters(chance: &mut ChaCha8Rng) -> Vec<u8> {
    const ODD: [&str; 26] = [
        "\u{202e}",
        "\u{202d}",
        "\u{2066}",
        "\u{2067}",
        "\u{2069}",
        "\u{200f}",
        "\u{61c}",
        "\u{200b}",
        "\u{200d}",
        "\u{feff}",
        "\u{ad}",
        "\u{2028}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{fffd}",
        "\u{e000}",
        "\u{10ffff}",
        "\u{e0001}",
        "\u{0}",
        "\u{1b}[31m",
        "\u{7f}",
        "\u{9b}",
        "\u{8}",
        "\u{1f}",
        "\u{3164}",
        "\u{180e}",
    ];
    const MANY: [&str; 16] = [
        "🙂",
        "👩‍👩‍👧‍👦",
        "🏴\u{e0067}\u{e0062}\u{e007f}",
        "𝒵𝑜𝑒́",
        "\u{fdfa}",
        "İ",
        "ẞ",
        "ﬁ",
        "Ａｄｍｉｎ",
        "аdmіn",
        "Ζοé",
        "ﷺ",
        "ꙮ",
        "𒐫",
        "नी",
        "مرحبا",
    ];
    const PILED: [char; 5] = ['\u{301}', '\u{489}', '\u{20dd}', '\u{334}', '\u{f71}'];
    match chance.random_range(0..4) {
        0 => format!("Zo{}é", pick(chance, &ODD)),
        1 => pick(chance, &ODD).repeat(chance.random_range(1..60)),
        2 => pick(chance, &MANY).repeat(chance.random_range(1..200)),
        _ => {
            let mark = PILED[chance.random_range(0..PILED.len())];
            let piled = mark.to_string().repeat(chance.random_range(10..900));
            format!("e{piled}{}", pick(chance, &MANY))
        }
    }
    .into_bytes()
}

/// Bytes that are no text, or the text of another alphabet, and what files begin with.
fn bytes(chance: &mut ChaCha8Rng) -> Vec<u8> {
    const NONE: [&[u8]; 18] = [
        b"\xff",
        b"\xfe\xff",
        b"\xff\xfe<\0x\0q\x007\0>\0",
        b"\x80",
        b"\xc0\xaf",
        b"\xc0\xbcxq7\xc0\xbe",
        b"\xe0\x80\xbc",
        b"\xed\xa0\x80",
        b"\xed\xa0\xbd\xed\xb9\x82",
        b"\xf0\x9f\x99",
        b"\xf4\x90\x80\x80",
        b"\xf8\x88\x80\x80\x80",
        b"+ADw-xq7+AD4-",
        b"\x1f\x8b\x08\0\0\0\0\0\0\x03",
        b"PK\x03\x04\x14\0\0\0\x08\0",
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n",
        b"MZ\0",
    ];
    let mut made = NONE[chance.random_range(0..NONE.len())].to_vec();
    if chance.random_bool(0.5) {
        made.extend((0..chance.random_range(1..60)).map(|_| chance.random::<u8>()));
    }
    made
}

/// Numbers and days at their limits and beyond.
fn numbers(chance: &mut ChaCha8Rng) -> Vec<u8> {
    const ODD: [&str; 30] = [
        "-1",
        "-0",
        "0",
        "NaN",
        "Infinity",
        "-inf",
        "1e309",
        "1e-400",
        "2147483648",
        "-2147483649",
        "9223372036854775808",
        "18446744073709551616",
        "340282366920938463463374607431768211456",
        "0x7fffffff",
        "0b1",
        "1_000",
        "1 000",
        "1,5",
        "1.5.5",
        "١٢٣",
        "½",
        "³",
        "+33",
        "0000-00-00",
        "9999-12-31",
        "2026-02-30",
        "-271821-04-20",
        "+010000-01-01",
        "24:60",
        "2026-12-01T25:61:61Z",
    ];
    match chance.random_range(0..4) {
        0 => "9".repeat(chance.random_range(1..2_000)),
        1 => format!("{}{}", pick(chance, &["-", "+", "0", "00000000"]), chance.random::<u64>()),
        2 => format!(
            "{}-{}-{}",
            chance.random_range(0..20_000),
            chance.random_range(0..20),
            chance.random_range(0..40)
        ),
        _ => pick(chance, &ODD).to_owned(),
    }
    .into_bytes()
}

/// Depth and length.
fn nested(chance: &mut ChaCha8Rng) -> Vec<u8> {
    const STEPS: [&str; 16] = [
        "[a]", "[", "(", "{\"a\":", "((a+)+", "<xq7>", "a", "é", " ", "\n", "&amp;", "%25", "\"", "🙂", "a.",
        "&a[b]=",
    ];
    let times = match chance.random_range(0..12) {
        0 => chance.random_range(1_000..20_000),
        1..4 => chance.random_range(100..1_000),
        _ => chance.random_range(2..100),
    };
    let mut made = pick(chance, &STEPS).repeat(times).into_bytes();
    made.extend_from_slice(pick(chance, &["", "!", "x", "\u{0}"]).as_bytes());
    made
}
