//! A team: invitations, roles, who leaves, and the journal of it.

use time::Duration;

use crate::domain::account::Login;
use crate::domain::membership::Role;
use crate::tests::app::{Signed, TestApp, on_both_engines};

const TEAM: &str = "/espace/coop-connexion/equipe";
const INVITE: &str = "/espace/coop-connexion/equipe/inviter";
const LEA: &str = "lea@example.org";

impl TestApp {
    /// The key of somebody's account.
    pub async fn member_id(&self, email: &str) -> String {
        let login = Login::parse(email).unwrap();
        self.db.account_of(&login).await.unwrap().unwrap().id.to_string()
    }

    async fn invites(&self, admin: &Signed, email: &str, role: Role) -> String {
        self.pass(Duration::seconds(1));
        let sent = self.post_as(admin, INVITE, &[("email", email), ("role", role.code())]).await;
        assert_eq!(sent.location(), "/espace/coop-connexion/equipe?fait=invite");
        self.letters(email).await.pop().unwrap().path()
    }
}

#[tokio::test]
async fn a_colleague_is_invited_joins_once_and_may_what_her_role_may() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Admin).await;
        let link = app.invites(&zoe, LEA, Role::Publisher).await;
        app.page_as(&zoe, TEAM).await.says(&["Invitations", LEA, "Valable jusqu’au lundi 30 novembre."]);
        app.get(&link).await.says(&["Rejoindre CoopConnexion", LEA, "Publication"]);
        let joined = app.post(&link, &[]).await;
        assert_eq!(joined.location(), "/espace/coop-connexion");
        let lea = Signed { email: LEA.to_owned(), cookie: joined.cookie() };
        assert_eq!(app.page_as(&lea, TEAM).await.status, 200);
        assert_eq!(app.page_as(&lea, INVITE).await.status, 403);
        assert_eq!(app.get(&link).await.status, 404);
        assert_eq!(app.post(&link, &[]).await.status, 422);
        let again = app.post_as(&zoe, INVITE, &[("email", "Lea@example.org"), ("role", "admin")]).await;
        assert_eq!(again.status, 422);
        again.says(&["Cette personne est déjà dans l’équipe."]);
        app.page_as(&zoe, "/espace/coop-connexion/journal").await.says(&[
            "lea@example.org a rejoint l’équipe : Publication.",
            "zoe.admin.coop-connexion@example.org a invité lea@example.org : Publication.",
        ]);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_ends_is_sent_again_and_is_taken_back() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let first = app.invites(&zoe, LEA, Role::Reader).await;
    app.pass(Duration::days(7));
    assert_eq!(app.get(&first).await.status, 404);
    let zoe = app.sign_in(&zoe.email).await;
    app.page_as(&zoe, TEAM).await.says(&["L’invitation a expiré."]);
    crate::routine::forget::forget_entries(&app.db, app.clock.now()).await.unwrap();
    assert_eq!(app.count("invitation").await, 1, "it can still be sent again");
    let again = [("geste", "renvoyer"), ("email", LEA), ("role", "reader")];
    assert_eq!(app.post_as(&zoe, TEAM, &again).await.status, 303);
    let second = app.letters(LEA).await.pop().unwrap().path();
    assert_ne!(first, second);
    assert_eq!(app.get(&second).await.status, 200);
    assert_eq!(app.count("invitation").await, 1, "one for each address");
    let page = app.page_as(&zoe, TEAM).await;
    let inputs = page.all("input");
    let id =
        inputs.iter().find(|input| input.get("name") == Some("invitation")).unwrap().get("value").unwrap();
    assert_eq!(app.post_as(&zoe, TEAM, &[("geste", "annuler"), ("invitation", id)]).await.status, 303);
    assert_eq!(app.get(&second).await.status, 404);
    assert_eq!(app.post(&second, &[]).await.status, 422);
    assert_eq!(app.post_as(&zoe, TEAM, &[("geste", "annuler"), ("invitation", id)]).await.status, 410);
    app.invites(&zoe, LEA, Role::Reader).await;
    app.pass(Duration::days(37));
    crate::routine::forget::forget_entries(&app.db, app.clock.now()).await.unwrap();
    assert_eq!(app.count("invitation").await, 0);
    let zoe = app.sign_in(&zoe.email).await;
    let blank = app.post_as(&zoe, INVITE, &[("email", "lea"), ("role", "chef")]).await;
    assert_eq!(blank.status, 422);
    blank.says(&["Écrivez votre adresse e-mail entière.", "Choisissez un rôle"]);
}

