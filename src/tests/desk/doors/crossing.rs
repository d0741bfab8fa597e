//! What is of one structure, asked for by the people and under the address of another.

use axum::http::Method;

use super::{DOORS, HERE, tried};
use crate::domain::membership::Role;
use crate::tests::app::{FORM, ORIGIN, Page, Signed, TestApp};
use crate::tests::desk::doors::Somebody;

/// The structure that looks over the fence.
const OTHER: &str = "velos-du-gave";
const NONE: &str = "0197f1f0-0000-7000-8000-000000000000";

/// Keys of what the structure [`HERE`] has.
pub(in crate::tests) struct Things {
    offer: String,
    pub(super) published: String,
    pub(super) request: String,
    import: String,
    pub(super) feed: String,
    invitation: String,
    member: String,
    claim: String,
}

/// The value of the first field of a name.
fn hidden(page: &Page, name: &str) -> String {
    let field = page.all("input").into_iter().find(|input| input.get("name") == Some(name));
    field
        .and_then(|field| field.get("value").map(str::to_owned))
        .unwrap_or_else(|| panic!("{name}: {}", page.text()))
}

fn last(path: &str) -> String {
    path.rsplit('/').next().unwrap().to_owned()
}

pub(in crate::tests) async fn things(app: &TestApp, admin: &Signed) -> Things {
    let at = |end: &str| format!("/espace/{HERE}{end}");
    let begun = app.post_as(admin, &at("/offres/nouvelle"), &[("genre", "workshop")]).await;
    app.ask(&[]).await;
    let list = app.page_as(admin, &at("/demandes")).await;
    let prefix = at("/demandes/");
    let request = list
        .all("button")
        .iter()
        .find_map(|opens| opens.get("formaction")?.strip_prefix(&prefix).map(str::to_owned))
        .unwrap();
    let day = (app.clock.today() + time::Duration::days(5)).to_string();
    let meeting = [
        ("geste", "repondre"),
        ("reponse", "rendez-vous"),
        ("jour", &*day),
        ("heure", "10:00"),
        ("lieu", "Lens"),
    ];
    assert_eq!(app.post_as(admin, &at(&format!("/demandes/{request}")), &meeting).await.status, 303);
    let file = "Référence;Nom de l’offre;Genre;Description;Courriel\nA;Lire;Formation;Vous lisez avec nous, deux matins par semaine.;a@example.org\n";
    let import = app.upload(admin, &at("/imports"), "offres.csv", file.as_bytes()).await;
    let feed = [("geste", "ajouter"), ("url", "https://example.org/offres.csv"), ("rythme", "jour")];
    assert_eq!(app.post_as(admin, &at("/imports/adresses"), &feed).await.status, 303);
    let invite = [("email", "paul@example.org"), ("role", "reader")];
    assert_eq!(app.post_as(admin, &at("/equipe/inviter"), &invite).await.status, 303);
    let lea = app.sign_in("lea@example.org").await;
    app.post_as(&lea, &format!("/espace/nouvelle-structure/rejoindre/{HERE}"), &[]).await;
    let team = app.page_as(admin, &at("/equipe")).await;
    Things {
        offer: last(begun.location()),
        published: app.db.offer("coworking-lens").await.unwrap().unwrap().0.id.to_string(),
        request,
        import: last(import.location()),
        feed: hidden(&app.page_as(admin, &at("/imports/adresses")).await, "adresse"),
        invitation: hidden(&team, "invitation"),
        member: app.member_id(&admin.email).await,
        claim: hidden(&team, "demande"),
    }
}

/// An address with keys in it, filled with those of the structure [`HERE`].
pub(in crate::tests) fn crossed(route: &str, structure: &str, things: &Things) -> String {
    let route = route.replace("{structure}", structure).replace("{id}", &things.request);
    route.replace("{offer}", &things.offer).replace("{import}", &things.import).replace("{edits}", "1")
}

/// Everything that a form of the desk may say.
const ALL_GESTURES: [&str; 7] = [
    "geste=repondre&reponse=oui",
    "geste=noter&note=x",
    "geste=confier&a=",
    "geste=garder&edits=1&nom=Vole",
    "geste=archiver&version=1&edits=1",
    "geste=importer",
    "geste=abandonner&choix-1=fichier",
];

