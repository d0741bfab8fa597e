//! Signing in by an identity provider: a real one, npm's `oidc-provider`, on this machine.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::tests::app::{Page, Signed, TestApp};

const LEA: &str = "lea@example.org";

/// The provider; it ends with the test.
struct Provider {
    process: Child,
    issuer: String,
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Provider {
    /// Starts it; nothing where the npm packages of `end2end` are not installed.
    fn start() -> Option<Self> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("end2end");
        if !folder.join("node_modules/oidc-provider").exists() {
            println!("the identity provider is skipped: end2end/node_modules/oidc-provider is not installed");
            return None;
        }
        let mut node = Command::new("node");
        let started =
            node.arg("identity.mjs").current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut process = started.expect("node starts");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let issuer =
            lines.find_map(|line| line.ok().filter(|line| line.starts_with("http://"))).expect("its address");
        // It goes on talking: where nobody listens it would die.
        std::thread::spawn(move || lines.for_each(drop));
        Some(Self { process, issuer })
    }

    async fn app(&self) -> TestApp {
        TestApp::set(&[
            ("OIDC_ISSUER", self.issuer.as_str()),
            ("OIDC_CLIENT_ID", "premier-pas"),
            ("OIDC_CLIENT_SECRET", "essai"),
        ])
        .await
    }
}

/// A browser at the provider: it follows redirects and keeps cookies.
struct Browser {
    http: reqwest::Client,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    fn new() -> Self {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { http, cookies: BTreeMap::new() }
    }

