//! Hostile strings in every field of every form: no error of the server, and no element that our pages do not have.
//!
//! The forms are those of the pages, so that a new one is tried without a new line here. `HOSTILE_STRINGS` says how many
//! strings go into each form; ten thousand take hours, and tell how long the slowest answer took.

mod forms;
mod oversize;
mod stage;
mod strings;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use axum::http::Method as Verb;

use crate::domain::percent::encode;
use crate::tests::app::{Element, FORM, ORIGIN, Page};
use crate::tests::desk::doors::addresses::posting;
use forms::{Form, Method};
use stage::{Found, Stage};
use strings::{MARK, strings};

/// Strings that each form gets where nothing says how many.
const STRINGS: usize = 6;
/// Posts out of which one has a hostile string in one field alone, where there are many; the others have one in each.
const ALONE: usize = 4;

/// What was sent, and how it went.
#[derive(Default)]
struct Told {
    posts: u64,
    strings: u64,
    done: u64,
    by_status: BTreeMap<u16, u64>,
    times: Vec<u32>,
    slowest: (Duration, String),
    /// What went wrong, each once a form.
    wrong: BTreeMap<(String, &'static str), String>,
}

#[tokio::test]
async fn no_string_breaks_a_form_or_becomes_markup() {
    let long = std::env::var("HOSTILE_STRINGS").ok().and_then(|count| count.parse::<usize>().ok());
    let strings = strings(long.unwrap_or(600));
    let (mut told, mut routes, mut names) = (Told::default(), BTreeSet::new(), BTreeSet::new());
    let mut count = 0;
    for stage in [Stage::new().await, Stage::later().await] {
        let found = stage.forms().await;
        stage.keep().await;
        for one in &found {
            routes.extend((one.form.method != Method::Get).then(|| one.route.clone()));
            names.extend(one.form.fields.iter().map(|(name, _)| (one.route.clone(), name.clone())));
            let times = long.unwrap_or(STRINGS);
            for turn in 0..times {
                let filled = fill(&one.form, &strings, count * STRINGS + turn, turn);
                try_one(&stage, one, filled, &mut told).await;
            }
            // PostgreSQL holds no NUL in a text.
            let nul = one.form.fields.iter().map(|(name, _)| (name.clone(), b"a\0b".to_vec()));
            try_one(&stage, one, nul.collect(), &mut told).await;
            count += 1;
            if long.is_some() {
                println!("{count}: {:?} {} ({})", one.form.method, one.route, stage.people[one.who].called);
                told.tell();
            }
        }
        stage.app.close().await;
    }
    println!("{count} forms, {} fields", names.len());
    told.tell();
    let wrong: Vec<&String> = told.wrong.values().collect();
    assert!(wrong.is_empty(), "{} faults: {wrong:#?}", wrong.len());
    let forgotten: Vec<String> = posting().into_iter().filter(|route| !routes.contains(route)).collect();
    assert_eq!(forgotten, [""; 0], "no page that was found posts there");
    assert!(count > 80 && names.len() > 250, "{count} forms, {} fields", names.len());
    let accepted = told.by_status.get(&303).copied().unwrap_or_default();
    assert!(accepted * 20 > told.posts, "{:?}: too few are right but for one field", told.by_status);
}

/// The fields of a form: one of them hostile and the others as a person fills them, or all of them hostile.
fn fill(form: &Form, strings: &[Vec<u8>], first: usize, turn: usize) -> Vec<(String, Vec<u8>)> {
    let mut names: Vec<&str> = form.fields.iter().map(|(name, _)| name.as_str()).collect();
    names.dedup();
    let alone = turn % ALONE != ALONE - 1;
    let chosen = names.get(turn % names.len().max(1)).copied().unwrap_or_default();
    let fields = form.fields.iter().enumerate().map(|(at, (name, value))| {
        let hostile = !alone || name == chosen;
        // Another string in each field, so that every field gets every string.
        let string = &strings[(first + 7 * at) % strings.len()];
        (name.clone(), if hostile { string.clone() } else { value.clone().into_bytes() })
    });
    let mut fields: Vec<(String, Vec<u8>)> = fields.collect();
    if let Some(file) = &form.file {
        fields.push((file.clone(), strings[first % strings.len()].clone()));
    }
    // A field that nobody has asked for.
    if turn % 5 == 4 {
        fields.push((String::from_utf8_lossy(&strings[first % strings.len()]).into_owned(), b"x".to_vec()));
    }
    fields
}

/// Sends a form, looks at the answer and at the page where it leads, and puts everything back.
async fn try_one(stage: &Stage, found: &Found, filled: Vec<(String, Vec<u8>)>, told: &mut Told) {
    let started = Instant::now();
    let page = send(stage, found, &filled).await;
    let took = started.elapsed();
    let what = || {
        let fields = filled.iter().map(|(name, value)| format!("{name}={}", value.escape_ascii()));
        let fields: String = fields.collect::<Vec<_>>().join(" & ").chars().take(1_500).collect();
        format!(
            "{:?} {} as {}: {fields}",
            found.form.method, found.form.action, stage.people[found.who].called
        )
    };
    let mut notes = |page: &Page, what: &dyn Fn() -> String| {
        if let Err((kind, around)) = check(page) {
            told.wrong
                .entry((found.route.clone(), kind))
                .or_insert_with(|| format!("{kind}: {around}\n{}", what()));
        }
    };
    notes(&page, &what);
    if page.status == 303 {
        for path in [page.header("location"), &found.page] {
            let after = stage.get(found.who, path).await;
            notes(&after, &|| format!("{path} after {}", what()));
        }
        stage.put_back().await;
    }
    told.posts += 1;
    told.strings += filled.len() as u64;
    *told.by_status.entry(page.status).or_default() += 1;
    told.times.push(took.as_micros() as u32);
    if took > told.slowest.0 {
        told.slowest = (took, what());
    }
    told.done += u64::from(page.status == 303);
}

async fn send(stage: &Stage, found: &Found, filled: &[(String, Vec<u8>)]) -> Page {
    let form = &found.form;
    let pairs: Vec<String> =
        filled.iter().map(|(name, value)| format!("{}={}", encode(name), percent(value))).collect();
    let mut pairs = pairs.join("&");
    let sending = match form.method {
        Method::Get => {
            // What is longer no address can be.
            pairs.truncate(60_000);
            let path = form.action.split('?').next().unwrap_or_default();
            stage.app.send(Verb::GET, &format!("{path}?{pairs}"))
        }
        Method::Post => stage.app.send(Verb::POST, &form.action).header("content-type", FORM).body(pairs),
        Method::Upload => {
            let kind = "multipart/form-data; boundary=xq7xq7xq7";
            let body = multipart(filled, form.file.as_deref());
            stage.app.send(Verb::POST, &form.action).header("content-type", kind).body(body)
        }
    };
    let sending = sending.header("origin", ORIGIN).header("accept", "text/html");
    match &stage.people[found.who].cookie {
        Some(cookie) => sending.header("cookie", cookie),
        None => sending,
    }
    .answer()
    .await
}

/// Every byte that is not plain, encoded.
fn percent(value: &[u8]) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(*byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// As browsers send a file: its name is hostile too.
fn multipart(filled: &[(String, Vec<u8>)], file: Option<&str>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in filled {
        body.extend(
            format!("--xq7xq7xq7\r\ncontent-disposition: form-data; name=\"{}\"", encode(name)).bytes(),
        );
        if file == Some(name) {
            body.extend(b"; filename=\"");
            body.extend(value.iter().filter(|byte| !b"\r\n\"".contains(byte)).take(300));
            body.extend(b".csv\"");
        }
        body.extend(b"\r\n\r\n");
        body.extend(value);
        body.extend(b"\r\n");
    }
    body.extend(b"--xq7xq7xq7--\r\n");
    body
}

/// What is wrong with an answer, where it is an error of the server, says something in its headers that was typed, or holds an
/// element, an attribute or a link that runs something.
fn check(page: &Page) -> Result<(), (&'static str, String)> {
    if page.status >= 500 {
        return Err(("an error of the server", format!("{} {}", page.status, page.text())));
    }
    let typed =
        |bytes: &[u8]| bytes.windows(MARK.len()).any(|some| some.eq_ignore_ascii_case(MARK.as_bytes()));
    for (name, value) in &page.headers {
        // A nonce may hold any three letters.
        let may = ["location", "content-disposition", "content-security-policy"].contains(&name.as_str());
        if typed(name.as_str().as_bytes()) || (!may && typed(value.as_bytes())) {
            return Err(("a header", format!("{name}: {value:?}")));
        }
    }
    let location = page.header("location");
    let inside = location.is_empty() || (location.starts_with('/') && !location.starts_with("//"));
    if !inside || location.contains('\\') {
        return Err(("leads elsewhere", location.to_owned()));
    }
    if !page.header("content-type").starts_with("text/html") {
        return Ok(());
    }
    let (_, policy) = page.header("content-security-policy").split_once("'nonce-").unwrap_or_default();
    let nonce = policy.split('\'').next().unwrap_or_default();
    let found = page.elements().into_iter().find_map(|element| Some((foreign(&element, nonce)?, element)));
    found.map_or(Ok(()), |(kind, element)| Err((kind, format!("{element:?}"))))
}

/// What of an element is none of ours.
fn foreign(element: &Element, nonce: &str) -> Option<&'static str> {
    if element.name.contains(MARK) {
        return Some("an element");
    }
    if element.name == "script" {
        let data = element.get("type") == Some("application/ld+json");
        if !data && (element.get("nonce") != Some(nonce) || nonce.is_empty()) {
            return Some("a script");
        }
    }
    element.attributes.iter().find_map(|(name, value)| {
        let runs = ["javascript", "vbscript", "data", "file"];
        let scheme: String = value.chars().filter(|letter| *letter > ' ').collect::<String>().to_lowercase();
        let scheme = scheme.split_once(':').map(|(scheme, _)| scheme.to_owned()).unwrap_or_default();
        // A QR code is drawn into its page.
        let drawn = element.name == "img" && value.starts_with("data:image/svg+xml,%3C%3Fxml%20version");
        match name.as_str() {
            name if name.contains(MARK) || name.starts_with("on") => Some("an attribute"),
            "style" | "srcdoc" => Some("an attribute"),
            "href" | "src" | "action" | "formaction" if !drawn && runs.contains(&scheme.as_str()) => {
                Some("a link")
            }
            "src" | "action" | "formaction" if value.starts_with("//") || value.contains("evil.example") => {
                Some("a link")
            }
            _ => None,
        }
    })
}

impl Told {
    fn tell(&self) {
        let mut times = self.times.clone();
        times.sort_unstable();
        let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
        println!(
            "{} posts, {} strings, {} done and undone, statuses {:?}; half within {} µs, 99 % {}, 99.9 % {}; slowest {:?}: {}",
            self.posts,
            self.strings,
            self.done,
            self.by_status,
            at(0.5),
            at(0.99),
            at(0.999),
            self.slowest.0,
            self.slowest.1.chars().take(300).collect::<String>(),
        );
    }
}
