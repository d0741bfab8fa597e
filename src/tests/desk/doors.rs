//! Every address, tried by everybody: nobody, each role, a member of another structure, the moderator.

mod crossing;
mod elsewhere;

use axum::http::Method;

use crate::domain::membership::Role;
use crate::tests::app::{FORM, ORIGIN, Page, Signed, TestApp};

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
    signed: Option<Signed>,
    role: Option<Role>,
}

async fn everybody(app: &TestApp) -> Vec<Somebody> {
    let mut all = vec![Somebody { called: "nobody", signed: None, role: None }];
    for role in Role::ALL {
        let signed = Some(app.member(HERE, role).await);
        all.push(Somebody { called: role.code(), signed, role: Some(role) });
    }
    let other = app.member("restos-du-coeur", Role::Admin).await;
    all.push(Somebody { called: "admin of another structure", signed: Some(other), role: None });
    all.push(Somebody { called: "moderator", signed: Some(app.moderator().await), role: None });
    let newcomer = app.sign_in("newcomer@example.org").await;
    all.push(Somebody { called: "newcomer", signed: Some(newcomer), role: None });
    all
}

async fn tried(app: &TestApp, method: Method, path: &str, who: &Somebody) -> Page {
    let sending = app.send(method.clone(), path).header("accept", "text/html");
    let sending = match &who.signed {
        Some(signed) => sending.header("cookie", &signed.cookie),
        None => sending,
    };
    if method == Method::GET {
        return sending.answer().await;
    }
    sending.header("origin", ORIGIN).header("content-type", FORM).body("geste=rien&x=1").answer().await
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
        (_, None) => {
            assert_eq!(status, 303, "{what}");
            assert!(page.location().starts_with("/connexion"), "{what}: {}", page.location());
        }
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
            if let Some(needed) = posts {
                check(&tried(&app, Method::POST, &path, who).await, *needed, who, &format!("POST {what}"));
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
    let before = app.counts().await;
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
                let mut sending =
                    app.send(Method::POST, &path).header("origin", ORIGIN).header("content-type", FORM);
                if let Some(signed) = &who.signed {
                    sending = sending.header("cookie", &signed.cookie);
                }
                let answer = sending.body(body.as_str()).answer().await;
                assert!(
                    [303, 403, 404, 422].contains(&answer.status),
                    "{path} as {}: {}",
                    who.called,
                    answer.status
                );
            }
        }
    }
    assert_eq!(app.counts().await, before);
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
            let expected = match who.called {
                "nobody" => [303, 303],
                "moderator" => [200, 422],
                _ => [404, 404],
            };
            for (method, expected) in [Method::GET, Method::POST].into_iter().zip(expected) {
                let page = tried(&app, method.clone(), path, &who).await;
                assert_eq!(page.status, expected, "{method} {path} as {}", who.called);
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

/// Every address that the server answers: those of the pages, and those that its own code names.
fn addresses() -> Vec<String> {
    let mut all: Vec<String> = crate::server::routes::pages().to_vec();
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/server")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            // What stands in the tests of a file is no address of ours.
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
            if !path.ends_with("tests.rs") {
                let named = code.split(".route(").skip(1).filter_map(|after| {
                    let text = after.trim_start().strip_prefix('"')?;
                    text.split('"').next().map(str::to_owned)
                });
                all.extend(named);
            }
        }
    }
    all.sort();
    all.dedup();
    all
}

/// Whether a line of the tables is about an address; the names of the tables that a structure takes away are each a line.
fn is_about(line: &str, address: &str) -> bool {
    let folder = address.split_once("{file}").map(|(folder, _)| folder);
    line == address || folder.is_some_and(|folder| line.starts_with(folder))
}

/// No address of the desk is forgotten here: those of the pages, those that are posted to, and those of files.
#[test]
fn every_address_of_the_desk_is_in_the_table() {
    let lines = DOORS.iter().map(|(route, ..)| *route).chain(OWN.iter().chain(MODERATION).copied());
    let lines: Vec<&str> = lines.chain(BESIDE.iter().map(|(route, _)| *route)).collect();
    let addresses = addresses();
    for address in addresses.iter().filter(|path| is_of_the_desk(path)) {
        assert!(lines.iter().any(|line| is_about(line, address)), "{address} is in no table of this file");
    }
    for line in lines {
        assert!(addresses.iter().any(|address| is_about(line, address)), "{line}: nothing is there");
    }
}

fn is_of_the_desk(path: &str) -> bool {
    ["/espace", "/moderation", "/accompagner"].iter().any(|root| path.starts_with(root))
}
