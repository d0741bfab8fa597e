//! Passwords and the second factor.

mod two_steps;

use sha1::{Digest, Sha1};
use time::Duration;

use crate::server::two_steps::code_at;
use crate::tests::app::{Page, Signed, TestApp, on_both_engines};

const LEA: &str = "lea@example.org";
const OWN: &str = "le chat de mamie dort au soleil";
const PASSWORD: &str = "/espace/profil/mot-de-passe";
const STEPS: &str = "/espace/profil/deux-etapes";
const SIGN_IN: &str = "/connexion/mot-de-passe";
const CODE: &str = "/connexion/code";

async fn tries(app: &TestApp, email: &str, password: &str) -> Page {
    app.post(SIGN_IN, &[("email", email), ("mot_de_passe", password), ("suite", "/espace/profil")]).await
}

async fn with_password(app: &TestApp) -> Signed {
    let lea = app.sign_in(LEA).await;
    let chosen = app.post_as(&lea, PASSWORD, &[("geste", "choisir"), ("nouveau", OWN)]).await;
    assert_eq!(chosen.location(), "/espace/profil?fait=mot-de-passe");
    lea
}

/// What the hidden field of a name holds.
pub(in crate::tests) fn hidden(page: &Page, name: &str) -> String {
    let inputs = page.all("input");
    let found = inputs.iter().find(|input| input.get("name") == Some(name));
    found.and_then(|input| input.get("value")).expect(name).to_owned()
}

/// Turns the second factor on; answers its key and the codes that are kept.
pub(in crate::tests) async fn with_two_steps(app: &TestApp, lea: &Signed) -> (String, Vec<String>) {
    let page = app.page_as(lea, STEPS).await;
    let (key, codes) = (hidden(&page, "cle"), hidden(&page, "secours"));
    let code = code_at(&key, app.clock.now());
    let fields = [("geste", "activer"), ("cle", &key), ("secours", &codes), ("code_unique", &code)];
    assert_eq!(app.post_as(lea, STEPS, &fields).await.location(), "/espace/profil?fait=deux-etapes");
    (key, codes.split(' ').map(str::to_owned).collect())
}

