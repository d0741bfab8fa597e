//! Passwords and the second factor.

use std::collections::BTreeSet;

use sha1::{Digest, Sha1};
use time::Duration;

use crate::commands::second_step_off;
use crate::domain::account::Login;
use crate::server::two_steps::code_at;
use crate::store::digest;
use crate::tests::app::{ORIGIN, Page, Signed, TestApp, execute, on_both_engines};

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

#[tokio::test]
async fn the_second_step_stands_before_everything() {
    on_both_engines(async |app| {
        let lea = app.sign_in(LEA).await;
        let (key, codes) = with_two_steps(app, &lea).await;
        assert_eq!(codes.len(), 8);
        assert_eq!(app.count("recovery_code").await, 8);

        let link = app.sign_in_link(LEA, "/espace/profil").await;
        let half = app.post(&link, &[]).await;
        assert_eq!(half.location(), "/connexion/code?suite=%2Fespace%2Fprofil");
        let waiting = Signed { email: LEA.to_owned(), cookie: half.cookie() };
        for path in ["/espace", "/espace/profil", STEPS, "/moderation"] {
            assert!(app.page_as(&waiting, path).await.location().starts_with("/connexion/code"), "{path}");
        }
        assert!(
            app.post_as(&waiting, STEPS, &[("geste", "arreter")])
                .await
                .location()
                .starts_with("/connexion/code")
        );
        let enter = async |code: &str| app.post_as(&waiting, CODE, &[("code_unique", code)]).await;
        for wrong in ["", "000000", "abcde-fghjk"] {
            assert_eq!(enter(wrong).await.status, 422, "{wrong}");
        }
        // The code of before was used to turn it on.
        app.pass(Duration::minutes(1));
        let code = code_at(&key, app.clock.now());
        let entered = enter(&code).await;
        assert_eq!(entered.location(), "/espace");
        let whole = Signed { email: LEA.to_owned(), cookie: entered.cookie() };
        assert_ne!(whole.cookie, waiting.cookie, "under a new secret");
        assert_eq!(app.page_as(&whole, "/espace").await.status, 200);
        assert_eq!(app.page_as(&waiting, "/espace").await.status, 303);

        // A code serves once; so does one of those on paper.
        let link = app.sign_in_link(LEA, "").await;
        let waiting = Signed { email: LEA.to_owned(), cookie: app.post(&link, &[]).await.cookie() };
        let replayed = app.post_as(&waiting, CODE, &[("code_unique", &code)]).await;
        assert_eq!(replayed.status, 422);
        let paper = codes[3].to_uppercase();
        let entered = app.post_as(&waiting, CODE, &[("code_unique", &paper)]).await;
        assert_eq!(entered.status, 303);
        let whole = Signed { email: LEA.to_owned(), cookie: entered.cookie() };
        app.page_as(&whole, STEPS).await.says(&["Il vous reste 7 codes de secours."]);
        assert_eq!(
            app.post_as(&whole, STEPS, &[("geste", "arreter"), ("code_unique", &paper)]).await.status,
            422
        );
        assert_eq!(
            app.post_as(&whole, STEPS, &[("geste", "arreter"), ("code_unique", &codes[0])]).await.status,
            303
        );
        assert_eq!(app.count("recovery_code").await, 0);
        app.sign_in(LEA).await;
    })
    .await;
}

#[tokio::test]
async fn a_key_is_turned_on_by_its_own_code_and_comes_back_with_the_form() {
    let app = TestApp::new().await;
    let lea = app.sign_in(LEA).await;
    let page = app.page_as(&lea, STEPS).await;
    let (key, codes) = (hidden(&page, "cle"), hidden(&page, "secours"));
    let fields = [("geste", "activer"), ("cle", &*key), ("secours", &*codes), ("code_unique", "000000")];
    let refused = app.post_as(&lea, STEPS, &fields).await;
    assert_eq!(refused.status, 422);
    assert_eq!((hidden(&refused, "cle"), hidden(&refused, "secours")), (key.clone(), codes.clone()));
    let code = code_at(&key, app.clock.now());
    for (key, codes) in [("AAAA", &*codes), (&key, "abcde-fghjk"), ("", "")] {
        let fields = [("geste", "activer"), ("cle", key), ("secours", codes), ("code_unique", &code)];
        assert_eq!(app.post_as(&lea, STEPS, &fields).await.status, 422);
    }
}

/// ASVS 5.0, 6.5.2: what is kept of a code on paper is no digest that a machine tries a billion times a second.
#[tokio::test]
async fn codes_on_paper_are_kept_as_passwords_are_and_older_sheets_still_open() {
    on_both_engines(async |app| {
        let lea = app.sign_in(LEA).await;
        let (_, codes) = with_two_steps(app, &lea).await;
        let account = app.db.account_of(&Login::parse(LEA).unwrap()).await.unwrap().unwrap().id;
        let kept = app.db.recovery_codes(account).await.unwrap();
        assert_eq!(kept.len(), 8);
        assert!(kept.iter().all(|hash| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")), "{kept:?}");
        let salts: BTreeSet<_> = kept.iter().map(|hash| hash.split('$').nth(4).unwrap()).collect();
        assert_eq!(salts.len(), 8, "each has its own salt");
        let enter = async |code: &str| {
            let link = app.sign_in_link(LEA, "").await;
            let waiting = Signed { email: LEA.to_owned(), cookie: app.post(&link, &[]).await.cookie() };
            app.post_as(&waiting, CODE, &[("code_unique", code)]).await.status
        };
        assert_eq!(enter(&codes[7]).await, 303);
        assert_eq!(enter(&codes[7]).await, 422, "once each");
        let of_before = digest(format!("{account} abcdefghjk"));
        let other = &app.db.recovery_codes(account).await.unwrap()[0];
        let sql = format!("update recovery_code set digest = '{of_before}' where digest = '{other}'");
        assert_eq!(execute(&app.db, sql).await, 1);
        assert_eq!(enter("abcde-fghjk").await, 303);
        assert_eq!(enter("abcde-fghjk").await, 422);
    })
    .await;
}

/// ASVS 5.0, 6.4.4: the platform asks who she is, not a page.
#[tokio::test]
async fn who_has_lost_her_telephone_and_her_paper_comes_in_again() {
    on_both_engines(async |app| {
        let login = Login::parse(LEA).unwrap();
        let turn_off = async || {
            second_step_off::turn_off(&app.db, &login, ORIGIN, &app.reading.chance, app.clock.now()).await
        };
        assert_eq!(turn_off().await.unwrap_err().to_string(), "there is no such account");
        let lea = app.sign_in(LEA).await;
        assert_eq!(turn_off().await.unwrap_err().to_string(), "its second step is off already");
        with_two_steps(app, &lea).await;
        turn_off().await.unwrap();
        assert_eq!(app.page_as(&lea, "/espace").await.status, 303, "whoever found her telephone is out");
        assert_eq!(app.count("recovery_code").await, 0);
        let told = app.letters(LEA).await;
        assert!(told.iter().any(|letter| letter.body.contains("est arrêtée, à votre demande")));
        let again = app.sign_in(LEA).await;
        with_two_steps(app, &again).await;
    })
    .await;
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
