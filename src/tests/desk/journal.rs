//! Whatever changes in a structure stands in its journal, once, for its admins.

use time::Duration;

use crate::domain::membership::Role;
use crate::tests::app::{EMAIL, Page, on_both_engines};

const HERE: &str = "/espace/coop-connexion";

fn hidden(page: &Page, name: &str) -> String {
    let field = page.all("input").into_iter().find(|input| input.get("name") == Some(name));
    field
        .and_then(|field| field.get("value").map(str::to_owned))
        .unwrap_or_else(|| panic!("{name}: {}", page.text()))
}

#[tokio::test]
async fn every_change_is_told_once() {
    on_both_engines(async |app| {
        let zoe = app.member("coop-connexion", Role::Admin).await;
        app.ask(&[]).await;
        let id =
            app.db.received(app.db.organisation("coop-connexion").await.unwrap().unwrap().id).await.unwrap()
                [0]
            .id;
        let lea = app.member("coop-connexion", Role::Reader).await;
        let hers = app.member_id(&lea.email).await;
        let asker = app.sign_in("asker@example.org").await;
        let join = "/espace/nouvelle-structure/rejoindre/coop-connexion";
        assert_eq!(app.post_as(&asker, join, &[]).await.status, 303);
        let (team, request) = (format!("{HERE}/equipe"), format!("{HERE}/demandes/{id}"));
        let claim = hidden(&app.page_as(&zoe, &team).await, "demande");
        let begun = app.post_as(&zoe, &format!("{HERE}/offres/nouvelle"), &[("genre", "support")]).await;
        let offer = begun.location().to_owned();
        let mut told = 2;
        let acts: &[(&str, &[(&str, &str)])] = &[
            (&format!("{team}/inviter"), &[("email", "paul@example.org"), ("role", "reader")]),
            (&team, &[("geste", "renvoyer"), ("email", "paul@example.org"), ("role", "publisher")]),
            (&team, &[("geste", "role"), ("role", "publisher"), ("membre", &hers)]),
            (&team, &[("geste", "accepter"), ("demande", &claim), ("role", "reader")]),
            (&team, &[("geste", "retirer"), ("membre", &hers)]),
            (&request, &[("geste", "repondre"), ("reponse", "appel")]),
            (&request, &[("geste", "noter"), ("note", "Rappeler jeudi.")]),
            (&request, &[("geste", "confier"), ("a", &app.member_id(&zoe.email).await)]),
            (&request, &[("geste", "rouvrir")]),
            (
                &format!("{HERE}/fiche"),
                &[
                    ("nom", "CoopConnexion"),
                    ("lieu", "Lens (62300)"),
                    ("telephone", "03 53 01 00 77"),
                    ("email", EMAIL),
                ],
            ),
            (
                &format!("{HERE}/imports/adresses"),
                &[("geste", "ajouter"), ("url", "https://example.org/a.csv"), ("rythme", "jour")],
            ),
            (&offer, &[("geste", "archiver")]),
        ];
        for (path, fields) in acts {
            app.pass(Duration::seconds(1));
            let done = app.post_as(&zoe, path, fields).await;
            assert_eq!(done.status, 303, "{path} {fields:?}: {}", done.text());
            told += 1;
            assert_eq!(app.count("audit").await, told, "{path} {fields:?}");
        }
        // Reading, and what is refused, changes nothing.
        for (path, fields) in
            [(&team, [("geste", "role"), ("role", "chef")]), (&request, [("geste", "noter"), ("note", "")])]
        {
            assert_eq!(app.post_as(&zoe, path, &fields).await.status, 422);
        }
        let journal = app.page_as(&zoe, &format!("{HERE}/journal")).await;
        assert_eq!(app.count("audit").await, told);
        journal.says(&[
            "asker@example.org a demandé à entrer dans l’équipe.",
            "a invité paul@example.org : Publication.",
            "a retiré zoe.reader.coop-connexion@example.org de l’équipe.",
            "a rouvert l’offre",
            "a changé la fiche de « CoopConnexion ».",
            "a archivé l’offre",
        ]);
    })
    .await;
}