#[tokio::test]
async fn a_password_is_chosen_opens_and_is_taken_away() {
    on_both_engines(async |app| {
        let elsewhere = app.sign_in(LEA).await;
        let lea = with_password(app).await;
        assert_eq!(app.page_as(&elsewhere, "/espace").await.status, 303, "other sessions end");
        assert!(
            app.letters(LEA).await.iter().any(|letter| letter.body.contains("Votre mot de passe a changé."))
        );
        let entered = tries(app, "Lea@Example.org", OWN).await;
        assert_eq!(entered.location(), "/espace/profil");
        let by_password = Signed { email: LEA.to_owned(), cookie: entered.cookie() };
        app.page_as(&by_password, "/espace/profil").await.says(&["Mot de passe", "Choisi"]);
        assert_eq!(app.post_as(&lea, PASSWORD, &[("geste", "retirer")]).await.status, 303);
        assert_eq!(tries(app, LEA, OWN).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn a_password_is_chosen_at_the_first_visit() {
    on_both_engines(async |app| {
        let link = app.sign_in_link(LEA, "/espace/profil").await;
        app.get(&link).await.says(&["Choisir un mot de passe", "12 caractères au moins"]);
        let refused = app.post(&link, &[("nouveau", "motdepasse123")]).await;
        assert_eq!((refused.status, refused.header("set-cookie")), (422, ""));
        refused.says(&["Ajoutez deux ou trois mots à vous."]);
        assert_eq!(
            app.post(&link, &[("nouveau", OWN)]).await.location(),
            "/espace/profil",
            "the link serves"
        );
        assert_eq!(tries(app, LEA, OWN).await.location(), "/espace/profil");
        let told = app.letters(LEA).await;
        assert!(told.iter().any(|letter| letter.body.contains("Vous avez choisi un mot de passe.")));

        // Who has one changes it in her profile, not by the way.
        let again = app.sign_in_link(LEA, "").await;
        assert!(!app.get(&again).await.text().contains("Choisir un mot de passe"));
        app.post(&again, &[("nouveau", "un autre, venu par le lien")]).await.location();
        assert_eq!(tries(app, LEA, OWN).await.status, 303, "it stays");

        // Nor does who must prove more than her mailbox.
        let max = "max@example.org";
        let signed = app.sign_in(max).await;
        with_two_steps(app, &signed).await;
        let link = app.sign_in_link(max, "").await;
        assert!(!app.get(&link).await.text().contains("Choisir un mot de passe"));
        app.post(&link, &[("nouveau", OWN)]).await.location();
        assert_eq!(tries(app, max, OWN).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_one_an_account_without_one_and_no_account_get_the_same_answer() {
    let app = TestApp::new().await;
    with_password(&app).await;
    app.sign_in("sans@example.org").await;
    let mut answers = Vec::new();
    for (email, password) in
        [(LEA, "autre chose ici"), ("sans@example.org", OWN), ("personne@example.org", OWN)]
    {
        let page = tries(&app, email, password).await;
        assert_eq!((page.status, page.header("set-cookie")), (422, ""));
        assert!(!page.html.contains(password), "it does not travel back");
        answers.push(page.text().replace(email, ""));
        let awake = app.post_json(SIGN_IN, &[("email", email), ("mot_de_passe", password)]).await;
        assert!(!awake.html.contains(password), "{}", awake.html);
    }
    assert!(answers.windows(2).all(|two| two[0] == two[1]), "{answers:?}");
}

#[tokio::test]
async fn a_poor_password_is_refused_with_a_way_out() {
    let app = TestApp::new().await;
    let lea = app.sign_in(LEA).await;
    for (poor, sentence) in [
        ("", "Écrivez un mot de passe."),
        ("court", "Il en faut 12."),
        ("motdepasse123", "Ajoutez deux ou trois mots à vous."),
        ("lea@example.org", "Ajoutez deux ou trois mots à vous."),
    ] {
        let refused = app.post_as(&lea, PASSWORD, &[("geste", "choisir"), ("nouveau", poor)]).await;
        assert_eq!(refused.status, 422, "{poor}");
        refused.says(&[sentence]);
        assert!(poor.len() < 6 || poor == LEA || !refused.html.contains(poor));
    }
}

#[tokio::test]
async fn a_session_that_is_not_fresh_proves_itself_again() {
    let app = TestApp::new().await;
    let lea = with_password(&app).await;
    app.pass(Duration::minutes(11));
    let new = "quatre mots bien choisis ensemble";
    let change = async |old: &str| {
        app.post_as(&lea, PASSWORD, &[("geste", "choisir"), ("mot_de_passe", old), ("nouveau", new)]).await
    };
    let refused = change("autre chose ici").await;
    assert_eq!(refused.status, 422);
    refused.says(&["Ce n’est pas votre mot de passe actuel."]);
    assert_eq!(app.post_as(&lea, PASSWORD, &[("geste", "retirer")]).await.status, 422);
    assert_eq!(change(OWN).await.status, 303);
    assert_eq!(tries(&app, LEA, new).await.status, 303);
}

/// ASVS 5.0, 6.2.3.
#[tokio::test]
async fn who_came_in_by_her_password_types_it_to_change_it_and_by_a_link_replaces_it() {
    on_both_engines(async |app| {
        with_password(app).await;
        let by_password = Signed { email: LEA.to_owned(), cookie: tries(app, LEA, OWN).await.cookie() };
        let new = "quatre mots bien choisis ensemble";
        let change = async |who: &Signed, old: &str, new: &str| {
            let fields = [("geste", "choisir"), ("mot_de_passe", old), ("nouveau", new)];
            app.post_as(who, PASSWORD, &fields).await.status
        };
        app.page_as(&by_password, PASSWORD).await.says(&["Votre mot de passe actuel"]);
        for old in ["", "autre chose ici"] {
            assert_eq!(change(&by_password, old, new).await, 422, "{old}");
        }
        assert_eq!(change(&by_password, OWN, new).await, 303);
        let by_link = app.sign_in(LEA).await;
        let page = app.page_as(&by_link, PASSWORD).await;
        assert!(page.all("input").iter().all(|input| input.get("name") != Some("mot_de_passe")));
        assert_eq!(change(&by_link, "", OWN).await, 303, "it was forgotten");
        assert_eq!(tries(app, LEA, OWN).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn who_finds_an_open_screen_adds_no_key_of_his_own() {
    let app = TestApp::new().await;
    let lea = app.sign_in(LEA).await;
    let page = app.page_as(&lea, STEPS).await;
    let (key, codes) = (hidden(&page, "cle"), hidden(&page, "secours"));
    app.pass(Duration::minutes(11));
    for path in [PASSWORD, STEPS] {
        let page = app.page_as(&lea, path).await;
        page.says(&["Sortez, puis entrez à nouveau"]);
        assert!(page.all("input").iter().all(|input| input.get("name") != Some("nouveau")), "{}", page.html);
    }
    let code = code_at(&key, app.clock.now());
    let fields = [("geste", "activer"), ("cle", &key), ("secours", &codes), ("code_unique", &code)];
    assert_eq!(app.post_as(&lea, STEPS, &fields).await.status, 422);
    let chosen = app.post_as(&lea, PASSWORD, &[("geste", "choisir"), ("nouveau", OWN)]).await;
    assert_eq!(chosen.status, 422);
    chosen.says(&["Sortez, puis entrez à nouveau"]);
    let again = app.sign_in(LEA).await;
    assert_eq!(app.post_as(&again, PASSWORD, &[("geste", "choisir"), ("nouveau", OWN)]).await.status, 303);
}

#[tokio::test]
async fn guessing_is_slowed_by_address_of_mail() {
    let app = TestApp::limited().await;
    for _ in 0..6 {
        assert_eq!(tries(&app, LEA, "autre chose ici").await.status, 422);
    }
    let slowed = tries(&app, LEA, "autre chose ici").await;
    assert_eq!(slowed.status, 429);
    assert_ne!(slowed.header("retry-after"), "");
}

#[tokio::test]
async fn a_stranger_elsewhere_uses_up_neither_her_password_nor_her_code() {
    let app = TestApp::limited().await;
    let lea = with_password(&app).await;
    let (key, _) = with_two_steps(&app, &lea).await;
    let tries = async |address: &str, password: &str| {
        let fields = [("email", LEA), ("mot_de_passe", password)];
        app.form(SIGN_IN, "text/html", &fields).from(address).answer().await
    };
    let mut guessed = 0;
    for _ in 0..20 {
        guessed += usize::from(tries("203.0.113.9", "autre chose ici").await.status == 422);
    }
    assert!((1..=10).contains(&guessed), "{guessed}");
    assert_eq!(tries("203.0.113.9", OWN).await.status, 429, "nor is the right one told from the others");
    let half = tries("198.51.100.1", OWN).await;
    assert!(half.location().starts_with("/connexion/code"), "she comes from home");
    // From many places at once nobody guesses without end; then a link lets her in.
    let mut guessed = 0;
    for place in 1..=100 {
        let guess = tries(&format!("192.0.2.{place}"), "autre chose ici").await;
        guessed += usize::from(guess.status == 422);
    }
    assert!((30..50).contains(&guessed), "{guessed}");
    let enters = async || app.post(&app.sign_in_link(LEA, "").await, &[]).await.cookie();
    let waiting = Signed { email: LEA.to_owned(), cookie: enters().await };
    app.pass(Duration::minutes(1));
    let code = code_at(&key, app.clock.now());
    let entered = app.post_as(&waiting, CODE, &[("code_unique", &code)]).await;
    assert_eq!(entered.location(), "/espace", "none of these tries was one of her code");
    // Who has taken the first step guesses no more codes than that either.
    let waiting = Signed { email: LEA.to_owned(), cookie: enters().await };
    let mut guessed = 0;
    for _ in 0..20 {
        let guess = app.post_as(&waiting, CODE, &[("code_unique", "000000")]).await;
        guessed += usize::from(guess.status == 422);
    }
    assert!((1..=10).contains(&guessed), "{guessed}");
}

/// ASVS 5.0, 6.2.12.
#[tokio::test]
async fn a_password_that_was_stolen_somewhere_is_refused() {
    // SHA-1 of the password that she chooses first, after its five first signs.
    let end = &format!("{:X}", Sha1::digest(OWN))[5..];
    let lines = format!("0018A45C4D1DEF81644B54AB7F969B88D65:1\r\n{end}:4\r\n");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/range/", listener.local_addr().unwrap());
    let list = axum::Router::new().route("/range/{told}", axum::routing::get(async move || lines));
    let serving = tokio::spawn(async move { axum::serve(listener, list).await });
    let app = TestApp::set(&[("STOLEN_PASSWORDS_URL", &url)]).await;
    let lea = app.sign_in(LEA).await;
    let choose =
        async |new: &str| app.post_as(&lea, PASSWORD, &[("geste", "choisir"), ("nouveau", new)]).await;
    let refused = choose(OWN).await;
    assert_eq!(refused.status, 422);
    refused.says(&["Ce mot de passe a été volé sur un autre site"]);
    assert!(!refused.html.contains(OWN));
    assert_eq!(choose("quatre mots bien choisis ensemble").await.status, 303);
    serving.abort();
    let _ = serving.await;
    assert_eq!(
        choose("cinq mots encore mieux choisis ici").await.status,
        303,
        "a list that is away keeps nobody"
    );
}