    /// Goes on until a page, or until the address leads back to us; answers the last address.
    async fn go(&mut self, address: &str, form: Option<&str>) -> String {
        let mut address: reqwest::Url = address.parse().unwrap();
        let mut form = form;
        for _ in 0..12 {
            if address.host_str() == Some("premier-pas.example") {
                return address.to_string();
            }
            let request = match form.take() {
                Some(body) => self
                    .http
                    .post(address.clone())
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(body.to_owned()),
                None => self.http.get(address.clone()),
            };
            let jar: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let answer = request.header("cookie", jar.join("; ")).send().await.unwrap();
            for line in answer.headers().get_all("set-cookie") {
                let pair = line.to_str().unwrap().split(';').next().unwrap().to_owned();
                let (name, value) = pair.split_once('=').unwrap();
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
            match answer.headers().get("location") {
                Some(next) => address = address.join(next.to_str().unwrap()).unwrap(),
                None => return address.to_string(),
            }
        }
        panic!("it goes round in circles");
    }
}

/// Leaves for the provider, proves to be somebody there, and answers the address that leads back and our cookie.
async fn proves(app: &TestApp, form: &str, next: &str) -> (String, Signed) {
    let left = app.get(&format!("/connexion/proconnect?suite={next}")).await;
    assert_eq!(left.status, 303, "{}", left.text());
    let cookie = left.header("set-cookie").to_owned();
    for part in ["__Host-identite=", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    let asked = left.location();
    for part in ["code_challenge_method=S256", "state=", "nonce=", "scope=openid+email", "response_type=code"]
    {
        assert!(asked.contains(part), "{part} in {asked}");
    }
    let mut browser = Browser::new();
    let page = browser.go(asked, None).await;
    assert!(page.contains("/qui/"), "{page}");
    let back = browser.go(&page, Some(form)).await;
    let path = back.strip_prefix("https://premier-pas.example").expect(&back).to_owned();
    (path, Signed { email: String::new(), cookie: cookie.split(';').next().unwrap().to_owned() })
}

/// The session's cookie among those that an answer sets.
fn session(page: &Page) -> Option<String> {
    let lines = page.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap());
    lines
        .filter_map(|line| line.split(';').next())
        .find(|pair| pair.starts_with("__Host-session="))
        .map(str::to_owned)
}

#[tokio::test]
async fn whoever_the_provider_proves_is_signed_in_under_her_address() {
    let Some(provider) = Provider::start() else { return };
    let app = provider.app().await;
    app.get("/connexion").await.says(&["S’identifier avec ProConnect"]);
    let (back, attempt) = proves(&app, "email=lea@example.org", "/espace/profil").await;
    let entered = app.page_as(&attempt, &back).await;
    assert_eq!(entered.location(), "/espace/profil");
    let cookie = session(&entered).expect("a session");
    let lea = Signed { email: LEA.to_owned(), cookie };
    app.page_as(&lea, "/espace/profil").await.says(&[LEA]);
    // The same account as by a link.
    let accounts = app.count("account").await;
    app.sign_in(LEA).await;
    assert_eq!(app.count("account").await, accounts);

    // The address that led back serves once, and for this browser alone.
    let (back, attempt) = proves(&app, "email=lea@example.org", "").await;
    let stranger = Signed { email: String::new(), cookie: "x=y".to_owned() };
    let stolen = app.page_as(&stranger, &back).await;
    assert_eq!((stolen.location(), session(&stolen)), ("/connexion?refus=1", None));
    assert!(session(&app.page_as(&attempt, &back).await).is_some());
    assert_eq!(session(&app.page_as(&attempt, &back).await), None, "the code is used up");
}

#[tokio::test]
async fn what_is_forged_or_refused_lets_nobody_in() {
    let Some(provider) = Provider::start() else { return };
    let app = provider.app().await;
    let (back, attempt) = proves(&app, "non=1", "").await;
    let refused = app.page_as(&attempt, &back).await;
    assert_eq!(session(&refused), None);
    app.get(refused.location()).await.says(&["ProConnect ne vous a pas fait entrer."]);

    let (back, attempt) = proves(&app, "email=faux@example.org", "").await;
    assert_eq!(session(&app.page_as(&attempt, &back).await), None, "an address that is not verified");

    let (back, attempt) = proves(&app, "email=lea@example.org", "").await;
    let (path, query) = back.split_once('?').unwrap();
    for (from, to) in [("state=", "state=x"), ("code=", "code=x"), ("iss=", "iss=x")] {
        let forged = app.page_as(&attempt, &format!("{path}?{}", query.replacen(from, to, 1))).await;
        assert_eq!(session(&forged), None, "{from}");
    }
    // Another attempt's nonce and verifier do not fit this code.
    let (other_back, other) = proves(&app, "email=lea@example.org", "").await;
    let state = |query: &str| query.split('&').find(|pair| pair.starts_with("state=")).unwrap().to_owned();
    let (_, other_query) = other_back.split_once('?').unwrap();
    let mixed = query.replace(&state(query), &state(other_query));
    assert_eq!(session(&app.page_as(&other, &format!("{path}?{mixed}")).await), None);
    assert_eq!(app.get("/connexion/proconnect/retour").await.location(), "/connexion?refus=1");
}

#[tokio::test]
async fn no_page_of_somebody_else_signs_anybody_in() {
    let app = TestApp::set(&[
        ("OIDC_ISSUER", "http://127.0.0.1:9"),
        ("OIDC_CLIENT_ID", "premier-pas"),
        ("OIDC_CLIENT_SECRET", "essai"),
    ])
    .await;
    for site in ["cross-site", "same-site", "none"] {
        let start = app.send(axum::http::Method::GET, "/connexion/proconnect?suite=/espace/profil");
        let sent = start.header("sec-fetch-site", site).answer().await;
        assert_eq!(sent.location(), "/connexion?suite=%2Fespace%2Fprofil", "{site}");
    }
}

#[tokio::test]
async fn without_a_provider_there_is_no_such_way() {
    let app = TestApp::new().await;
    assert!(!app.get("/connexion").await.text().contains("ProConnect"));
    assert_eq!(app.get("/connexion/proconnect").await.location(), "/connexion");
    assert_eq!(app.get("/connexion/proconnect/retour?code=x&state=y").await.location(), "/connexion");
    let lost = TestApp::set(&[
        ("OIDC_ISSUER", "http://127.0.0.1:9"),
        ("OIDC_CLIENT_ID", "premier-pas"),
        ("OIDC_CLIENT_SECRET", "essai"),
    ])
    .await;
    let refused = lost.get("/connexion/proconnect?suite=/espace/profil").await;
    assert_eq!(refused.location(), "/connexion?suite=%2Fespace%2Fprofil&refus=1");
}
