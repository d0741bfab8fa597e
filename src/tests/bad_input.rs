//! What no page of ours sends: it gets a plain sentence, and never an error of the server.

mod everywhere;
mod raw;

use axum::http::Method;

use super::app::{FORM, OFFER, ORIGIN, TestApp, encode, on_both_engines};

/// Every page that takes something in its address.
const ROUTES: [&str; 10] = [
    "/oui/{}",
    "/selection/{}",
    "/offres/{}",
    "/offres/{}/demande",
    "/offres/{}/qr.svg",
    "/suivi/{}",
    "/reponse/{}",
    "/parcours/{}",
    "/conventions/{}",
    "/structures/{}",
];

const NASTY: [&str; 16] = [
    "x",
    "%00",
    "a%00b",
    "%ff%fe",
    "%F0%9F%9A%B2",
    "..%2f..%2fetc%2fpasswd",
    "'%20or%201=1--",
    "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "%",
    "%zz",
    "%0d%0aSet-Cookie:%20x=1",
    "aaaaaaaaaaaaaaaaaaaaaaaaaa",
    "undefined",
    "-1",
    "%E2%80%AE",
    "COWORKING-LENS",
];

#[tokio::test]
async fn searches_that_make_no_sense_are_told_in_words() {
    let app = TestApp::new().await;
    for (query, sentence) in [
        ("lieu=Qzzxxyy", "Nous ne trouvons pas cette commune"),
        ("lieu=62498&rayon=-5", "Cette distance n’existe pas."),
        ("lieu=62498&rayon=1e9", "Cette distance n’existe pas."),
        ("lieu=62498&page=1000000000", "Cette page n’existe pas. Voici la première."),
        ("lieu=62498&page=99999999999999999999", "Cette page n’existe pas."),
        ("lieu=62498&page=0", "Cette page n’existe pas."),
        ("theme=nope&genre=nope&besoin=nope", "Un des filtres n’existe pas."),
        ("q=%FF%FE", "Offres"),
        ("q=%00", "Offres"),
    ] {
        let page = app.get(&format!("/offres?{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        page.says(&[sentence]);
    }
    let long = app.get(&format!("/offres?q={}", "a".repeat(60_000))).await;
    long.says(&["Votre phrase est longue."]);
    let themes = app.get(&format!("/offres?{}", "theme=x&".repeat(7_000))).await;
    assert_eq!(themes.status, 200);
}

#[tokio::test]
async fn names_that_are_none_are_refused_and_kept() {
    on_both_engines(async |app| {
        let form = app.form_of(OFFER).await;
        let path = format!("/offres/{OFFER}/demande");
        let long = "é".repeat(300);
        for (name, sentence) in [
            ("<b>Zoé</b>", "Écrivez votre prénom avec des lettres seulement."),
            ("🙂", "Écrivez votre prénom avec des lettres seulement."),
            ("Zo\0é", "Écrivez votre prénom avec des lettres seulement."),
            (&long, "Ce prénom est trop long."),
        ] {
            let page = app.post(&path, &TestApp::filled(&form, &[("prenom", name)])).await;
            assert_eq!(page.status, 422, "{name}");
            page.says(&[sentence]);
            assert_eq!(page.form_id(), form);
        }
        let words = "x".repeat(301);
        let page = app.post(&path, &TestApp::filled(&form, &[("message", &words)])).await;
        page.says(&["C’est trop long : 301 caractères."]);
        assert_eq!(app.count("referral").await, 0);
        // What can be kept is kept, without what no engine stores.
        let sent =
            app.post(&path, &TestApp::filled(&form, &[("message", "a\0b 🚲"), ("moment", "\0")])).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
    })
    .await;
}

#[tokio::test]
async fn bodies_that_are_not_text_are_refused_in_words() {
    let app = TestApp::new().await;
    let form = app.form_of(OFFER).await;
    for name in [&b"Zo\xe9"[..], b"%ff%fe", b"%00", b"%", b"%%%%"] {
        let body = [b"accord=oui&mobile=0639980012&envoi=", form.as_bytes(), b"&prenom=", name].concat();
        let page = app
            .send(Method::POST, &format!("/offres/{OFFER}/demande"))
            .header("origin", ORIGIN)
            .header("content-type", FORM)
            .header("accept", "text/html")
            .body(body)
            .answer()
            .await;
        assert_eq!(page.status, 422, "{name:?}");
        page.says(&["Écrivez votre prénom"]);
    }
    assert_eq!(app.count("referral").await, 0);
}

#[tokio::test]
async fn a_form_without_its_id_is_to_be_loaded_again() {
    let app = TestApp::new().await;
    for id in ["", "x", "' or 1=1", &"a".repeat(27)] {
        let page = app.post(&format!("/offres/{OFFER}/demande"), &TestApp::filled(id, &[])).await;
        assert_eq!(page.status, 422);
        page.says(&["Cette page est trop ancienne. Rechargez-la"]);
    }
}

#[tokio::test]
async fn an_offer_that_is_gone_says_so_and_gives_three_near_it() {
    on_both_engines(async |app| {
        app.db.archive_others("premier-pas", &|id| !id.ends_with(OFFER), app.clock.now()).await.unwrap();
        app.refresh().await;
        let page = app.get(&format!("/offres/{OFFER}")).await;
        assert_eq!(page.status, 410);
        page.says(&["Cette offre n’est plus là", "D’autres offres près de là"]);
        let cards = page.cards();
        assert_eq!(cards.len(), 3, "{cards:?}");
        assert!(!cards.contains(&OFFER.to_owned()));
        let form = app.get(&format!("/offres/{OFFER}/demande")).await;
        form.says(&["On ne peut pas demander cette offre ici"]);
        assert!(!app.get("/offres?lieu=62498").await.html.contains("/offres/coworking-lens\""));
    })
    .await;
}

#[tokio::test]
async fn nul_in_an_address_leads_to_no_other_page() {
    let app = TestApp::new().await;
    for times in [1, 20_000] {
        let page = app.get(&format!("/offres?q={}", "%00".repeat(times))).await;
        assert_eq!(page.status, 200);
        assert_ne!(page.all("title")[0].text, app.get("/").await.all("title")[0].text, "{times}");
    }
}

#[tokio::test]
async fn unknown_addresses_help() {
    let app = TestApp::new().await;
    for path in [
        "/nulle-part",
        "/offres/nope",
        "/offres/nope/demande",
        "/parcours/nope",
        "/conventions/nope",
        "/structures/nope",
    ] {
        let page = app.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        page.says(&["Cette page n’existe pas", "Chercher une offre"]);
    }
}

#[tokio::test]
async fn no_address_breaks_the_server() {
    on_both_engines(async |app| {
        for route in ROUTES {
            for nasty in NASTY {
                let path = route.replace("{}", nasty);
                for path in
                    [path.clone(), format!("{path}?{nasty}={nasty}&envoyee&annuler&repondu&renouvele")]
                {
                    let page = app.get(&path).await;
                    // A QR code is drawn for any address that an offer could have.
                    let drawn = page.status == 200 && route.ends_with("qr.svg");
                    assert!(drawn || (400..500).contains(&page.status), "{} {path}", page.status);
                    assert_eq!(page.header("set-cookie"), "");
                }
            }
        }
        for route in ["/", "/offres", "/suivi", "/suivi/code-perdu", "/mentions-legales"] {
            for nasty in NASTY {
                let path = format!(
                    "{route}?lieu={nasty}&rayon={nasty}&q={nasty}&page={nasty}&theme={nasty}&{nasty}"
                );
                assert_eq!(app.get(&path).await.status, 200, "{path}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn no_post_breaks_the_server() {
    on_both_engines(async |app| {
        for nasty in NASTY {
            let fields =
                ["envoi", "prenom", "mobile", "code", "chiffres", "geste", "reponse", "jour", "heure"];
            let fields: Vec<(&str, &str)> = fields.iter().map(|name| (*name, nasty)).collect();
            let encoded = encode(nasty);
            for path in [
                format!("/offres/{OFFER}/demande"),
                format!("/offres/{encoded}/demande"),
                "/suivi".to_owned(),
                "/suivi/code-perdu".to_owned(),
                format!("/suivi/{encoded}"),
                format!("/reponse/{encoded}"),
            ] {
                let page = app.post(&path, &fields).await;
                assert!((400..500).contains(&page.status), "{} {path} {nasty}", page.status);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn no_word_of_anybody_is_markup() {
    let app = TestApp::new().await;
    let (stored, _) = app.db.offer(OFFER).await.unwrap().unwrap();
    let mut offer = stored.content.0.clone();
    let run = "</title></script><script>alert(1)</script>";
    offer.name = format!("Souder {run}");
    offer.description = run.to_owned();
    offer.plain.tasks = vec![run.to_owned()];
    app.db.upsert(&[crate::store::Change::Offer(&offer, OFFER)], app.clock.now()).await.unwrap();
    app.refresh().await;
    let query = format!("/offres?q={}", encode(&format!("souder {run}")));
    for path in
        [format!("/offres/{OFFER}"), format!("/offres/{OFFER}/demande"), "/offres?q=souder".to_owned(), query]
    {
        let page = app.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        let at = page.html.find("<script>alert").map(|at| &page.html[at.saturating_sub(200)..at]);
        assert_eq!(at, None, "{path}");
    }
    assert!(app.get(&format!("/offres/{OFFER}")).await.html.contains("<title>Souder &lt;/title>"));
}