#[tokio::test]
async fn the_last_admin_stays_until_there_is_another() {
    on_both_engines(async |app| {
        // CoopConnexion has an admin in the demonstration.
        let own = app.sign_in("coop-connexion@example.org").await;
        let me = app.member_id(&own.email).await;
        for fields in [
            &[("geste", "quitter")][..],
            &[("geste", "retirer"), ("membre", me.as_str())],
            &[("geste", "role"), ("role", "reader"), ("membre", me.as_str())],
        ] {
            let refused = app.post_as(&own, TEAM, fields).await;
            assert_eq!(refused.status, 422, "{fields:?}");
            refused.says(&["Il faut au moins une personne à l’administration."]);
        }
        let zoe = app.member("coop-connexion", Role::Reader).await;
        let hers = app.member_id(&zoe.email).await;
        let promote = [("geste", "role"), ("role", "admin"), ("membre", hers.as_str())];
        assert_eq!(app.post_as(&own, TEAM, &promote).await.status, 303);
        assert_eq!(app.post_as(&own, TEAM, &[("geste", "quitter")]).await.location(), "/espace");
        assert_eq!(app.page_as(&own, TEAM).await.status, 404, "at once");
        app.page_as(&zoe, "/espace/coop-connexion/journal").await.says(&[
            "coop-connexion@example.org a quitté l’équipe.",
            "a changé le rôle de zoe.reader.coop-connexion@example.org : Administration.",
        ]);
    })
    .await;
}

#[tokio::test]
async fn who_is_taken_out_is_out_at_once_and_several_structures_stand_side_by_side() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let lea = app.sign_in(LEA).await;
    let login = Login::parse(LEA).unwrap();
    let both = [(login.clone(), "coop-connexion", Role::Publisher), (login, "restos-du-coeur", Role::Admin)];
    app.db.put_members(&both, app.clock.now()).await.unwrap();
    let here = app.page_as(&lea, "/espace/coop-connexion").await;
    let leads = |href: &str| here.all("a").iter().any(|link| link.get("href") == Some(href));
    assert!(leads("/espace/restos-du-coeur") && leads("/espace/coop-connexion"));
    let id = app.member_id(LEA).await;
    assert_eq!(app.post_as(&zoe, TEAM, &[("geste", "retirer"), ("membre", &id)]).await.status, 303);
    assert_eq!(app.page_as(&lea, "/espace/coop-connexion").await.status, 404);
    assert_eq!(app.page_as(&lea, "/espace/restos-du-coeur").await.status, 200);
    // Her own structure's team can't be touched from another.
    let other = app.post_as(&zoe, TEAM, &[("geste", "retirer"), ("membre", &id)]).await;
    assert_eq!(other.status, 410);
}

#[tokio::test]
async fn long_lists_come_in_pages() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let team: Vec<_> = (0..60)
        .map(|n| Login::parse(&format!("n{n:02}@example.org")).unwrap())
        .map(|login| (login, "coop-connexion", Role::Reader))
        .collect();
    app.db.put_members(&team, app.clock.now()).await.unwrap();
    let first = app.page_as(&zoe, TEAM).await;
    first.says(&["n48@example.org", "Page suivante"]);
    assert!(!first.text().contains("n59@example.org"));
    app.page_as(&zoe, &format!("{TEAM}?page=2")).await.says(&["n59@example.org", "Page précédente"]);
    for page in ["0", "-1", "x", "99999999999999999999"] {
        assert_eq!(app.page_as(&zoe, &format!("{TEAM}?page={page}")).await.status, 200, "{page}");
    }
}

