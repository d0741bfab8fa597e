//! What becomes of an offer: programmed, confirmed, at rest, taken over, taken back.

use time::Duration;

use super::{OFFERS, STRUCTURE, with};
use crate::domain::id::Chance;
use crate::domain::membership::Role;
use crate::routine::offer_life::live;
use crate::store::reading;
use crate::tests::app::{ORIGIN, Signed, TestApp, execute, on_both_engines};

impl TestApp {
    /// What the moderator says of the structure.
    async fn review(&self, value: &str) {
        let sql = format!("update organisation set review = '{value}' where slug = '{STRUCTURE}'");
        execute(&self.db, sql).await;
    }

    pub(in crate::tests) async fn live_on(&self) {
        // Another secret each day.
        let day = (self.clock.now().unix_timestamp() / 86_400 % 200) as u8;
        let chance = Chance::new(move |bytes| bytes.fill(day));
        live(&self.db, &chance, ORIGIN, self.clock.now()).await.unwrap();
        self.refresh().await;
    }

    pub(in crate::tests) async fn publish_workshop(&self, zoe: &Signed) -> String {
        let here = self.begin(zoe, "workshop").await;
        self.post_as(zoe, &here, &with(&[("edits", "1"), ("geste", "publier")])).await.location();
        self.refresh().await;
        here
    }

    async fn finds_it(&self) -> bool {
        self.refresh().await;
        let cards = self.get("/offres?lieu=Pau&q=souder+des+cadres").await.cards();
        cards.iter().any(|slug| slug.starts_with("souder-des-cadres"))
    }
}

#[tokio::test]
async fn a_reminder_confirms_without_an_account() {
    on_both_engines(async |app| {
        let zoe = app.member(STRUCTURE, Role::Publisher).await;
        app.publish_workshop(&zoe).await;
        app.pass(Duration::days(60));
        app.live_on().await;
        let link = app.letters("velos@example.org").await.pop().unwrap().path();
        for _ in 0..2 {
            // A program that opens the links of mails confirms nothing.
            app.get(&link).await.says(&["Cette offre est-elle toujours vraie ?", "Souder des cadres à Pau"]);
        }
        app.pass(Duration::days(30));
        app.live_on().await;
        assert!(!app.finds_it().await, "nobody confirmed");
        let confirmed = app.post(&link, &[("geste", "confirmer")]).await;
        app.get(confirmed.location()).await.says(&["Merci, c’est noté"]);
        assert!(app.finds_it().await);
        let paused = app.post(&link, &[("geste", "pause")]).await;
        app.get(paused.location()).await.says(&["L’offre est en pause"]);
        assert!(!app.finds_it().await);
        for wrong in ["/confirmer/nope", "/confirmer/aaaaaaaaaaaaaaaaaaaaaaaaaa"] {
            assert_eq!(app.get(wrong).await.status, 404);
            assert_eq!(app.post(wrong, &[("geste", "confirmer")]).await.status, 410);
        }
    })
    .await;
}

#[tokio::test]
async fn an_offer_waits_for_its_day() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let here = app.begin(&zoe, "workshop").await;
    let on = |day: &'static str| with(&[("edits", "1"), ("geste", "programmer"), ("publier-le", day)]);
    let late = app.post_as(&zoe, &here, &on("2026-11-23")).await;
    assert_eq!(late.status, 422);
    late.says(&["Choisissez un jour à venir."]);
    let fields = with(&[("edits", "2"), ("geste", "programmer"), ("publier-le", "2026-12-01")]);
    app.post_as(&zoe, &here, &fields).await.location();
    app.page_as(&zoe, &here).await.says(&["Elle paraît le 1er décembre 2026."]);
    app.live_on().await;
    assert!(!app.finds_it().await);
    app.pass(Duration::days(8));
    app.live_on().await;
    assert!(app.finds_it().await);
}

#[tokio::test]
async fn a_structure_that_waits_for_the_platform_shows_nothing_yet() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    app.review("waiting").await;
    let here = app.begin(&zoe, "workshop").await;
    app.page_as(&zoe, &here).await.says(&["Envoyer pour validation"]);
    app.post_as(&zoe, &here, &with(&[("edits", "1"), ("geste", "publier")])).await.location();
    app.live_on().await;
    assert!(!app.finds_it().await);
    app.page_as(&zoe, &here).await.says(&["Elle paraît dès que votre structure est validée."]);
    app.review("none").await;
    app.live_on().await;
    assert!(app.finds_it().await);
}

