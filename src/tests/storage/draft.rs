//! Offers that are being written: kept, published, at rest, and what happens to them by themselves.

use time::Duration;
use uuid::Uuid;

use crate::domain::draft::state::{Rest, State};
use crate::domain::form::Typed;
use crate::domain::id::{Chance, Secret};
use crate::domain::offer::{Offer, OfferKind, Session};
use crate::routine::offer_life::{Lived, due, live};
use crate::store::{NewDraft, Publication, Reason, StoreError, StoredDraft};
use crate::tests::app::{ORIGIN, TestApp, on_both_engines};

const AUTHOR: &str = "lea@example.org";

fn typed(name: &str) -> Typed {
    [("nom", name), ("courriel", "velos@example.org")].into_iter().collect()
}

async fn begin(app: &TestApp, number: u8) -> (Uuid, Offer) {
    let organisation = app.db.organisation("velos-du-gave").await.unwrap().unwrap();
    let id = Uuid::from_u128(u128::from(number));
    let new = NewDraft {
        id,
        organisation_id: organisation.id,
        offer_id: None,
        kind: OfferKind::Workshop,
        state: State::Draft,
        typed: &typed("Vélos"),
        confirmed_on: None,
        author: AUTHOR,
        model: None,
    };
    app.db.create_draft(&new, &[], app.clock.now()).await.unwrap();
    let local = format!("premier-pas--{id}");
    let mut offer =
        Offer::blank(OfferKind::Workshop, "premier-pas", &local, &organisation.content.id, app.clock.today());
    offer.name = "Vélos".to_owned();
    offer.description = "Vous réparez des vélos.".to_owned();
    offer.contact.email = Some("velos@example.org".to_owned());
    (id, offer)
}

async fn publish(
    app: &TestApp,
    id: Uuid,
    edits: i64,
    offer: &Offer,
    state: State,
) -> Result<i64, StoreError> {
    let slug = format!("essai-{}", id.as_u128());
    let words = typed(&offer.name);
    let new = Publication {
        id,
        edits,
        typed: &words,
        offer,
        slug: &slug,
        state,
        publish_on: (state == State::Scheduled).then(|| app.clock.today() + Duration::days(3)),
        author: AUTHOR,
    };
    app.db.publish_draft(&new, &[], app.clock.today(), app.clock.now()).await
}

async fn draft(app: &TestApp, id: Uuid) -> StoredDraft {
    app.db.draft(id).await.unwrap().unwrap()
}

async fn is_shown(app: &TestApp, number: u8) -> bool {
    app.db.offer(&format!("essai-{number}")).await.unwrap().is_some_and(|(offer, _)| offer.is_published())
}

/// What the routine does, as the server's loop calls it.
async fn live_on(app: &TestApp) -> Lived {
    let told = due(&app.db, app.clock.now()).await.unwrap();
    let lived = live(&app.db, &Chance::new(|bytes| bytes.fill(9)), ORIGIN, app.clock.now()).await.unwrap();
    assert_eq!(told, lived, "what a dry run tells is what is done");
    lived
}

#[tokio::test]
async fn what_two_people_type_is_never_lost() {
    on_both_engines(async |app| {
        let (id, _) = begin(app, 1).await;
        let now = app.clock.now();
        let save = async |edits, name: &str, author: &str, reason| {
            app.db.save_draft((id, edits), &typed(name), author, reason, &[], now).await
        };
        assert_eq!(save(1, "Vélos à Pau", AUTHOR, Reason::Typed).await.unwrap(), 2);
        assert_eq!(save(2, "Vélos à Pau, 64", AUTHOR, Reason::Typed).await.unwrap(), 3);
        let late = save(1, "Bicyclettes", "max@example.org", Reason::Saved).await;
        assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
        assert_eq!(draft(app, id).await.typed.get("nom"), "Vélos à Pau, 64");
        let versions = app.db.draft_versions(id, 0).await.unwrap();
        let told: Vec<(i64, Reason, &str)> =
            versions.iter().map(|one| (one.edits, one.reason(), one.typed.get("nom"))).collect();
        assert_eq!(
            told,
            [
                (3, Reason::Typed, "Vélos à Pau, 64"),
                (1, Reason::Saved, "Vélos"),
                (1, Reason::Lost, "Bicyclettes")
            ],
            "one sitting is one version"
        );
    })
    .await;
}

#[tokio::test]
async fn people_see_what_was_published_and_not_what_is_typed() {
    on_both_engines(async |app| {
        let (id, mut offer) = begin(app, 1).await;
        let edits = publish(app, id, 1, &offer, State::Published).await.unwrap();
        assert!(is_shown(app, 1).await);
        app.db
            .save_draft((id, edits), &typed("Autre"), AUTHOR, Reason::Typed, &[], app.clock.now())
            .await
            .unwrap();
        let stored = draft(app, id).await;
        assert!(stored.has_unseen() && stored.state() == State::Published && stored.offer_id.is_some());
        let (shown, _) = app.db.offer("essai-1").await.unwrap().unwrap();
        assert_eq!(shown.content.name, "Vélos");
        offer.name = "Autre".to_owned();
        assert!(matches!(publish(app, id, edits, &offer, State::Published).await, Err(StoreError::Conflict)));
        let (shown, _) = app.db.offer("essai-1").await.unwrap().unwrap();
        assert_eq!(shown.content.name, "Vélos", "nothing is shown of a conflict");
        app.db.rest_draft(id, State::Paused, Some(Rest::Asked), &[], app.clock.now()).await.unwrap();
        assert!(!is_shown(app, 1).await);
        app.db
            .show_draft((id, None), &shown.content, "essai-1", &[], app.clock.today(), app.clock.now())
            .await
            .unwrap();
        assert!(is_shown(app, 1).await && draft(app, id).await.rest().is_none());
    })
    .await;
}

