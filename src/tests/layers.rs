//! The house keeps its shape: dependencies point inward, files stay small, dangerous things stay where they are.

use std::path::{Path, PathBuf};

/// What each layer may use.
const LAYERS: [(&str, &[&str]); 12] = [
    ("domain", &["domain"]),
    ("error", &[]),
    // A field that proposes while one types reads the index by a function of its own.
    ("ui", &["domain", "error", "ui", "pages::reading"]),
    ("pages", &["domain", "error", "ui", "pages", "search", "store"]),
    ("app", &["pages", "ui"]),
    ("store", &["domain", "store"]),
    // The rows of the open API are written once, when the index is built.
    ("search", &["domain", "exchange", "search", "store"]),
    ("exchange", &["domain", "exchange"]),
    ("seed", &["domain", "exchange", "seed"]),
    // The files of every day are rows of data·inclusion.
    ("routine", &["domain", "exchange", "routine", "store"]),
    (
        "server",
        &["app", "domain", "error", "exchange", "pages", "routine", "search", "server", "store", "ui"],
    ),
    ("commands", &[""]),
];

/// Longest file, in lines, tests in it included.
const LINES: usize = 400;

/// Crates that the domain does not know.
const OUTSIDE: [&str; 5] = ["leptos", "sqlx", "axum", "tokio", "web_sys"];

fn files() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(&path).unwrap())
    };
    found.into_iter().map(read).collect()
}

/// The code without what is only said about it.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn layer(name: &str) -> &str {
    name.split('/').next().unwrap().trim_end_matches(".rs")
}

/// What follows each `crate::`, as paths of two steps; a group counts as each of its own.
fn used(code: &str) -> Vec<String> {
    let path = |text: &str| {
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(text.len());
        text[..end].split("::").filter(|step| !step.is_empty()).take(2).collect::<Vec<_>>().join("::")
    };
    let uses = code.split("crate::").skip(1);
    uses.flat_map(|after| match after.strip_prefix('{') {
        Some(group) => group.split('}').next().unwrap().split(',').map(|one| path(one.trim())).collect(),
        None => vec![path(after)],
    })
    .collect()
}

#[test]
fn dependencies_point_inward() {
    let mut wrong = Vec::new();
    for (name, text) in files() {
        if ["lib", "main", "tests"].contains(&layer(&name)) {
            continue;
        }
        let (_, allowed) = LAYERS.iter().find(|(one, _)| *one == layer(&name)).expect(&name);
        for path in used(&code(&text)) {
            let fits = |one: &&str| one.is_empty() || path == **one || path.starts_with(&format!("{one}::"));
            if !allowed.iter().any(fits) {
                wrong.push(format!("{name} uses crate::{path}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_domain_knows_no_machinery() {
    for (name, text) in files().into_iter().filter(|(name, _)| layer(name) == "domain") {
        for outside in OUTSIDE {
            assert!(!code(&text).contains(&format!("{outside}::")), "{name} uses {outside}");
        }
    }
}

#[test]
fn files_are_small_and_named_by_what_they_hold() {
    for (name, text) in files() {
        assert!(text.lines().count() <= LINES, "{name} has {} lines", text.lines().count());
        assert!(!name.ends_with("mod.rs"), "{name}");
        assert!(name.starts_with("main.rs") || name.starts_with("lib.rs") || !text.is_empty());
        let told = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        assert!(told.starts_with("//!"), "{name} does not say what it is for");
    }
}

#[test]
fn what_is_dangerous_stands_in_one_place() {
    for (name, text) in files().into_iter().filter(|(name, _)| layer(name) != "tests") {
        let code = code(&text);
        assert!(name == "ui/form.rs" || !code.contains("<textarea"), "{name}: use ui::form::TextField");
        assert!(name == "pages/offer.rs" || !code.contains("inner_html"), "{name} writes raw markup");
        let method = code.lines().filter(|line| line.trim_start().starts_with("#[server"));
        for line in method {
            assert!(line.contains("codec::GetUrl"), "{name}: a server function that does not read: {line}");
        }
    }
}

#[test]
fn paths_are_read_whole() {
    let text = "use crate::domain::{a, b};\nlet x = crate::store::Db::open();\nuse crate::{ui::form, pages};";
    assert_eq!(used(text), ["domain", "store::Db", "ui::form", "pages"]);
}