#[tokio::test]
async fn several_offers_rest_and_come_back_at_once() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let here = app.publish_workshop(&zoe).await;
    let draft = app.begin(&zoe, "support").await;
    let [one, other] = [&here, &draft].map(|path| format!("choix-{}", path.rsplit('/').next().unwrap()));
    let both = |act: &'static str| vec![(one.as_str(), "oui"), (other.as_str(), "oui"), ("geste", act)];
    let told = app.post_as(&zoe, OFFERS, &both("pause")).await;
    assert_eq!(told.status, 422, "a draft can't rest, and says so");
    told.says(&["Cette offre n’est pas publiée."]);
    assert!(!app.finds_it().await, "the other one rests all the same");
    app.page_as(&zoe, &format!("{OFFERS}?etat=paused"))
        .await
        .says(&["Souder des cadres à Pau", "Vous l’avez mise en pause."]);
    let only = [(one.as_str(), "oui"), ("geste", "reprendre")];
    assert_eq!(app.post_as(&zoe, OFFERS, &only).await.location(), format!("{OFFERS}?fait=fait"));
    assert!(app.finds_it().await);
    let archived = app.post_as(&zoe, OFFERS, &both("archiver")).await;
    assert_eq!(archived.location(), format!("{OFFERS}?fait=fait"));
    assert!(!app.finds_it().await);
    app.page_as(&zoe, &format!("{OFFERS}?etat=archived"))
        .await
        .says(&["Souder des cadres à Pau", "Sans titre"]);
}

#[tokio::test]
async fn an_offer_from_elsewhere_is_taken_over_and_an_older_text_taken_back() {
    on_both_engines(async |app| {
        let zoe = app.member(STRUCTURE, Role::Publisher).await;
        let (stored, _) = app.db.offer("velos-pau").await.unwrap().unwrap();
        app.page_as(&zoe, OFFERS).await.says(&["En ligne, venue d’ailleurs", &stored.content.name]);
        let taken =
            app.post_as(&zoe, OFFERS, &[("prendre", &stored.id.to_string())]).await.location().to_owned();
        let again = app.post_as(&zoe, OFFERS, &[("prendre", &stored.id.to_string())]).await;
        assert_eq!(again.location(), taken, "once");
        let form = app.page_as(&zoe, &taken).await;
        assert_eq!(form.value("nom"), stored.content.name);
        app.refresh().await;
        let (unchanged, _) = app.db.offer("velos-pau").await.unwrap().unwrap();
        assert_eq!(unchanged.content.0, stored.content.0, "nothing moves until something is published");
        let fields = with(&[("edits", "1"), ("geste", "publier"), ("commune", "Pau (64000)")]);
        app.post_as(&zoe, &taken, &fields).await.location();
        let (published, _) = app.db.offer("velos-pau").await.unwrap().unwrap();
        assert_eq!(published.content.name, "Souder des cadres à Pau");
        assert_eq!(published.content.id, stored.content.id, "its id and its address stay");
        let history = format!("{taken}/historique");
        let first = app.page_as(&zoe, &history).await.all("a").into_iter();
        let mut first = first.filter_map(|link| Some(link.get("href")?.to_owned()));
        let first = first.rfind(|link| link.contains("?version=")).unwrap();
        app.page_as(&zoe, &first).await.says(&["Avant", &stored.content.name, "Rétablir ce texte"]);
        let version = first.split("version=").nth(1).unwrap();
        let back = app.post_as(&zoe, &history, &[("version", version), ("edits", "2")]).await;
        assert_eq!(back.location(), format!("{taken}?fait=retabli"));
        let form = app.page_as(&zoe, &taken).await;
        assert_eq!(form.value("nom"), stored.content.name);
        form.says(&["Vos derniers changements ne sont pas encore publiés."]);
        let versions: i64 = reading!(&app.db, pool => {
            sqlx::query_scalar("select count(*) from draft_version").fetch_one(pool).await.unwrap()
        });
        assert_eq!(versions, 3);
    })
    .await;
}

#[tokio::test]
async fn a_change_that_waits_can_be_taken_back_and_people_go_on_seeing_the_offer() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let here = app.publish_workshop(&zoe).await;
    let change = [("edits", "2"), ("geste", "programmer"), ("publier-le", "2026-12-01"), ("places", "9")];
    app.post_as(&zoe, &here, &with(&change)).await.location();
    assert!(app.finds_it().await, "the old text, until the day");
    app.page_as(&zoe, &here).await.says(&["Programmée", "Elle paraît le 1er décembre 2026."]);
    app.post_as(&zoe, &here, &[("geste", "pause")]).await.location();
    assert!(app.finds_it().await, "nothing was taken away");
    app.page_as(&zoe, &here)
        .await
        .says(&["En ligne", "Vos derniers changements ne sont pas encore publiés."]);
    app.pass(Duration::days(10));
    app.live_on().await;
    let zoe = app.sign_in(&zoe.email).await;
    let form = app.page_as(&zoe, &here).await;
    assert_eq!(form.value("places"), "9", "the words stay");
    form.says(&["Vos derniers changements ne sont pas encore publiés."]);
}