#[tokio::test]
async fn the_list_holds_what_is_written_here_and_what_came_from_elsewhere() {
    on_both_engines(async |app| {
        let organisation = app.db.organisation("velos-du-gave").await.unwrap().unwrap();
        let listed = async |state: &str| {
            let rows = app.db.drafts_of(organisation.id, state, 0).await.unwrap();
            rows.iter().map(|row| (row.state(), row.title().to_owned())).collect::<Vec<_>>()
        };
        let imported = listed("").await;
        assert!(!imported.is_empty() && imported.iter().all(|(state, _)| state.is_none()), "{imported:?}");
        let (id, offer) = begin(app, 1).await;
        assert_eq!(listed("draft").await, [(Some(State::Draft), "Vélos".to_owned())]);
        publish(app, id, 1, &offer, State::Published).await.unwrap();
        assert_eq!(listed("").await.len(), imported.len() + 1, "once, as a draft");
        let counts = app.db.count_drafts(organisation.id).await.unwrap();
        assert_eq!(counts, [("imported".to_owned(), imported.len() as i64), ("published".to_owned(), 1)]);
        app.db.rest_draft(id, State::Archived, Some(Rest::Asked), &[], app.clock.now()).await.unwrap();
        assert_eq!(listed("").await.len(), imported.len());
        assert_eq!(listed("archived").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_a_day_is_shown_on_it() {
    on_both_engines(async |app| {
        let (id, offer) = begin(app, 1).await;
        publish(app, id, 1, &offer, State::Scheduled).await.unwrap();
        let (review, other) = begin(app, 2).await;
        publish(app, review, 1, &other, State::Review).await.unwrap();
        assert_eq!(live_on(app).await.shown, 1, "its structure is validated");
        assert!(is_shown(app, 2).await);
        app.pass(Duration::days(2));
        assert_eq!(live_on(app).await, Lived::default());
        app.pass(Duration::days(1));
        assert_eq!(live_on(app).await, Lived { shown: 1, ..Lived::default() });
        assert!(is_shown(app, 1).await);
        let (shown, _) = app.db.offer("essai-1").await.unwrap().unwrap();
        assert_eq!(shown.content.updated_on, app.clock.today());
        assert_eq!(draft(app, id).await.state(), State::Published);
        assert_eq!(live_on(app).await, Lived::default(), "once");
    })
    .await;
}

#[tokio::test]
async fn the_last_session_closes_its_offer() {
    on_both_engines(async |app| {
        let (id, mut offer) = begin(app, 1).await;
        let (starts_on, ends_on) = (app.clock.today(), Some(app.clock.today() + Duration::days(5)));
        offer.sessions = vec![Session { ends_on, ..Session::starting(starts_on) }];
        publish(app, id, 1, &offer, State::Published).await.unwrap();
        app.pass(Duration::days(5));
        assert_eq!(live_on(app).await, Lived::default(), "the last day counts");
        app.pass(Duration::days(1));
        assert_eq!(live_on(app).await, Lived { ended: 1, ..Lived::default() });
        assert_eq!(draft(app, id).await.rest(), Some(Rest::Ended));
        assert!(!is_shown(app, 1).await);
    })
    .await;
}

#[tokio::test]
async fn a_post_that_nobody_confirms_is_asked_about_then_rests() {
    on_both_engines(async |app| {
        let (id, offer) = begin(app, 1).await;
        publish(app, id, 1, &offer, State::Published).await.unwrap();
        app.pass(Duration::days(59));
        assert_eq!(live_on(app).await, Lived::default());
        app.pass(Duration::days(1));
        assert_eq!(live_on(app).await, Lived { reminded: 1, ..Lived::default() });
        assert_eq!(live_on(app).await, Lived::default(), "asked once");
        let letters = app.letters("velos@example.org").await;
        assert_eq!(letters.len(), 1);
        let path = letters[0].path();
        let secret = Secret::parse(path.strip_prefix("/confirmer/").unwrap()).unwrap();
        assert_eq!(app.db.draft_of_link(&secret, app.clock.now()).await.unwrap(), Some(id));
        assert!(is_shown(app, 1).await);
        app.pass(Duration::days(30));
        let other = Chance::new(|bytes| bytes.fill(8));
        let lived = live(&app.db, &other, ORIGIN, app.clock.now()).await.unwrap();
        assert_eq!(lived, Lived { off: 1, ..Lived::default() });
        assert!(!is_shown(app, 1).await && draft(app, id).await.rest() == Some(Rest::Unconfirmed));
        assert_eq!(app.letters("velos@example.org").await.len(), 2);
        app.pass(Duration::days(60));
        assert_eq!(app.db.draft_of_link(&secret, app.clock.now()).await.unwrap(), None, "a link ends");
    })
    .await;
}

#[tokio::test]
async fn where_no_address_is_named_the_admins_are_asked_once() {
    on_both_engines(async |app| {
        let lea = app.member("velos-du-gave", crate::domain::membership::Role::Admin).await;
        let (id, mut offer) = begin(app, 1).await;
        offer.contact.email = None;
        publish(app, id, 1, &offer, State::Published).await.unwrap();
        app.pass(Duration::days(60));
        assert_eq!(live_on(app).await, Lived { reminded: 1, ..Lived::default() });
        assert_eq!(live_on(app).await, Lived::default(), "asked once");
        let letters = app.letters(&lea.email).await;
        assert!(letters.last().unwrap().path().starts_with("/confirmer/"));
    })
    .await;
}
