//! The door that the framework leaves open: what changes something must come from our own pages, as a form.
//!
//! Browsers tell where a request comes from by `Sec-Fetch-Site`, which no page can forge; older ones, and any
//! over plain http to another machine, only by `Origin`.

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use thiserror::Error;

use super::config::PublicUrl;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Why a request was not let in. People read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// It does not come from our pages.
    #[error("Cette demande ne vient pas de notre site. Rechargez la page et recommencez.\n")]
    Elsewhere,
    /// It is not a form.
    #[error("Ce formulaire n’est pas arrivé comme prévu. Rechargez la page et recommencez.\n")]
    NotAForm,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = match self {
            Self::Elsewhere => StatusCode::FORBIDDEN,
            Self::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        };
        (status, self.to_string()).into_response()
    }
}

/// Lets through what only reads, and forms of our own pages. For `axum::middleware::from_fn_with_state`.
///
/// # Errors
/// The refusal, which is the answer.
pub async fn guard(State(ours): State<PublicUrl>, request: Request, next: Next) -> Result<Response, Refusal> {
    judge(request.method(), request.uri(), request.headers(), &ours)?;
    Ok(next.run(request).await)
}

/// Whether a request may change something.
///
/// # Errors
/// Why it may not.
pub(super) fn judge(
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    ours: &PublicUrl,
) -> Result<(), Refusal> {
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(method) {
        return Ok(());
    }
    if !is_ours(uri, headers, ours) {
        return Err(Refusal::Elsewhere);
    }
    let fits = is_form(headers) || (takes_a_file(uri.path()) && is_form_with_file(headers));
    if method == Method::POST && !fits { Err(Refusal::NotAForm) } else { Ok(()) }
}

/// The one value of a header; an error where it is there twice or is not text.
fn only(headers: &HeaderMap, name: HeaderName) -> Result<Option<&str>, ()> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| ()),
        (Some(_), Some(_)) => Err(()),
    }
}

/// Whether the browser says that the request comes from a page that is not ours.
pub fn is_elsewhere(headers: &HeaderMap) -> bool {
    only(headers, SEC_FETCH_SITE).is_ok_and(|site| site.is_some_and(|site| site != "same-origin"))
}

fn is_ours(uri: &Uri, headers: &HeaderMap, ours: &PublicUrl) -> bool {
    match only(headers, SEC_FETCH_SITE) {
        Ok(Some(site)) => return site == "same-origin",
        Ok(None) => {}
        Err(()) => return false,
    }
    let (Ok(Some(origin)), Ok(host)) = (only(headers, ORIGIN), only(headers, HOST)) else { return false };
    if origin.eq_ignore_ascii_case(ours.origin()) {
        return true;
    }
    // HTTP/2 says the host in the address.
    let host = host.or_else(|| uri.authority().map(|authority| authority.as_str())).unwrap_or_default();
    let from = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")).unwrap_or_default();
    !from.is_empty() && from.eq_ignore_ascii_case(host)
}

fn is_form(headers: &HeaderMap) -> bool {
    let Ok(Some(kind)) = only(headers, CONTENT_TYPE) else { return false };
    let mut parts = kind.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    let charset = |part: &str| part.get(..8).is_some_and(|name| name.eq_ignore_ascii_case("charset="));
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") && parts.all(charset)
}

/// The one address that takes a file: `/espace/{structure}/imports`.
fn takes_a_file(path: &str) -> bool {
    let structure = path.strip_prefix("/espace/").and_then(|rest| rest.strip_suffix("/imports"));
    structure.is_some_and(|slug| !slug.is_empty() && !slug.contains('/'))
}

fn is_form_with_file(headers: &HeaderMap) -> bool {
    let Ok(Some(kind)) = only(headers, CONTENT_TYPE) else { return false };
    let Some((essence, rest)) = kind.split_once(';') else { return false };
    essence.trim().eq_ignore_ascii_case("multipart/form-data") && rest.trim_start().starts_with("boundary=")
}

#[cfg(test)]
mod tests {
    use super::*;

