//! Every address, tried by everybody: nobody, each role, a member of another structure, the moderator, and whose cookie opens
//! nothing.

pub(in crate::tests) mod addresses;
pub(in crate::tests) mod crossing;
mod elsewhere;
mod methods;
mod other_sites;
mod second_step;

use axum::http::Method;

use super::proving::with_two_steps;
use crate::domain::account::Login;
use crate::domain::membership::Role;
use crate::tests::app::{FORM, ORIGIN, Page, Sending, Signed, TestApp};

/// The structure whose desk is tried.
const HERE: &str = "coop-connexion";

/// The least role that opens a page of a structure, and that posts to it (nothing: nobody posts there). A new page of the
/// desk adds its line: without it, a test fails.
const DOORS: &[(&str, Role, Option<Role>)] = &[
    ("/espace/{structure}", Role::Reader, None),
    // Anybody posts to the team's page: to leave. What else is posted there is tried in `team`.
    ("/espace/{structure}/equipe", Role::Reader, Some(Role::Volunteer)),
    ("/espace/{structure}/equipe/inviter", Role::Admin, Some(Role::Admin)),
    ("/espace/{structure}/benevoles", Role::Admin, None),
    ("/espace/{structure}/orientation", Role::Admin, Some(Role::Admin)),
    ("/espace/{structure}/fiche", Role::Admin, Some(Role::Admin)),
    ("/espace/{structure}/imports", Role::Publisher, Some(Role::Publisher)),
    ("/espace/{structure}/imports/adresses", Role::Publisher, Some(Role::Publisher)),
    ("/espace/{structure}/imports/{import}", Role::Publisher, Some(Role::Publisher)),
    ("/espace/{structure}/imports/{import}/refusees.csv", Role::Publisher, None),
    ("/espace/{structure}/exports/offres.csv", Role::Reader, None),
    ("/espace/{structure}/exports/offres.xlsx", Role::Reader, None),
    ("/espace/{structure}/exports/offres.json", Role::Reader, None),
    ("/espace/{structure}/exports/tout.zip", Role::Reader, None),
    ("/espace/{structure}/offres", Role::Reader, Some(Role::Publisher)),
    ("/espace/{structure}/offres/nouvelle", Role::Publisher, Some(Role::Publisher)),
    ("/espace/{structure}/offres/accords", Role::Reader, Some(Role::Publisher)),
    // What a reader finds behind an offer is tried in `offers/doors`: the offer has to be there.
    ("/espace/{structure}/offres/{offer}", Role::Reader, Some(Role::Publisher)),
    ("/espace/{structure}/offres/{offer}/apercu", Role::Reader, None),
    ("/espace/{structure}/offres/{offer}/historique", Role::Reader, Some(Role::Publisher)),
    ("/espace/{structure}/offres/{offer}/conflit/{edits}", Role::Reader, Some(Role::Publisher)),
    ("/espace/{structure}/offres/{offer}/places", Role::Reader, Some(Role::Admin)),
    ("/espace/{structure}/journal", Role::Admin, None),
    ("/espace/{structure}/demandes", Role::Reader, Some(Role::Publisher)),
    ("/espace/{structure}/demandes/{id}", Role::Reader, Some(Role::Publisher)),
    ("/espace/{structure}/demandes/numeros", Role::Reader, Some(Role::Publisher)),
    ("/espace/{structure}/demandes/{id}/rendez-vous.ics", Role::Reader, None),
    ("/espace/{structure}/demandes.csv", Role::Reader, None),
    ("/espace/{structure}/rendez-vous.ics", Role::Reader, None),
];

/// What has to be there before the page opens; the last is of Régions alone.
const BEHIND: &[&str] = &["{id}", "{offer}", "{import}", "/orientation"];

/// Addresses of a person's own, without a structure: whoever is signed in opens them.
const OWN: &[&str] = &[
    "/espace",
    "/espace/profil",
    "/espace/profil/mot-de-passe",
    "/espace/profil/deux-etapes",
    "/espace/nouvelle-structure",
    "/espace/nouvelle-structure/creer",
    "/espace/nouvelle-structure/rejoindre/{found}",
];

/// Addresses of the moderator alone: for anybody else they do not exist.
const MODERATION: &[&str] = &["/moderation", "/moderation/orientation"];

/// Addresses of volunteers alone, whatever else one may: each, and whether something is posted there.
const BESIDE: &[(&str, bool)] =
    &[("/accompagner", false), ("/accompagner/panier", true), ("/accompagner/demande/{slug}", true)];

/// Who tries.
struct Somebody {
    called: &'static str,
    /// What her browser sends.
    cookie: Option<String>,
    /// Who is let in by it.
    signed: Option<Signed>,
    role: Option<Role>,
}

impl Somebody {
    fn signed(called: &'static str, signed: Signed, role: Option<Role>) -> Self {
        Self { called, cookie: Some(signed.cookie.clone()), signed: Some(signed), role }
    }

    fn shut_out(called: &'static str, cookie: Option<String>) -> Self {
        Self { called, cookie, signed: None, role: None }
    }

