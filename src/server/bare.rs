//! Pages made without the framework, for moments in which a whole page can't be afforded or read: a few hundred bytes, in the
//! site's own style. None needs a script; where one runs, the page that keeps a form sends it again by itself.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use leptos::nonce::Nonce;

use crate::domain::form::Typed;

/// Its form goes to ourselves, its sheet is ours; nothing else runs or loads.
const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
     frame-ancestors 'none'";

/// Sends the form again until it has left. Without a script one presses: a page that only refreshes itself can't post.
const AGAIN: &str = include_str!("bare/again.js");

/// The id that makes a second post the same request: only a form that bears it is sent without a press.
const ONCE: &str = "envoi";

/// Why nothing can be done now, and when to come back.
#[derive(Debug, Clone, Copy)]
pub struct Wait {
    /// What happened, in a sentence.
    pub because: &'static str,
    /// Seconds until it is worth to try again.
    pub seconds: u16,
}

/// More people come than the machine can serve.
pub const CROWDED: Wait =
    Wait { because: "Beaucoup de personnes sont sur le site en ce moment.", seconds: 5 };
/// Nothing can be written or read.
pub const BROKEN: Wait = Wait { because: "Notre service a un problème.", seconds: 30 };

/// The page of an address that can't be read now; `style` is the address of the site's style sheet.
pub fn come_back(style: &str, wait: Wait) -> Response {
    let text = format!("{} Attendez un peu, puis essayez encore.", wait.because);
    let way_on = "<a class=\"button\" href=\"\">Essayer encore</a><a class=\"button quiet\" href=\"/\">Chercher une offre</a>";
    answer(style, "Attendez un peu", &text, way_on, wait)
}

/// The page that keeps what was typed: every field is in it, hidden, and one button sends them to `path` again, so that the
/// same form stays the same request. One that may be sent twice leaves without a press too, where a script runs.
pub fn keep(style: &str, path: &str, typed: &Typed, wait: Wait) -> Response {
    let text = format!(
        "{} Rien n’est perdu : cette page garde ce que vous avez écrit.</p>\
         <p id=\"suite\" role=\"status\">Attendez une minute, puis appuyez sur le bouton.",
        wait.because
    );
    let fields: String = (typed.pairs())
        .map(|(name, value)| {
            format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", quoted(name), quoted(value))
        })
        .collect();
    let mut form = format!(
        "<form method=\"post\" action=\"{}\">{fields}<button class=\"button main\" type=\"submit\">Envoyer encore</button></form>",
        quoted(path)
    );
    let mut policy = POLICY.to_owned();
    if typed.some(ONCE).is_some() {
        let nonce = Nonce::new();
        form = format!("{form}<script nonce=\"{nonce}\">{AGAIN}</script>");
        policy = format!("{POLICY}; script-src 'nonce-{nonce}'; connect-src 'self'");
    }
    let mut response = answer(style, "Ce n’est pas encore envoyé", &text, &form, wait);
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The page of a form that held a password: that never stands in a page, so one types it again.
pub fn type_again(style: &str, path: &str, wait: Wait) -> Response {
    let text = format!("{} Attendez une minute, puis recommencez.", wait.because);
    let way_on = format!("<a class=\"button\" href=\"{}\">Revenir au formulaire</a>", quoted(path));
    answer(style, "Ce n’est pas encore envoyé", &text, &way_on, wait)
}

fn answer(style: &str, title: &str, text: &str, way_on: &str, wait: Wait) -> Response {
    let style = quoted(style);
    let page = Html(format!(
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>{title} · Premier Pas</title>\
         <link rel=\"stylesheet\" href=\"{style}\"></head><body><main><section class=\"message\"><h1>{title}</h1>\
         <p>{text}</p><div class=\"actions\">{way_on}</div></section></main></body></html>"
    ));
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, page).into_response();
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, wait.seconds.into());
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    // What was refused for a moment is kept by nobody.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A text inside a quoted attribute.
fn quoted(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