#[tokio::test]
async fn the_platform_ends_the_sessions_of_one_or_of_all() {
    on_both_engines(async |app| {
        let lea = [app.sign_in(LEA).await, app.sign_in(LEA).await];
        let other = app.sign_in("other@example.org").await;
        let open = async |who: &Signed| app.page_as(who, "/espace").await.status == 200;
        assert_eq!(app.db.end_sessions(Some(&Login::parse(LEA).unwrap())).await.unwrap(), 2);
        assert!(!open(&lea[0]).await && !open(&lea[1]).await && open(&other).await);
        assert_eq!(app.db.end_sessions(None).await.unwrap(), 1);
        assert!(!open(&other).await);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_seen_and_ended_from_the_profile() {
    let app = TestApp::new().await;
    let here = app.sign_in(LEA).await;
    let there = app.sign_in(LEA).await;
    let stranger = app.sign_in("other@example.org").await;
    let profile = app.page_as(&here, "/espace/profil").await;
    profile.says(&["Où votre espace est ouvert", "Ici"]);
    let inputs = profile.all("input");
    let id = inputs.iter().find(|input| input.get("name") == Some("session")).unwrap().get("value").unwrap();
    let close = [("geste", "fermer"), ("session", id)];
    app.post_as(&stranger, "/espace/profil", &close).await;
    assert_eq!(app.page_as(&there, "/espace").await.status, 200, "nobody ends another's");
    // ASVS 5.0, 7.5.2: whoever finds an open screen shuts nobody out.
    app.pass(Duration::minutes(11));
    app.page_as(&here, "/espace/profil")
        .await
        .says(&["Pour fermer les autres, sortez, puis entrez à nouveau"]);
    for fields in [&close[..], &[("geste", "fermer-autres")]] {
        assert_eq!(app.post_as(&here, "/espace/profil", fields).await.status, 422);
    }
    assert_eq!(app.page_as(&there, "/espace").await.status, 200);
    let (here, there) = (app.sign_in(LEA).await, here);
    let profile = app.page_as(&here, "/espace/profil").await;
    let inputs = profile.all("input");
    let named = inputs.iter().filter(|input| input.get("name") == Some("session"));
    let ids: Vec<&str> = named.filter_map(|input| input.get("value")).collect();
    assert_eq!(ids.len(), 2, "the two others");
    for id in ids {
        let close = [("geste", "fermer"), ("session", id)];
        assert_eq!(app.post_as(&here, "/espace/profil", &close).await.status, 303);
    }
    assert_eq!(app.page_as(&there, "/espace").await.status, 303);
    let there = app.sign_in(LEA).await;
    let profile = app.page_as(&here, "/espace/profil").await;
    let inputs = profile.all("input");
    let id = inputs.iter().find(|input| input.get("name") == Some("session")).unwrap().get("value").unwrap();
    let close = [("geste", "fermer"), ("session", id)];
    assert_eq!(app.post_as(&here, "/espace/profil", &close).await.status, 303);
    assert_eq!(app.page_as(&there, "/espace").await.status, 303);
    let third = app.sign_in(LEA).await;
    app.post_as(&third, "/espace/profil", &[("geste", "fermer-autres")]).await;
    assert_eq!(app.page_as(&here, "/espace").await.status, 303);
    assert_eq!(app.page_as(&third, "/espace").await.status, 200);
    app.post_as(&third, "/espace/profil", &[("geste", "nom"), ("nom", "Léa <b>")]).await;
    app.page_as(&third, "/espace/profil").await.says(&["Léa <b>"]);
}
