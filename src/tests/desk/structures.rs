//! Finding one's structure, asking to join it, writing a new one, and the moderator's word.

use crate::domain::membership::Role;
use crate::tests::app::{Page, Signed, TestApp, array, execute, on_both_engines, service, structure, with};

const FIND: &str = "/espace/nouvelle-structure";
const CREATE: &str = "/espace/nouvelle-structure/creer";
const LEA: &str = "lea@example.org";
const SIRET: &str = "73282932000074";

const NEW: [(&str, &str); 6] = [
    ("nom", "Les Mains Vertes"),
    ("nature", "Atelier et chantier d’insertion"),
    ("lieu", "Lens (62300)"),
    ("telephone", "03 53 01 00 77"),
    ("email", "mains-vertes@example.org"),
    ("siret", "732 829 320 00074"),
];

/// The value of the first hidden field of a name.
fn hidden(page: &Page, name: &str) -> String {
    let inputs = page.all("input");
    let found = inputs.iter().find(|input| input.get("name") == Some(name));
    found.and_then(|input| input.get("value")).expect(name).to_owned()
}

async fn creates(app: &TestApp, lea: &Signed) -> String {
    let created = app.post_as(lea, CREATE, &NEW).await;
    assert!(created.location().starts_with("/espace/les-mains-vertes-"), "{}", created.location());
    created.location().to_owned()
}

