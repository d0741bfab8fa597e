//! A convention keeps seats of a session: they are shown, counted, and everybody's again once their day is over.

use time::Duration;

use crate::domain::membership::Role;
use crate::routine::reservations::release;
use crate::tests::app::{Signed, TestApp, on_both_engines};

const SHEET: &str = "/offres/preparer-un-metier-pau";
const OFFERS: &str = "/espace/savoirs-du-sud/offres";
pub(in crate::tests) const ALLY: &str = "region-restos-nouvelle-aquitaine/restos-du-coeur";

impl TestApp {
    /// The page of the seats of the offer, once somebody has taken it over.
    pub(in crate::tests) async fn seats(&self, zoe: &Signed) -> String {
        let id = self.db.offer("preparer-un-metier-pau").await.unwrap().unwrap().0.id.to_string();
        let taken = self.post_as(zoe, OFFERS, &[("prendre", &id)]).await;
        let page = taken.location().split('?').next().unwrap();
        format!("{page}/places")
    }

    /// The first day of its session, and a day as many days from today.
    pub(in crate::tests) async fn days(&self, days: i64) -> (String, String) {
        let offer = self.db.offer("preparer-un-metier-pau").await.unwrap().unwrap().0;
        let until = self.clock.today() + Duration::days(days);
        (offer.content.sessions[0].starts_on.to_string(), until.to_string())
    }
}

#[tokio::test]
async fn seats_are_kept_counted_and_let_go_on_their_day() {
    on_both_engines(async |app| {
        let zoe = app.member("savoirs-du-sud", Role::Admin).await;
        let seats = app.seats(&zoe).await;
        app.get(SHEET).await.says(&["7 places"]);
        app.page_as(&zoe, &seats).await.says(&[
            "Aucune place n’est gardée.",
            "(7 places libres)",
            "Les Restos du Cœur",
        ]);
        let (session, until) = app.days(10).await;
        let keep = async |more: &[(&str, &str)]| {
            let mut fields = vec![
                ("geste", "garder"),
                ("seance", &*session),
                ("pour", ALLY),
                ("places", "3"),
                ("jusqu_au", &*until),
            ];
            fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
            fields.extend_from_slice(more);
            app.post_as(&zoe, &seats, &fields).await
        };
        for (more, sentence) in [
            (("places", "8"), "Cette date a 7 places libres"),
            (("places", ""), "Écrivez un nombre de places"),
            (
                ("pour", "region-restos-nouvelle-aquitaine/velos-du-gave"),
                "Choisissez un partenaire de cette convention.",
            ),
            (("pour", "nulle-part/restos-du-coeur"), "Choisissez un partenaire de cette convention."),
            (("jusqu_au", &*session), "à la veille du début"),
        ] {
            let refused = keep(&[more]).await;
            assert_eq!(refused.status, 422, "{more:?}");
            refused.says(&[sentence]);
        }
        keep(&[]).await.location();
        let again = keep(&[]).await;
        assert_eq!(again.status, 422);
        again.says(&["Vous gardez déjà des places"]);
        let told = "places gardées pour les personnes accueillies par";
        app.get(SHEET).await.says(&["4 places", &format!("3 {told}"), "jusqu’au 3 décembre 2026."]);

        let id = app.page_as(&zoe, &seats).await.hidden("reservation");
        let act = async |what: &str| {
            app.post_as(&zoe, &seats, &[("geste", what), ("reservation", &id)]).await.status
        };
        assert_eq!([act("prise").await, act("prise").await, act("rendue").await], [303; 3]);
        app.get(SHEET).await.says(&["4 places", &format!("2 {told}")]);
        assert_eq!(
            [act("prise").await, act("prise").await, act("prise").await],
            [303, 303, 410],
            "there are three"
        );
        assert_eq!(act("rendue").await, 303);
        // What the offer says is as it was.
        let offer = app.db.offer("preparer-un-metier-pau").await.unwrap().unwrap().0;
        assert_eq!(offer.content.sessions[0].places_left, Some(7));

        // Its last day counts; the day after, what nobody took is everybody's, once.
        app.pass(Duration::days(10));
        assert_eq!(release(&app.db, app.clock.now()).await.unwrap(), 0);
        app.pass(Duration::days(1));
        let beside = app.beside().await;
        let both =
            futures::future::join(release(&app.db, app.clock.now()), release(&beside.db, app.clock.now()))
                .await;
        assert_eq!(both.0.unwrap() + both.1.unwrap(), 1);
        beside.db.close().await;
        let sheet = app.get(SHEET).await;
        sheet.says(&["5 places"]);
        assert!(!sheet.text().contains(told));
        let zoe = app.sign_in(&zoe.email).await;
        app.page_as(&zoe, &seats).await.says(&["Prises : 2.", "Les autres sont à tout le monde."]);
        app.page_as(&zoe, "/espace/savoirs-du-sud/journal").await.says(&[
            "garde des places de l’offre",
            "une place prise",
            "Premier Pas a rendu à tout le monde les places gardées pour",
        ]);
    })
    .await;
}

