//! The database does not answer: people read on from memory, and what they type stays theirs. `tests/served/database_lost.rs` stops a
//! real one.

use super::app::{OFFER, TestApp};
use super::shed::hidden;

#[tokio::test]
async fn people_read_on_from_memory() {
    let app = TestApp::new().await;
    app.reading.pulse.tell(true);
    let ready = app.get("/readyz").await;
    assert_eq!((ready.status, &*ready.html), (503, "database"));
    let home = app.get("/").await;
    assert_eq!(home.status, 200);
    home.says(&["Faites le premier pas.", "Où êtes-vous ?"]);
    let page = app.get("/offres?lieu=62498").await;
    assert!(page.status == 200 && page.cards().contains(&OFFER.to_owned()));
    let sheet = app.get(&format!("/offres/{OFFER}")).await;
    assert_eq!(sheet.status, 200);
    sheet.says(&["Notre service a un problème", "quelques minutes", "CoopConnexion", "Ça m’intéresse"]);
    let structure = app.get("/structures/coop-connexion").await;
    assert_eq!(structure.status, 200);
    structure.says(&["CoopConnexion", "Notre service a un problème", "Ses offres"]);
    assert!(structure.cards().contains(&OFFER.to_owned()));
    for unknown in ["/offres/il-n-y-en-a-pas", "/structures/il-n-y-en-a-pas"] {
        let page = app.get(unknown).await;
        assert_eq!((page.status, page.header("retry-after")), (503, "10"), "it may be there: {unknown}");
    }
    app.reading.pulse.tell(false);
    let sheet = app.get(&format!("/offres/{OFFER}")).await;
    assert!(sheet.status == 200 && !sheet.text().contains("Notre service a un problème"));
    assert_eq!(app.get("/offres/il-n-y-en-a-pas").await.status, 404);
}

/// What the memory tells is what the database tells, as far as people need it to decide.
#[tokio::test]
async fn a_sheet_from_memory_says_the_same_in_the_same_order() {
    let app = TestApp::new().await;
    let address = format!("/offres/{OFFER}");
    let whole = app.get(&address).await;
    app.reading.pulse.tell(true);
    let remembered = app.get(&address).await;
    let titles = |page: &super::app::Page| -> Vec<String> {
        page.all("h2")
            .into_iter()
            .map(|title| title.text)
            .filter(|title| !title.contains("parcours"))
            .collect()
    };
    assert_eq!(titles(&remembered), titles(&whole));
    let index = app.published.get().unwrap();
    let (offer, organisation, _) = index.remembered_offer(OFFER, app.clock.today()).unwrap();
    let (stored, giver) = app.db.offer(OFFER).await.unwrap().unwrap();
    assert_eq!(
        (offer.name, offer.description),
        (stored.content.name.clone(), stored.content.description.clone())
    );
    assert_eq!((offer.kind, offer.address), (stored.content.kind, stored.content.address.clone()));
    assert_eq!(organisation.name, giver.content.name);
}

#[tokio::test]
async fn what_is_typed_stays_and_leaves_by_one_press() {
    let app = TestApp::new().await;
    let (path, form) = (format!("/offres/{OFFER}/demande"), app.form_of(OFFER).await);
    app.reading.pulse.tell(true);
    let opened = app.get(&path).await;
    assert_eq!((opened.status, opened.header("retry-after")), (503, "10"));
    let fields = TestApp::filled(&form, &[("message", "Je suis libre le matin")]);
    let kept = app.post(&path, &fields).await;
    assert_eq!((kept.status, kept.header("retry-after")), (503, "30"));
    kept.says(&[
        "Ce n’est pas encore envoyé",
        "Notre service a un problème",
        "appuyez sur le bouton",
        "Envoyer encore",
    ]);
    assert_eq!(kept.hidden("message"), "Je suis libre le matin");
    assert_eq!(kept.form_id(), form);
    let script = kept.all("script").remove(0);
    let nonce = script.get("nonce").unwrap();
    assert!(nonce.len() >= 22, "128 bits: {nonce}");
    let policy = kept.header("content-security-policy");
    assert!(policy.contains(&format!("script-src 'nonce-{nonce}'; connect-src 'self'")), "{policy}");
    let other = app.post(&path, &fields).await;
    assert_ne!(other.all("script").remove(0).get("nonce"), Some(nonce));
    let json = app.post_json(&path, &fields).await;
    assert!(json.status == 503 && json.html.contains("Rien n’est perdu"), "{}", json.html);
    assert_eq!(app.count("referral").await, 0, "nothing was tried");

    app.reading.pulse.tell(false);
    let again = hidden(&kept);
    let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (&**name, &**value)).collect();
    app.post(&path, &again).await.location();
    assert_eq!(app.count("referral").await, 1);
}

/// What would be done twice waits for a press.
#[tokio::test]
async fn only_a_form_that_is_the_same_twice_leaves_by_itself() {
    let app = TestApp::new().await;
    let asked = app.ask(&[]).await;
    app.reading.pulse.tell(true);
    for (path, fields) in
        [("/suivi/code-perdu", [("mobile", "06 39 98 00 12")]), (&asked.structure, [("geste", "renouveler")])]
    {
        let kept = app.post(path, &fields).await;
        kept.says(&["Ce n’est pas encore envoyé", "appuyez sur le bouton"]);
        let policy = kept.header("content-security-policy");
        assert!(kept.all("script").is_empty() && !policy.contains("script-src"), "{path}: {policy}");
    }
}