#[tokio::test]
async fn what_is_written_after_the_programming_waits_for_another_word() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let here = app.begin(&zoe, "workshop").await;
    let on = [("edits", "1"), ("geste", "programmer"), ("publier-le", "2026-12-01")];
    app.post_as(&zoe, &here, &with(&on)).await.location();
    app.post_as(&zoe, &here, &with(&[("edits", "2"), ("geste", "garder"), ("places", "9")])).await.location();
    app.page_as(&zoe, &here).await.says(&["Vos derniers changements n’y seront pas : programmez-la encore."]);
    app.pass(Duration::days(10));
    app.live_on().await;
    let zoe = app.sign_in(&zoe.email).await;
    app.page_as(&zoe, &here)
        .await
        .says(&["En ligne", "Vos derniers changements ne sont pas encore publiés."]);
}

#[tokio::test]
async fn a_structure_that_was_refused_shows_nothing() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    app.review("refused").await;
    let here = app.begin(&zoe, "workshop").await;
    app.post_as(&zoe, &here, &with(&[("edits", "1"), ("geste", "publier")])).await.location();
    app.live_on().await;
    app.page_as(&zoe, &here).await.says(&["À valider"]);
    assert!(!app.finds_it().await);
}

#[tokio::test]
async fn a_session_under_way_is_confirmed_and_an_ended_one_is_not() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let here = app.begin(&zoe, "training").await;
    let fields = [
        ("edits", "1"),
        ("geste", "publier"),
        ("nom", "Apprendre à souder"),
        ("description", "Vous apprenez à souder, un geste après l’autre, avec un formateur."),
        ("heures", "30"),
        ("publics-jeunes", "oui"),
        ("accueil", "sur-place"),
        ("commune", "Pau"),
        ("frais", "gratuit"),
        ("entree-test", "oui"),
        ("courriel", "velos@example.org"),
        ("session-1-debut", "2026-11-24"),
        ("session-1-fin", "2026-12-24"),
    ];
    app.post_as(&zoe, &here, &fields).await.location();
    app.pass(Duration::days(10));
    let zoe = app.sign_in(&zoe.email).await;
    assert_eq!(
        app.post_as(&zoe, &here, &[("geste", "confirmer")]).await.location(),
        format!("{here}?fait=fait")
    );
    app.pass(Duration::days(30));
    app.live_on().await;
    let zoe = app.sign_in(&zoe.email).await;
    app.page_as(&zoe, &here).await.says(&["La dernière date est passée."]);
    let late = app.post_as(&zoe, &here, &[("geste", "reprendre")]).await;
    assert_eq!(late.status, 422);
    late.says(&["Toutes les dates sont passées."]);
}

#[tokio::test]
async fn several_offers_from_elsewhere_are_put_away_at_once() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let draft = app.begin(&zoe, "support").await;
    let other = app.begin(&zoe, "workshop").await;
    let imported = app.db.offer("velos-pau").await.unwrap().unwrap().0.id;
    let [one, two] = [&draft, &other].map(|path| format!("choix-{}", path.rsplit('/').next().unwrap()));
    let taken = format!("choix-venue-{imported}");
    let all = [(one.as_str(), "oui"), (two.as_str(), "oui"), (taken.as_str(), "oui"), ("geste", "pause")];
    let told = app.post_as(&zoe, OFFERS, &all).await;
    assert_eq!(told.status, 422);
    let count = told.text().matches("Cette offre n’est pas publiée.").count();
    assert_eq!(count, 2, "each that can't is told");
    app.refresh().await;
    assert_eq!(app.get("/offres/velos-pau").await.status, 410, "the one from elsewhere rests");
    app.page_as(&zoe, &format!("{OFFERS}?etat=paused")).await.says(&["Réparer et vendre des vélos à Pau"]);
    let every = app.page_as(&zoe, &format!("{OFFERS}?tout=1")).await;
    let boxes = every.all("input").into_iter().filter(|one| one.get("type") == Some("checkbox"));
    assert!(boxes.clone().count() >= 3 && boxes.clone().all(|one| one.get("checked").is_some()));
}
