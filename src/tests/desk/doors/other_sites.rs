//! No page of another site posts anything here in somebody's name, and only a form is one: each address that is posted to, with a
//! key, a cookie and a form that would do something there.

use axum::http::Method;
use time::Duration;

use super::addresses::{is_of_the_desk, posting};
use super::crossing::{Things, crossed, things};
use super::{HERE, leads_to_sign_in};
use crate::domain::membership::Role;
use crate::tests::app::{FORM, OFFER, ORIGIN, Page, Signed, TestApp};
use crate::tests::desk::proving::with_two_steps;

const FILE: &str = "multipart/form-data; boundary=x";

/// The one address that takes a file.
const UPLOAD: &str = "/espace/coop-connexion/imports";

/// What browsers and others say of where a request comes from, where that is not here.
const ELSEWHERE: [&[(&str, &str)]; 9] = [
    &[],
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("origin", "https://premier-pas.example.evil.example")],
    &[("sec-fetch-site", "none")],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "cross-site"), ("origin", ORIGIN)],
    &[("sec-fetch-site", "same-site"), ("origin", ORIGIN)],
];

/// A post that would do something, were it let in.
struct Post {
    path: String,
    cookie: String,
    body: String,
}

impl Post {
    async fn sent(&self, app: &TestApp, method: Method, kind: &str, headers: &[(&str, &str)]) -> Page {
        let mut sending = app.send(method, &self.path).header("cookie", &self.cookie);
        for (name, value) in headers {
            sending = sending.header(name, value);
        }
        let file = "--x\r\ncontent-disposition: form-data; name=\"fichier\"; filename=\"a.csv\"\r\n\r\n\
                    Référence;Nom de l’offre\nB;Écrire\r\n--x--\r\n";
        let sending = if kind.is_empty() { sending } else { sending.header("content-type", kind) };
        sending.body(if kind == FILE { file } else { &*self.body }).answer().await
    }
}

/// What is said at an address of the desk beside what every form says.
fn gesture(route: &str, things: &Things) -> String {
    match route.rsplit_once("{structure}").map_or(route, |(_, end)| end) {
        "/suivi/{secret}" => "geste=annuler".to_owned(),
        "/reponse/{secret}" => "geste=lire".to_owned(),
        "/oui/{secret}" => "geste=oui".to_owned(),
        "/accompagner/panier" => "geste=ajouter".to_owned(),
        "/demandes/{id}" => "geste=noter".to_owned(),
        "/demandes" => format!("demande-{}=oui&reponse=non", things.request),
        "/imports/{import}" => "geste=importer".to_owned(),
        "/imports/adresses" => format!("geste=retirer&adresse={}", things.feed),
        "/offres" => format!("geste=archiver&choix-{}=oui", things.published),
        _ => "geste=garder".to_owned(),
    }
}

/// A post for each address that is posted to.
async fn posts(app: &TestApp) -> Vec<Post> {
    let (admin, moderator) = (app.member(HERE, Role::Admin).await, app.moderator().await);
    let things = things(app, &admin).await;
    app.pass(Duration::seconds(1));
    let asked = app.ask(&[("mobile", "06 39 98 00 77")]).await;
    let marie = app.member("restos-bordeaux", Role::Volunteer).await;
    let beside = format!("/accompagner/demande/{OFFER}");
    let form = app.page_as(&marie, &beside).await.form_id();
    let waits = [("envoi", &*form), ("prenom", "Ali"), ("mobile", "06 39 98 00 78"), ("comment", "sms")];
    app.post_as(&marie, &beside, &waits).await.location();
    let yes = app.letters("+33639980078").await.pop().unwrap().path();
    let invitation = app.letters("paul@example.org").await.pop().unwrap().path();
    let leo = app.sign_in("leo@example.org").await;
    let (_, codes) = with_two_steps(app, &leo).await;
    let half = app.follow_sign_in_link(&app.sign_in_link(&leo.email, "").await).await.cookie();
    let half = Signed { email: leo.email.clone(), cookie: half };
    let link = app.sign_in_link("max@example.org", "").await;
    let form = app.form_of(OFFER).await;
    let every = format!(
        "envoi={form}&prenom=Zo&mobile=0639980079&accord=oui&comment=aloud&code={}&chiffres=0077&offre={OFFER}\
         &email=evil@example.org&role=reader&nom=Vole&genre=workshop&edits=1&note=x&code_unique={}\
         &mot_de_passe=quatre+mots+de+passe&lieu=Lens+(62300)&telephone=0353010077",
        asked.code, codes[0]
    );
    let post = |route: String| {
        let path = match &*route {
            "/suivi/{secret}" => asked.person.clone(),
            "/reponse/{secret}" => asked.structure.clone(),
            "/oui/{secret}" => yes.clone(),
            "/connexion/{secret}" => link.clone(),
            "/connexion/invitation/{secret}" => invitation.clone(),
            _ => {
                crossed(&route, HERE, &things).replace("{slug}", OFFER).replace("{found}", "jardin-du-bassin")
            }
        };
        let path = path.replace("{secret}", "aaaaaaaaaaaaaaaaaaaaaaaaaa");
        let who = match &*route {
            "/connexion/code" => &half,
            route if route.starts_with("/moderation") => &moderator,
            route if route.starts_with("/accompagner") => &marie,
            route if is_of_the_desk(route) => &admin,
            _ => &leo,
        };
        Post { path, cookie: who.cookie.clone(), body: format!("{}&{every}", gesture(&route, &things)) }
    };
    posting().into_iter().map(post).collect()
}

#[tokio::test]
async fn no_other_site_posts_anything_anywhere() {
    let app = TestApp::new().await;
    let posts = posts(&app).await;
    assert!(posts.len() > 30 && posts.iter().any(|post| post.path == UPLOAD), "{}", posts.len());
    let before = app.contents().await;
    for post in &posts {
        for headers in ELSEWHERE {
            let what = format!("{} {headers:?}", post.path);
            for kind in [FORM, "text/plain", FILE] {
                let page = post.sent(&app, Method::POST, kind, headers).await;
                assert_eq!(page.status, 403, "{what} {kind}");
                assert!(page.html.contains("ne vient pas de notre site"), "{what} {kind}");
            }
            for method in [Method::PUT, Method::PATCH, Method::DELETE] {
                let page = post.sent(&app, method.clone(), FORM, headers).await;
                assert_eq!(page.status, 403, "{method} {what}");
            }
        }
        for kind in ["text/plain", "application/json", "multipart/form-data", "", FILE] {
            if kind == FILE && post.path == UPLOAD {
                continue;
            }
            for here in [("sec-fetch-site", "same-origin"), ("origin", ORIGIN)] {
                let page = post.sent(&app, Method::POST, kind, &[here]).await;
                assert_eq!(page.status, 415, "{} {kind}", post.path);
            }
        }
    }
    assert_eq!(app.contents().await, before, "nothing has changed");

    // From our own pages the same posts are read, and many do what they say.
    let mut done = 0;
    for post in &posts {
        let kind = if post.path == UPLOAD { FILE } else { FORM };
        let page = post.sent(&app, Method::POST, kind, &[("sec-fetch-site", "same-origin")]).await;
        let read = [303, 404, 410, 422].contains(&page.status) && !leads_to_sign_in(&page);
        assert!(read || !is_of_the_desk(&post.path), "{}: {}", post.path, page.status);
        assert!(![403, 405, 413, 415].contains(&page.status), "{}: {}", post.path, page.status);
        done += usize::from(page.status == 303);
    }
    assert!(done > 15, "{done}");
    assert_ne!(app.contents().await, before);
}