    type Case = (&'static [(&'static str, &'static str)], Result<(), Refusal>);

    const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
    const HERE: (&str, &str) = ("host", "premier-pas.example");

    fn judged(method: &str, headers: &[(&'static str, &str)]) -> Result<(), Refusal> {
        let ours = PublicUrl::parse("https://premier-pas.example").unwrap();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        judge(&method.parse().unwrap(), &"/suivi".parse().unwrap(), &map, &ours)
    }

    #[test]
    fn reading_is_free() {
        for method in ["GET", "HEAD", "OPTIONS"] {
            assert_eq!(judged(method, &[("sec-fetch-site", "cross-site"), ("origin", "null")]), Ok(()));
        }
    }

    #[test]
    fn where_a_form_comes_from_decides() {
        const fn site(value: &'static str) -> (&'static str, &'static str) {
            ("sec-fetch-site", value)
        }
        const fn origin(value: &'static str) -> (&'static str, &'static str) {
            ("origin", value)
        }
        const ELSEWHERE: Result<(), Refusal> = Err(Refusal::Elsewhere);
        const MATRIX: &[Case] = &[
            (&[site("same-origin")], Ok(())),
            (&[site("same-origin"), origin("https://premier-pas.example")], Ok(())),
            // A page that sends no referrer posts its own forms with the origin "null".
            (&[site("same-origin"), origin("null")], Ok(())),
            (&[site("same-site")], ELSEWHERE),
            (&[site("cross-site")], ELSEWHERE),
            (&[site("none")], ELSEWHERE),
            (&[site("")], ELSEWHERE),
            (&[site("Same-Origin")], ELSEWHERE),
            (&[site("same-origin"), site("cross-site")], ELSEWHERE),
            (&[site("cross-site"), origin("https://premier-pas.example")], ELSEWHERE),
            (&[], ELSEWHERE),
            (&[origin("null")], ELSEWHERE),
            (&[origin("")], ELSEWHERE),
            (&[origin("https://")], ELSEWHERE),
            (&[origin("https://premier-pas.example")], Ok(())),
            (&[origin("https://PREMIER-PAS.example")], Ok(())),
            (&[origin("https://premier-pas.example:8443")], ELSEWHERE),
            (&[origin("https://evil.example")], ELSEWHERE),
            (&[origin("https://premier-pas.example.evil.example")], ELSEWHERE),
            (&[origin("https://evil.example/premier-pas.example")], ELSEWHERE),
            (&[origin("file://premier-pas.example")], ELSEWHERE),
            (&[origin("https://premier-pas.example"), origin("https://evil.example")], ELSEWHERE),
        ];
        for method in ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PURGE"] {
            for (headers, expected) in MATRIX {
                let headers = [&[FORM, HERE], *headers].concat();
                assert_eq!(judged(method, &headers), *expected, "{method} {headers:?}");
            }
        }
    }

    #[test]
    fn on_another_name_the_host_of_the_request_decides() {
        let lan = ("host", "192.168.1.20:3000");
        assert_eq!(judged("POST", &[FORM, lan, ("origin", "http://192.168.1.20:3000")]), Ok(()));
        assert_eq!(
            judged("POST", &[FORM, lan, ("origin", "http://192.168.1.21:3000")]),
            Err(Refusal::Elsewhere)
        );
        assert_eq!(judged("POST", &[FORM, ("origin", "http://192.168.1.20:3000")]), Err(Refusal::Elsewhere));
    }

    #[test]
    fn without_a_host_nothing_is_equal_to_nothing() {
        for origin in ["null", "", "https://"] {
            assert_eq!(judged("POST", &[FORM, ("origin", origin)]), Err(Refusal::Elsewhere), "{origin}");
            assert_eq!(
                judged("POST", &[FORM, ("host", ""), ("origin", origin)]),
                Err(Refusal::Elsewhere),
                "{origin}"
            );
        }
    }

    #[test]
    fn only_a_form_is_posted() {
        let form = "application/x-www-form-urlencoded";
        for good in [
            form,
            "Application/X-WWW-Form-Urlencoded",
            &format!("{form}; charset=UTF-8"),
            &format!("{form};charset=utf-8"),
        ] {
            assert_eq!(
                judged("POST", &[("sec-fetch-site", "same-origin"), ("content-type", good)]),
                Ok(()),
                "{good}"
            );
        }
        for wrong in [
            "text/plain",
            "application/json",
            "multipart/form-data; boundary=x",
            "",
            &format!("{form}x"),
            &format!("{form}; x=y"),
            &format!("text/plain; {form}"),
        ] {
            let headers = [("sec-fetch-site", "same-origin"), ("content-type", wrong)];
            assert_eq!(judged("POST", &headers), Err(Refusal::NotAForm), "{wrong}");
        }
        assert_eq!(judged("POST", &[("sec-fetch-site", "same-origin")]), Err(Refusal::NotAForm));
        assert_eq!(judged("POST", &[("sec-fetch-site", "same-origin"), FORM, FORM]), Err(Refusal::NotAForm));
    }

    #[test]
    fn a_file_is_posted_only_where_one_is_taken() {
        let ours = PublicUrl::parse("https://premier-pas.example").unwrap();
        let posted = |path: &str, site: &'static str, kind: &'static str| {
            let mut map = HeaderMap::new();
            map.append(SEC_FETCH_SITE, site.parse().unwrap());
            map.append(CONTENT_TYPE, kind.parse().unwrap());
            judge(&Method::POST, &path.parse().unwrap(), &map, &ours)
        };
        const FILE: &str = "multipart/form-data; boundary=x";
        assert_eq!(posted("/espace/a/imports", "same-origin", FILE), Ok(()));
        assert_eq!(posted("/espace/a/imports", "cross-site", FILE), Err(Refusal::Elsewhere));
        assert_eq!(posted("/espace/a/imports", "same-origin", "multipart/form-data"), Err(Refusal::NotAForm));
        for path in
            ["/suivi", "/espace/imports", "/espace//imports", "/espace/a/b/imports", "/espace/a/imports/b"]
        {
            assert_eq!(posted(path, "same-origin", FILE), Err(Refusal::NotAForm), "{path}");
        }
    }

    #[tokio::test]
    async fn what_is_refused_never_reaches_its_handler() {
        use axum::{Router, body::Body, middleware, routing::any};
        use tower::ServiceExt;
        let ours = PublicUrl::parse("https://premier-pas.example").unwrap();
        let app =
            Router::new().route("/", any(async || "fait")).layer(middleware::from_fn_with_state(ours, guard));
        for (site, kind, status) in
            [("same-origin", FORM.1, 200), ("cross-site", FORM.1, 403), ("same-origin", "text/plain", 415)]
        {
            let request = Request::post("/").header("sec-fetch-site", site).header("content-type", kind);
            let answer = app.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
            assert_eq!(answer.status(), status);
            let text = axum::body::to_bytes(answer.into_body(), 1000).await.unwrap();
            let text = String::from_utf8_lossy(&text);
            assert_eq!(text.contains("Rechargez la page et recommencez."), status != 200, "{text}");
        }
    }
}