    /// What she sends, with her cookie.
    fn sends<'a>(&self, app: &'a TestApp, method: Method, path: &str) -> Sending<'a> {
        let sending = app.send(method, path);
        match &self.cookie {
            Some(cookie) => sending.header("cookie", cookie),
            None => sending,
        }
    }

    /// The form that she posts.
    fn posts<'a>(&self, app: &'a TestApp, method: Method, path: &str, body: &str) -> Sending<'a> {
        self.sends(app, method, path).header("origin", ORIGIN).header("content-type", FORM).body(body)
    }
}

async fn everybody(app: &TestApp) -> Vec<Somebody> {
    let mut all = vec![Somebody::shut_out("nobody", None)];
    for role in Role::ALL {
        all.push(Somebody::signed(role.code(), app.member(HERE, role).await, Some(role)));
    }
    let other = app.member("restos-du-coeur", Role::Admin).await;
    all.push(Somebody::signed("admin of another structure", other, None));
    all.push(Somebody::signed("moderator", app.moderator().await, None));
    all.push(Somebody::signed("newcomer", app.sign_in("newcomer@example.org").await, None));
    let ended = with_every_right(app, "ended@example.org").await;
    app.post_as(&ended, "/deconnexion", &[]).await.location();
    all.push(Somebody::shut_out("who has left", Some(ended.cookie)));
    let half = with_every_right(app, "half@example.org").await;
    with_two_steps(app, &half).await;
    let link = app.sign_in_link(&half.email, "").await;
    let half = app.follow_sign_in_link(&link).await;
    assert_eq!(half.location(), "/connexion/code");
    all.push(Somebody::shut_out("whose second step waits", Some(half.cookie())));
    let forged = "__Host-session=aaaaaaaaaaaaaaaaaaaaaaaaaa".to_owned();
    all.push(Somebody::shut_out("who forges a cookie", Some(forged)));
    all
}

/// Somebody whom every door opens to.
async fn with_every_right(app: &TestApp, email: &str) -> Signed {
    let (login, now) = (Login::parse(email).unwrap(), app.clock.now());
    let roles = [(login.clone(), HERE, Role::Admin), (login.clone(), "restos-bordeaux", Role::Volunteer)];
    app.db.put_members(&roles, now).await.unwrap();
    app.db.set_moderator(&login, true, now).await.unwrap();
    let signed = app.sign_in(email).await;
    for path in [&format!("/espace/{HERE}/fiche"), "/moderation", "/accompagner"] {
        assert_eq!(app.page_as(&signed, path).await.status, 200, "{path}");
    }
    signed
}

async fn tried(app: &TestApp, method: Method, path: &str, who: &Somebody) -> Page {
    if method == Method::GET {
        return who.sends(app, method, path).header("accept", "text/html").answer().await;
    }
    who.posts(app, method, path, "geste=rien&x=1").header("accept", "text/html").answer().await
}

/// Whether an answer sends whom it does not know to sign in.
fn leads_to_sign_in(page: &Page) -> bool {
    page.status == 303 && page.header("location").starts_with("/connexion")
}

/// An address of the table with a structure and an id in it.
fn filled(route: &str, structure: &str) -> String {
    let steps = route.split('/').map(|step| match step {
        "{structure}" => structure,
        step if step.starts_with('{') => "0197f1f0-0000-7000-8000-000000000000",
        step => step,
    });
    steps.collect::<Vec<_>>().join("/")
}

fn check(page: &Page, needed: Role, who: &Somebody, what: &str) {
    let status = page.status;
    match (who.role, &who.signed) {
        (_, None) => assert!(leads_to_sign_in(page), "{what}: {status} {}", page.header("location")),
        (None, Some(_)) => assert_eq!(status, 404, "{what}: a stranger learns nothing"),
        (Some(role), _) if role.may(needed) => {
            assert!(status < 500 && ![401, 403].contains(&status), "{what}: {status} {}", page.text());
            assert!(!page.header("location").starts_with("/connexion"), "{what}");
        }
        _ => assert_eq!(status, 403, "{what}"),
    }
    assert_eq!(page.header("cache-control"), "no-store", "{what}");
    assert_eq!(page.header("x-robots-tag"), "noindex", "{what}");
}

#[tokio::test]
async fn each_page_opens_for_its_roles_alone() {
    let app = TestApp::new().await;
    let all = everybody(&app).await;
    for (route, reads, posts) in DOORS {
        let path = filled(route, HERE);
        for who in &all {
            let what = format!("{path} as {}", who.called);
            let page = tried(&app, Method::GET, &path, who).await;
            check(&page, *reads, who, &what);
            if who.role.is_some_and(|role| role.may(*reads)) && !BEHIND.iter().any(|one| route.contains(one))
            {
                assert_eq!(page.status, 200, "{what}");
            }
            assert_eq!(tried(&app, Method::HEAD, &path, who).await.status, page.status, "HEAD {what}");
            let posted = tried(&app, Method::POST, &path, who).await;
            match posts {
                Some(needed) => check(&posted, *needed, who, &format!("POST {what}")),
                None => assert_eq!(posted.status, 405, "POST {what}"),
            }
        }
        // A structure that does not exist and one that is not hers look the same.
        let admin = &all[1];
        let (other, none) = (filled(route, "restos-du-coeur"), filled(route, "nulle-part"));
        let (other, none) =
            (tried(&app, Method::GET, &other, admin).await, tried(&app, Method::GET, &none, admin).await);
        assert_eq!((other.status, none.status), (404, 404), "{route}");
        assert_eq!(other.text(), none.text(), "{route}");
    }
}