#[tokio::test]
async fn what_is_of_one_structure_opens_from_no_other() {
    let app = TestApp::new().await;
    let admin = app.member(HERE, Role::Admin).await;
    let things = things(&app, &admin).await;
    let all = [
        Somebody::shut_out("nobody", None),
        Somebody::signed("admin of another", app.member(OTHER, Role::Admin).await, None),
        Somebody::signed("moderator", app.moderator().await, None),
        Somebody::signed("newcomer", app.sign_in("newcomer@example.org").await, None),
    ];
    let routes: Vec<&str> =
        DOORS.iter().map(|(route, ..)| *route).filter(|route| route.matches('{').count() > 1).collect();
    assert!(routes.len() >= 7, "{routes:?}");
    let own = Somebody::signed("its own admin", admin.clone(), Some(Role::Admin));
    for route in &routes {
        let page = tried(&app, Method::GET, &crossed(route, HERE, &things), &own).await;
        // A conflict is only there for who lost her words.
        assert!(
            page.status == 200 || route.contains("{edits}"),
            "{route}: there is something to find, {}",
            page.status
        );
    }
    let before = app.contents().await;
    for route in routes {
        for structure in [HERE, OTHER] {
            let path = crossed(route, structure, &things);
            for who in &all {
                for method in [Method::GET, Method::HEAD] {
                    let page = tried(&app, method.clone(), &path, who).await;
                    let expected = if who.signed.is_some() { 404 } else { 303 };
                    assert_eq!(page.status, expected, "{method} {path} as {}", who.called);
                }
                for body in ALL_GESTURES {
                    let status = who.posts(&app, Method::POST, &path, body).answer().await.status;
                    // 405: nobody at all posts there.
                    let expected = if who.signed.is_some() { 404 } else { 303 };
                    assert!([expected, 405].contains(&status), "{path} {body} as {}: {status}", who.called);
                }
                for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS] {
                    let status = tried(&app, method.clone(), &path, who).await.status;
                    assert!([404, 405].contains(&status), "{method} {path} as {}: {status}", who.called);
                }
            }
        }
    }
    assert_eq!(app.contents().await, before, "nothing has changed");
}

#[tokio::test]
async fn a_key_in_a_form_opens_no_more_than_one_in_an_address() {
    let app = TestApp::new().await;
    let admin = app.member(HERE, Role::Admin).await;
    let things = things(&app, &admin).await;
    let other = app.member(OTHER, Role::Admin).await;
    let form = app.form_of("velos-pau").await;
    let fields = TestApp::filled(&form, &[("mobile", "06 39 98 00 77")]);
    assert_eq!(app.post("/offres/velos-pau/demande", &fields).await.status, 303);
    let list = app.page_as(&other, &format!("/espace/{OTHER}/demandes")).await;
    let own = list
        .all("button")
        .iter()
        .filter_map(|opens| opens.get("formaction"))
        .find(|href| href.contains("/demandes/"))
        .unwrap()
        .to_owned();
    let own = own.strip_prefix(&format!("/espace/{OTHER}")).unwrap().to_owned();
    // Opened once, it is read, and the log of who saw it has its line of the day.
    let opened = app.post_as(&other, &format!("/espace/{OTHER}{own}"), &[("geste", "lire")]).await;
    assert_eq!(app.page_as(&other, opened.location()).await.status, 200);
    let (ticked, chosen) = ("demande-", "choix-");
    // Where, the field whose name or value holds the key, and the rest of the form.
    let forms: [(&str, &str, &str, &str); 16] = [
        ("/equipe", "membre", &things.member, "geste=retirer"),
        ("/equipe", "membre", &things.member, "geste=role&role=reader"),
        ("/equipe", "invitation", &things.invitation, "geste=annuler"),
        ("/equipe", "demande", &things.claim, "geste=accepter&role=reader"),
        ("/equipe", "demande", &things.claim, "geste=refuser&motif=non"),
        ("/demandes", ticked, &things.request, "reponse=oui"),
        ("/demandes", ticked, &things.request, "reponse=confier&a="),
        (&own, "a", &things.member, "geste=confier"),
        ("/offres", chosen, &things.offer, "geste=archiver"),
        ("/offres", chosen, &things.offer, "geste=pause"),
        ("/offres", chosen, &things.offer, "geste=confirmer"),
        ("/offres", "prendre", &things.published, ""),
        ("/offres/nouvelle", "modele", &things.offer, "genre=workshop"),
        ("/imports/adresses", "adresse", &things.feed, "geste=retirer"),
        ("/imports", "import", &things.import, "geste=annuler"),
        ("/fiche", "structure", HERE, "nom="),
    ];
    let before = app.contents().await;
    for (end, field, key, rest) in forms {
        let path = format!("/espace/{OTHER}{end}");
        let mut answers = Vec::new();
        for key in [key, NONE] {
            let body = if field.ends_with('-') {
                format!("{field}{key}=oui&{rest}")
            } else {
                format!("{field}={key}&{rest}")
            };
            let sending = app.send(Method::POST, &path).header("origin", ORIGIN).header("content-type", FORM);
            let page = sending.header("cookie", &other.cookie).body(body).answer().await;
            assert!(
                [404, 410, 422].contains(&page.status),
                "{path} {field} {rest}: {} {}",
                page.status,
                page.text()
            );
            answers.push((page.status, page.text().replace(key, "")));
        }
        assert_eq!(answers[0], answers[1], "{path} {field}: another's key and none are answered alike");
        assert_eq!(app.contents().await, before, "{path} {field} {rest}");
    }
    for decision in ["accepter", "refuser"] {
        let fields = [("geste", decision), ("demande", things.claim.as_str()), ("motif", "non")];
        assert_eq!(app.post_as(&other, "/moderation", &fields).await.status, 404);
    }
    assert_eq!(app.contents().await, before);
}