#[tokio::test]
async fn where_all_is_kept_nobody_else_finds_a_place() {
    on_both_engines(async |app| {
        let zoe = app.member("savoirs-du-sud", Role::Admin).await;
        let seats = app.seats(&zoe).await;
        let (session, until) = app.days(5).await;
        let fields = [
            ("geste", "garder"),
            ("seance", &*session),
            ("pour", ALLY),
            ("places", "7"),
            ("jusqu_au", &*until),
        ];
        app.post_as(&zoe, &seats, &fields).await.location();
        app.refresh().await;
        let sheet = app.get(SHEET).await;
        sheet.says(&["Complet pour les autres", "7 places gardées"]);
        assert!(!sheet.text().contains("Fermé"), "those for whom they are kept still ask");
        let item = app.get("/api/v1/offers?q=preparer+metier+pau").await.html;
        assert!(item.contains("\"places_left\":0"), "{item}");
        let id = app.page_as(&zoe, &seats).await.hidden("reservation");
        app.post_as(&zoe, &seats, &[("geste", "liberer"), ("reservation", &id)]).await.location();
        app.refresh().await;
        assert!(!app.get(SHEET).await.text().contains("Complet pour les autres"));
        app.page_as(&zoe, &seats).await.says(&["Aucune place n’est gardée."]);
    })
    .await;
}

#[tokio::test]
async fn only_an_admin_of_the_structure_keeps_seats() {
    let app = TestApp::new().await;
    let zoe = app.member("savoirs-du-sud", Role::Admin).await;
    let seats = app.seats(&zoe).await;
    let (session, until) = app.days(5).await;
    let fields =
        [("geste", "garder"), ("seance", &*session), ("pour", ALLY), ("places", "2"), ("jusqu_au", &*until)];
    let publisher = app.member("savoirs-du-sud", Role::Publisher).await;
    assert_eq!(app.page_as(&publisher, &seats).await.status, 200);
    assert!(app.page_as(&publisher, &seats).await.all("select").is_empty(), "no form");
    assert_eq!(app.post_as(&publisher, &seats, &fields).await.status, 403);
    let other = app.member("velos-du-gave", Role::Admin).await;
    let crossed = seats.replace("savoirs-du-sud", "velos-du-gave");
    for path in [&seats, &crossed] {
        assert_eq!(app.post_as(&other, path, &fields).await.status, 404, "{path}");
    }
    assert_eq!(app.count("seat_reservation").await, 0);
    // One's own reservation is not another offer's.
    app.post_as(&zoe, &seats, &fields).await.location();
    let id = app.page_as(&zoe, &seats).await.hidden("reservation");
    let own = app.post_as(&other, "/espace/velos-du-gave/offres/nouvelle", &[("genre", "workshop")]).await;
    let act = [("geste", "liberer"), ("reservation", &*id)];
    assert_eq!(app.post_as(&other, &format!("{}/places", own.location()), &act).await.status, 422);
    app.page_as(&zoe, &seats).await.says(&["Prises : 0."]);
}