#[tokio::test]
async fn a_structure_is_found_by_any_words_of_its_name_and_by_its_siret() {
    on_both_engines(async |app| {
        let named = with(with(structure("a"), "nom", "L’Étoile du Nord (ACI)"), "siret", SIRET);
        app.import(&array(&[named]), &array(&[service("o", "a")])).await;
        let lea = app.sign_in(LEA).await;
        for typed in ["etoile", "NORD étoile", "aci nord", "73282932000074", "732 829 320 00074", "732829320"]
        {
            let found = app.page_as(&lea, &format!("{FIND}?q={}", crate::tests::app::encode(typed))).await;
            found.says(&["L’Étoile du Nord (ACI)", "SIRET 732 829 320 00074"]);
        }
        for typed in ["", "%", "_", "etoile sud", "732829321", "' or 1=1 --", "\0"] {
            let found = app.page_as(&lea, &format!("{FIND}?q={}", crate::tests::app::encode(typed))).await;
            assert_eq!(found.status, 200);
            assert!(!found.text().contains("Étoile"), "{typed}");
        }
        let pages = app.page_as(&lea, &format!("{FIND}?q=e")).await;
        pages.says(&["Page suivante"]);
        assert_eq!(app.page_as(&lea, &format!("{FIND}?q=e&page=2")).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn names_kept_before_there_was_a_place_for_them_are_found_too() {
    on_both_engines(async |app| {
        execute(&app.db, "update organisation set plain_name = null".to_owned()).await;
        let again = app.reopened().await;
        assert_eq!(again.find_structures("connexion", 0).await.unwrap().len(), 1);
        again.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_admins_of_a_structure_decide_who_joins() {
    on_both_engines(async |app| {
        let admin = app.sign_in("coop-connexion@example.org").await;
        let lea = app.sign_in(LEA).await;
        let join = format!("{FIND}/rejoindre/coop-connexion");
        app.page_as(&lea, &join).await.says(&["Son équipe reçoit votre demande"]);
        let asked = app.post_as(&lea, &join, &[("mots", "J’anime l’atelier <b>")]).await;
        assert_eq!(asked.location(), "/espace?fait=demande");
        app.page_as(&lea, "/espace").await.says(&["CoopConnexion : vous avez demandé à rejoindre"]);
        assert_eq!(app.page_as(&lea, "/espace/coop-connexion").await.status, 404, "not yet");
        let letters = app.letters("coop-connexion@example.org").await;
        assert!(letters.iter().any(|letter| letter.path() == "/espace/coop-connexion/equipe"));
        // Twice is once.
        let before = app.letters("coop-connexion@example.org").await.len();
        app.post_as(&lea, &join, &[]).await;
        assert_eq!(app.letters("coop-connexion@example.org").await.len(), before);
        assert_eq!(app.count("claim").await, 1);

        let team = app.page_as(&admin, "/espace/coop-connexion/equipe").await;
        team.says(&["Demandes pour rejoindre l’équipe", LEA, "J’anime l’atelier <b>"]);
        let id = hidden(&team, "demande");
        let path = "/espace/coop-connexion/equipe";
        let refuse = [("geste", "refuser"), ("demande", id.as_str())];
        assert_eq!(app.post_as(&admin, path, &refuse).await.status, 422, "a reason is missing");
        // Neither a stranger's admin nor the moderator decides for a structure that has its own.
        let other = app.member("restos-du-coeur", Role::Admin).await;
        let accept = [("geste", "accepter"), ("demande", id.as_str()), ("role", "publisher")];
        assert_eq!(app.post_as(&other, "/espace/restos-du-coeur/equipe", &accept).await.status, 410);
        let moderator = app.moderator().await;
        assert_eq!(app.post_as(&moderator, "/moderation", &accept).await.status, 410);
        assert!(!app.page_as(&moderator, "/moderation").await.text().contains(LEA));

        assert_eq!(app.post_as(&admin, path, &accept).await.status, 303);
        assert_eq!(app.page_as(&lea, "/espace/coop-connexion").await.status, 200);
        assert_eq!(app.post_as(&admin, path, &accept).await.status, 410, "once");
        let letters = app.letters(LEA).await;
        assert!(letters.iter().any(|letter| letter.body.contains("Votre demande est acceptée.")));
        app.page_as(&admin, "/espace/coop-connexion/journal").await.says(&[
            "coop-connexion@example.org a accepté lea@example.org dans l’équipe : Publication.",
            "lea@example.org a demandé à entrer dans l’équipe.",
        ]);
    })
    .await;
}

#[tokio::test]
async fn where_there_is_no_admin_the_moderator_decides() {
    on_both_engines(async |app| {
        app.import(&array(&[structure("a")]), &array(&[service("o", "a")])).await;
        let moderator = app.moderator().await;
        let lea = app.sign_in(LEA).await;
        let slug = app.db.find_structures("atelier du velo", 0).await.unwrap()[0].slug.clone();
        let join = format!("{FIND}/rejoindre/{slug}");
        app.page_as(&lea, &join).await.says(&["Personne ne la gère encore ici."]);
        app.post_as(&lea, &join, &[]).await;
        assert!(app.letters(&moderator.email).await.iter().any(|letter| letter.path() == "/moderation"));
        let page = app.page_as(&moderator, "/moderation").await;
        page.says(&["Personnes qui veulent gérer une structure", "Atelier du Vélo", LEA]);
        let id = hidden(&page, "demande");
        let refuse = [
            ("geste", "refuser"),
            ("demande", id.as_str()),
            ("motif", "Écrivez-nous de votre adresse de travail."),
        ];
        assert_eq!(app.post_as(&moderator, "/moderation", &refuse).await.status, 303);
        app.page_as(&lea, "/espace")
            .await
            .says(&["votre demande est refusée. Écrivez-nous de votre adresse de travail."]);
        // She asks again, and is let in.
        app.post_as(&lea, &join, &[]).await;
        let id = hidden(&app.page_as(&moderator, "/moderation").await, "demande");
        let accept = [("geste", "accepter"), ("demande", id.as_str())];
        assert_eq!(app.post_as(&moderator, "/moderation", &accept).await.status, 303);
        assert_eq!(
            app.page_as(&lea, &format!("/espace/{slug}/journal")).await.status,
            200,
            "she is its admin"
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_structure_waits_for_the_moderator_and_nobody_finds_it_meanwhile() {
    on_both_engines(async |app| {
        let moderator = app.moderator().await;
        let lea = app.sign_in(LEA).await;
        let desk = creates(app, &lea).await;
        app.page_as(&lea, &desk).await.says(&["En attente de validation."]);
        app.page_as(&lea, "/espace").await.says(&["Les Mains Vertes", "En attente de validation"]);
        let public = desk.replace("/espace/", "/structures/");
        app.refresh().await;
        assert_eq!(app.get(&public).await.status, 404);
        let early = app
            .post_as(
                &lea,
                &format!("{desk}/equipe/inviter"),
                &[("email", "x@example.org"), ("role", "reader")],
            )
            .await;
        assert_eq!(early.status, 422);
        early.says(&["Votre structure n’est pas encore validée."]);

        let page = app.page_as(&moderator, "/moderation").await;
        page.says(&["Structures à valider", "Les Mains Vertes", "732 829 320 00074", "62300 Lens"]);
        let id = hidden(&page, "structure");
        let refuse = [("geste", "refuser"), ("structure", id.as_str()), ("motif", "Ajoutez votre rue.")];
        assert_eq!(app.post_as(&moderator, "/moderation", &refuse).await.status, 303);
        app.page_as(&lea, &desk).await.says(&["Votre structure n’a pas été validée : Ajoutez votre rue."]);
        let mended = [&NEW[..], &[("adresse", "3 rue de l’Essai")]].concat();
        assert_eq!(app.post_as(&lea, &format!("{desk}/fiche"), &mended).await.status, 303);
        app.page_as(&moderator, "/moderation").await.says(&["3 rue de l’Essai"]);
        let accept = [("geste", "accepter"), ("structure", id.as_str())];
        assert_eq!(app.post_as(&moderator, "/moderation", &accept).await.status, 303);
        assert_eq!(app.post_as(&moderator, "/moderation", &accept).await.status, 410, "once");
        app.refresh().await;
        app.get(&public).await.says(&["Les Mains Vertes", "3 rue de l’Essai"]);
        let letters = app.letters(LEA).await;
        assert!(letters.iter().any(|letter| letter.body.contains("Votre structure est validée.")));
        app.page_as(&lea, &format!("{desk}/journal")).await.says(&[
            "a validé la structure.",
            "a changé la fiche de « Les Mains Vertes ».",
            "n’a pas validé la structure : « Ajoutez votre rue. ».",
            "a créé la structure « Les Mains Vertes ».",
        ]);
    })
    .await;
}

#[tokio::test]
async fn a_structure_is_not_written_twice_and_what_is_wrong_is_told_at_once() {
    let app = TestApp::new().await;
    let (lea, zoe) = (app.sign_in(LEA).await, app.sign_in("zoe@example.org").await);
    let desk = creates(&app, &lea).await;
    let again = app.post_as(&zoe, CREATE, &NEW).await;
    assert_eq!(
        again.location(),
        format!("{}?existe=1", desk.replace("/espace/", "/espace/nouvelle-structure/rejoindre/"))
    );
    app.page_as(&zoe, again.location())
        .await
        .says(&["Cette structure est déjà dans l’annuaire : rejoignez-la."]);
    let wrong = [
        ("nom", "ab"),
        ("lieu", "Saint-Denis"),
        ("telephone", "1"),
        ("email", "x"),
        ("siret", "73282932000075"),
    ];
    let refused = app.post_as(&zoe, CREATE, &wrong).await;
    assert_eq!(refused.status, 422);
    refused.says(&[
        "Écrivez le nom de votre structure",
        "Ce SIRET a une erreur",
        "Écrivez un numéro de téléphone",
        "Plusieurs communes ont ce nom.",
    ]);
    let kept = refused.all("input").into_iter().find(|input| input.get("name") == Some("siret")).unwrap();
    assert_eq!(kept.get("value"), Some("73282932000075"));
    for (place, sentence) in [
        ("Zzyzx", "Nous ne trouvons pas"),
        ("Pas-de-Calais", "Écrivez une commune"),
        ("", "Écrivez la commune"),
    ] {
        let mut fields = NEW;
        fields[2].1 = place;
        app.post_as(&zoe, CREATE, &fields).await.says(&[sentence]);
    }
}

#[tokio::test]
async fn an_admin_writes_the_sheet_again_and_people_read_it_at_once() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let page = app.page_as(&zoe, "/espace/coop-connexion/fiche").await;
    page.says(&["Fiche de la structure"]);
    let value = |name: &str| hidden(&page, name);
    assert_eq!((value("nom").as_str(), value("lieu").as_str()), ("CoopConnexion", "Lens (62300)"));
    let fields = [
        ("nom", "CoopConnexion"),
        ("lieu", "Lens (62300)"),
        ("telephone", "03 53 01 00 99"),
        ("email", "new@example.org"),
    ];
    assert_eq!(app.post_as(&zoe, "/espace/coop-connexion/fiche", &fields).await.status, 303);
    app.refresh().await;
    app.get("/structures/coop-connexion").await.says(&["03 53 01 00 99"]);
}

#[tokio::test]
async fn moderators_are_named_and_unnamed() {
    on_both_engines(async |app| {
        let login = crate::domain::account::Login::parse("Watch@example.org").unwrap();
        let now = app.clock.now();
        app.db.set_moderator(&login, true, now).await.unwrap();
        assert!(app.db.moderators().await.unwrap().contains(&"watch@example.org".to_owned()));
        let watch = app.sign_in("watch@example.org").await;
        assert_eq!(app.page_as(&watch, "/moderation").await.status, 200);
        app.db.set_moderator(&login, false, now).await.unwrap();
        assert_eq!(app.page_as(&watch, "/moderation").await.status, 404, "at once");
    })
    .await;
}

#[tokio::test]
async fn who_asked_to_join_sees_where_it_stands_and_takes_it_back() {
    on_both_engines(async |app| {
        let lea = app.sign_in(LEA).await;
        let join = format!("{FIND}/rejoindre/coop-connexion");
        app.post_as(&lea, &join, &[]).await;
        for path in ["/espace", &join] {
            let page = app.page_as(&lea, path).await;
            page.says(&["Votre demande est en attente.", "Annuler ma demande"]);
            assert!(!page.text().contains("Demander à rejoindre"), "{path}: once is enough");
        }
        let take_back = [("geste", "annuler")];
        let other = app.sign_in("other@example.org").await;
        assert_eq!(app.post_as(&other, &join, &take_back).await.status, 410, "nobody takes another's back");
        assert_eq!(app.post_as(&lea, &join, &take_back).await.location(), "/espace?fait=annulee");
        assert_eq!(app.post_as(&lea, &join, &take_back).await.status, 410);
        assert_eq!(app.count("claim").await, 0);
        app.page_as(&lea, &join).await.says(&["Demander à rejoindre"]);
        let admin = app.sign_in("coop-connexion@example.org").await;
        app.page_as(&admin, "/espace/coop-connexion/journal")
            .await
            .says(&["lea@example.org a annulé sa demande d’entrer dans l’équipe."]);
    })
    .await;
}

#[tokio::test]
async fn who_comes_in_by_an_invitation_asks_no_more() {
    on_both_engines(async |app| {
        let lea = app.sign_in(LEA).await;
        app.post_as(&lea, &format!("{FIND}/rejoindre/coop-connexion"), &[]).await;
        let admin = app.sign_in("coop-connexion@example.org").await;
        let team = "/espace/coop-connexion/equipe";
        let claim = hidden(&app.page_as(&admin, team).await, "demande");
        app.page_as(&admin, "/espace/coop-connexion")
            .await
            .says(&["Une personne demande à rejoindre l’équipe."]);
        let invite = [("email", LEA), ("role", "admin")];
        assert_eq!(app.post_as(&admin, &format!("{team}/inviter"), &invite).await.status, 303);
        app.pass(time::Duration::seconds(1));
        let letters = app.letters(LEA).await;
        let link = letters.iter().rev().map(|letter| letter.path()).find(|path| path.contains("invitation"));
        assert_eq!(app.post(&link.unwrap(), &[]).await.status, 303);
        let page = app.page_as(&admin, team).await;
        assert!(!page.text().contains("Demandes pour rejoindre l’équipe"), "nothing is left to decide");
        // A page that was open meanwhile does not take her role away.
        let late = [("geste", "accepter"), ("demande", claim.as_str()), ("role", "reader")];
        assert_eq!(app.post_as(&admin, team, &late).await.status, 410);
        let lea = app.sign_in(LEA).await;
        assert_eq!(app.page_as(&lea, "/espace/coop-connexion/journal").await.status, 200, "still an admin");
    })
    .await;
}