#[tokio::test]
async fn who_may_not_changes_nothing() {
    let app = TestApp::new().await;
    let all = everybody(&app).await;
    let victim = app.member_id("coop-connexion@example.org").await;
    let before = app.contents().await;
    let bodies = [
        format!("geste=retirer&membre={victim}"),
        format!("geste=role&role=reader&membre={victim}"),
        "geste=renvoyer&email=evil@example.org&role=admin".to_owned(),
        "email=evil@example.org&role=admin".to_owned(),
        "nom=Autre&lieu=62498&telephone=0353010011&email=evil@example.org".to_owned(),
    ];
    for (route, _, posts) in DOORS {
        let Some(needed) = posts else { continue };
        let path = filled(route, HERE);
        for who in all.iter().filter(|who| {
            !who.role.is_some_and(|role| role.may(Role::Admin.min(*needed)) && role == Role::Admin)
        }) {
            for body in &bodies {
                let answer = who.posts(&app, Method::POST, &path, body).answer().await;
                let refused = match who.signed {
                    Some(_) => [303, 403, 404, 422].contains(&answer.status),
                    None => leads_to_sign_in(&answer),
                };
                assert!(refused, "{path} as {}: {}", who.called, answer.status);
            }
        }
    }
    assert_eq!(app.contents().await, before);
}

#[tokio::test]
async fn ones_own_pages_open_for_whoever_is_signed_in() {
    let app = TestApp::new().await;
    for who in everybody(&app).await {
        for path in OWN {
            let path = path.replace("{found}", "jardin-du-bassin");
            let page = tried(&app, Method::GET, &path, &who).await;
            // A volunteer has no desk: what is hers begins elsewhere.
            let leads = path == "/espace" && who.role == Some(Role::Volunteer);
            let opens = who.signed.is_some() && !leads;
            assert_eq!(page.status, if opens { 200 } else { 303 }, "{path} as {}", who.called);
            assert_eq!(who.signed.is_none(), leads_to_sign_in(&page), "{path} as {}", who.called);
            if leads {
                assert_eq!(page.location(), "/accompagner");
            }
            assert_eq!(page.header("cache-control"), "no-store");
        }
    }
}

#[tokio::test]
async fn only_volunteers_go_with_people() {
    let app = TestApp::new().await;
    for who in everybody(&app).await {
        for (path, posts) in BESIDE {
            let path = path.replace("{slug}", "coworking-lens");
            let expected = match (&who.signed, who.role) {
                (None, _) => [303, 303],
                (_, Some(Role::Volunteer)) => [200, 422],
                _ => [403, 403],
            };
            for (method, expected) in [Method::GET, Method::POST].into_iter().zip(expected) {
                if method == Method::POST && !posts {
                    continue;
                }
                let page = tried(&app, method.clone(), &path, &who).await;
                assert_eq!(page.status, expected, "{method} {path} as {}", who.called);
                assert_eq!(
                    who.signed.is_none(),
                    leads_to_sign_in(&page),
                    "{method} {path} as {}",
                    who.called
                );
                assert_eq!(page.header("cache-control"), "no-store");
                assert_eq!(page.header("x-robots-tag"), "noindex");
            }
        }
    }
}

#[tokio::test]
async fn only_the_moderator_moderates() {
    let app = TestApp::new().await;
    for who in everybody(&app).await {
        for path in MODERATION {
            let expected = match (&who.signed, who.called) {
                (None, _) => [303, 303],
                (_, "moderator") => [200, 422],
                _ => [404, 404],
            };
            for (method, expected) in [Method::GET, Method::POST].into_iter().zip(expected) {
                let page = tried(&app, method.clone(), path, &who).await;
                assert_eq!(page.status, expected, "{method} {path} as {}", who.called);
                assert_eq!(
                    who.signed.is_none(),
                    leads_to_sign_in(&page),
                    "{method} {path} as {}",
                    who.called
                );
            }
        }
    }
}

#[tokio::test]
async fn a_forged_cookie_opens_nothing() {
    let app = TestApp::new().await;
    let zoe = app.member(HERE, Role::Admin).await;
    let secret = zoe.cookie.split('=').nth(1).unwrap();
    let digest = crate::store::digest(secret);
    for cookie in [
        "__Host-session=".to_owned(),
        "__Host-session=aaaaaaaaaaaaaaaaaaaaaaaaaa".to_owned(),
        format!("__Host-session={}", &digest[..26]),
        format!("__Host-session={digest}"),
        format!("session={secret}"),
        format!("__Host-session={}", &secret[..25]),
    ] {
        let forged = Signed { email: String::new(), cookie };
        assert_eq!(app.page_as(&forged, "/espace/coop-connexion").await.status, 303, "{}", forged.cookie);
    }
}
