//! The forms of a page, as a browser would fill and send them.

use crate::tests::app::{Element, Page};

/// A form, and one of its buttons.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub method: Method,
    /// Where it goes.
    pub action: String,
    /// Names, and what a person could write there; the button's own comes last.
    pub fields: Vec<(String, String)>,
    /// The one that takes a file.
    pub file: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Method {
    Get,
    Post,
    Upload,
}

/// Where a button sends its form, and its own name and value.
type Button = (Option<String>, Option<(String, String)>);

/// A form while its page is read.
struct Begun {
    id: Option<String>,
    form: Form,
    buttons: Vec<Button>,
}

/// The forms of a page, each once for each of its buttons.
pub(super) fn forms(page: &Page, path: &str) -> Vec<Form> {
    let mut all: Vec<Begun> = Vec::new();
    let mut open = None;
    let mut select: Option<(Option<usize>, String, String)> = None;
    for element in page.elements() {
        let owner = match element.get("form") {
            Some(id) => all.iter().position(|one| one.id.as_deref() == Some(id)),
            None => open,
        };
        let name = element.get("name").unwrap_or_default().to_owned();
        match (element.name.as_str(), element.closes.as_str()) {
            ("form", _) => {
                open = Some(all.len());
                all.push(begun(&element, path));
            }
            (_, "form") => open = None,
            ("input" | "textarea" | "button", _) => {
                if let Some(form) = owner.map(|at| &mut all[at]) {
                    form.takes(&element, &name, path);
                }
            }
            ("select", _) => select = Some((owner, name, String::new())),
            ("option", _) => {
                if let Some((.., chosen)) = &mut select
                    && (chosen.is_empty() || element.get("selected").is_some())
                {
                    *chosen = element.get("value").unwrap_or_default().to_owned();
                }
            }
            (_, "select") => {
                if let Some((Some(owner), name, chosen)) = select.take() {
                    all[owner].form.fields.push((name, chosen));
                }
            }
            _ => {}
        }
    }
    all.into_iter().flat_map(Begun::finish).collect()
}

fn begun(element: &Element, path: &str) -> Begun {
    let upload = element.get("enctype") == Some("multipart/form-data");
    let method = match element.get("method") {
        Some("post") if upload => Method::Upload,
        Some("post") => Method::Post,
        _ => Method::Get,
    };
    let action = element.get("action").map_or_else(|| path.to_owned(), |action| from(path, action));
    let form = Form { method, action, fields: Vec::new(), file: None };
    Begun { id: element.get("id").map(str::to_owned), form, buttons: Vec::new() }
}

/// An address, as the page of `path` says it.
fn from(path: &str, href: &str) -> String {
    match href.starts_with('/') {
        true => href.to_owned(),
        false => format!("{}{href}", path.split('?').next().unwrap_or_default()),
    }
}

impl Begun {
    fn takes(&mut self, element: &Element, name: &str, path: &str) {
        let kind = element.get("type").unwrap_or("text");
        let value = element.get("value").unwrap_or_default();
        if element.name == "button" {
            if kind != "button" {
                let own = (!name.is_empty()).then(|| (name.to_owned(), value.to_owned()));
                self.buttons.push((element.get("formaction").map(|action| from(path, action)), own));
            }
            return;
        }
        let fields = &mut self.form.fields;
        if name.is_empty() || (kind == "radio" && fields.iter().any(|(one, _)| one == name)) {
            return;
        }
        match kind {
            "file" => self.form.file = Some(name.to_owned()),
            _ if element.name == "textarea" && !element.text.is_empty() => {
                fields.push((name.to_owned(), element.text.clone()));
            }
            "hidden" | "radio" | "checkbox" => fields.push((name.to_owned(), value.to_owned())),
            _ if !value.is_empty() => fields.push((name.to_owned(), value.to_owned())),
            _ => fields.push((name.to_owned(), plausible(name, kind).to_owned())),
        }
    }

    fn finish(self) -> Vec<Form> {
        let buttons = if self.buttons.is_empty() { vec![(None, None)] } else { self.buttons };
        let pressed = buttons.into_iter().map(|(action, own)| {
            let mut form = self.form.clone();
            form.action = action.unwrap_or(form.action);
            form.fields.extend(own);
            form
        });
        pressed.collect()
    }
}

/// What a person could write in a field.
fn plausible(name: &str, kind: &str) -> &'static str {
    match (name, kind) {
        // The trap of robots.
        ("site_web", _) => "",
        ("prenom", _) => "Zoé",
        ("lieu" | "commune", _) => "Lens (62300)",
        ("chiffres", _) => "0077",
        (_, "tel") | ("mobile" | "telephone", _) => "06 39 98 00 12",
        (_, "email") | ("email" | "courriel", _) => "zoe@example.org",
        (_, "date") | ("jour", _) => "2026-12-01",
        (_, "time") | ("heure", _) => "10:00",
        (_, "number") => "3",
        (_, "url") | ("url", _) => "https://example.org/a",
        (_, "password") => "quatre mots de passe",
        _ => "Bonjour à tous",
    }
}
