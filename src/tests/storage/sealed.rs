//! A stolen database, or a stolen backup, tells nothing of anybody; its key opens everything, and can be changed.

use crate::domain::account::Login;
use crate::domain::field::Mobile;
use crate::domain::id::Code;
use crate::domain::membership::Role;
use crate::domain::plain::plain;
use crate::store::{Channel, Db, NewMessage, SealError, Seals, StoreError, digest};
use crate::tests::app::{OFFER, TestApp, on_both_engines};

const FIRST_NAME: &str = "Théodora";
const TYPED: &str = "06 39 98 01 99";
const MOBILE: &str = "+33639980199";
/// Who waits to say yes.
const WAITS: (&str, &str) = ("Gwenaëlle", "06 39 98 01 77");
const ADMIN: &str = "zoe.admin.coop-connexion@example.org";
/// By which the codes of an administrator's telephone are made.
const STEPS: &str = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU";
const WORDS: [&str; 9] = [
    STEPS,
    "gare de triage",
    "theodora.secret@example.org",
    "porte-clés orange",
    "12 rue des Lilas",
    "Elle coud très bien",
    "Elle a crié",
    "Nous avons tout lu",
    "libre le matin",
];

/// All that people said of themselves, in as many tables as it reaches; answers her code and her page.
pub(super) async fn live(app: &TestApp) -> (String, String) {
    let moderator = app.moderator().await;
    let more = [
        ("prenom", FIRST_NAME),
        ("mobile", TYPED),
        ("message", "Je suis à la gare de triage."),
        ("email", WORDS[2]),
    ];
    let asked = app.ask(&more).await;
    // Again: it is joined to the first.
    app.pass(time::Duration::seconds(1));
    let form = app.form_of(OFFER).await;
    app.post(&format!("/offres/{OFFER}/demande"), &TestApp::filled(&form, &more)).await.location();
    let meet = [
        ("reponse", "rendez-vous"),
        ("jour", "2026-12-04"),
        ("heure", "14:30"),
        ("lieu", "12 rue des Lilas"),
        ("mot", "Prenez le porte-clés orange."),
    ];
    app.reply(&asked, &meet).await.location();
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let id = app.db.referral_by_code(&Code::parse(&asked.code).unwrap()).await.unwrap().unwrap().id;
    let desk = format!("/espace/coop-connexion/demandes/{id}");
    app.post_as(&zoe, &desk, &[("geste", "noter"), ("note", "Elle coud très bien.")]).await.location();
    let report = [("geste", "signaler"), ("abus", "insulte"), ("abus_mots", "Elle a crié au téléphone.")];
    app.post_as(&zoe, &desk, &report).await.location();
    let signalement = app.page_as(&moderator, "/moderation").await.hidden("signalement");
    let decide = [
        ("geste", "signalement"),
        ("signalement", signalement.as_str()),
        ("issue", "blocked"),
        ("reponse", "Nous avons tout lu."),
    ];
    app.post_as(&moderator, "/moderation", &decide).await.location();
    app.post_as(&zoe, &desk, &[("geste", "bloquer")]).await.location();

    let letter = NewMessage {
        key: "steps".into(),
        channel: Channel::Email,
        recipient: zoe.email.clone(),
        subject: "Deux étapes".into(),
        body: "C’est fait.".into(),
    };
    let admin = app.db.account_of(&Login::parse(ADMIN).unwrap()).await.unwrap().unwrap();
    assert_eq!(zoe.email, ADMIN);
    app.db.turn_two_steps_on(admin.id, (STEPS, 0), &[], &letter, app.clock.now()).await.unwrap();

    let marie = app.member("restos-bordeaux", Role::Volunteer).await;
    let path = format!("/accompagner/demande/{OFFER}");
    let form = app.page_as(&marie, &path).await.form_id();
    let fields = [
        ("envoi", form.as_str()),
        ("prenom", WAITS.0),
        ("mobile", WAITS.1),
        ("comment", "sms"),
        ("message", "Je suis libre le matin."),
    ];
    app.post_as(&marie, &path, &fields).await.location();
    for (table, rows) in [
        ("referral", 2),
        ("referral_note", 1),
        ("abuse_report", 1),
        ("blocked_number", 2),
        ("waiting_ask", 1),
    ] {
        assert_eq!(app.count(table).await, rows, "{table}");
    }
    app.page_as(&zoe, &desk).await.says(&[FIRST_NAME, TYPED, "gare de triage", "Elle coud très bien"]);
    (asked.code, asked.person)
}

/// What of them stands in a text, however it is written.
fn told(text: &str) -> Option<&'static str> {
    let plain_text = plain(text);
    let digits: String = text.chars().filter(|c| !" .-()\u{a0}".contains(*c)).collect();
    let names = [FIRST_NAME, WAITS.0].into_iter().filter(|name| plain_text.contains(&plain(name)));
    let words = WORDS.into_iter().filter(|words| plain_text.contains(&plain(words)) || text.contains(words));
    let numbers = ["639980199", "639980177"].into_iter().filter(|number| digits.contains(number));
    // Whoever tries all numbers and all names would find these.
    let number = digest(MOBILE);
    names.chain(words).chain(numbers).next().or(text.contains(&number).then_some("a digest of her number"))
}

/// Walks through every column of every table; answers the places that tell something, and how many were looked at.
async fn walk(app: &TestApp, db: &Db) -> (Vec<String>, usize) {
    let values = app.values(db).await;
    let telling = values.iter().filter_map(|(place, value)| Some(format!("{place}: {}", told(value)?)));
    (telling.collect(), values.len())
}

/// Runs a statement that no version of the site knows.
async fn run(db: &Db, sql: &'static str, value: &str) -> u64 {
    match db {
        Db::Sqlite { write, .. } => {
            sqlx::query(sql).bind(value).execute(write).await.unwrap().rows_affected()
        }
        Db::Postgres(pool, ..) => sqlx::query(sql).bind(value).execute(pool).await.unwrap().rows_affected(),
    }
}

fn assert_mute(what: &str, bytes: &[u8]) {
    assert!(bytes.len() > 10_000, "{what}: {} bytes", bytes.len());
    assert_eq!(told(&String::from_utf8_lossy(bytes)), None, "{what}");
}

#[tokio::test]
async fn a_stolen_database_tells_nothing_of_anybody() {
    on_both_engines(async |app| {
        let (code, _) = live(app).await;
        let (telling, looked) = walk(app, &app.db).await;
        assert!(telling.is_empty() && looked > 1_000, "{looked} {telling:?}");
        let backup = app.folder.path().join("backup.db");
        app.db.backup(&backup).await.unwrap();
        let bytes = std::fs::read(&backup).unwrap();
        assert_mute("the backup", &bytes);
        assert!(String::from_utf8_lossy(&bytes).contains(&code), "what is of nobody is legible");
        if let Db::Sqlite { .. } = app.db {
            assert_mute("the log", &std::fs::read(app.folder.path().join("test.db-wal")).unwrap());
            app.db.shred().await.unwrap();
            assert_mute("the file", &std::fs::read(app.folder.path().join("test.db")).unwrap());
        }
    })
    .await;
}

/// She is found by her number, in every way that one is looked for, and is blocked still.
async fn is_found(app: &TestApp, db: &Db, code: &str) {
    let mobile = Mobile::parse(TYPED).unwrap();
    let found = db.referrals_of_mobile(&mobile).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((&*found[0].code, &*found[0].first_name, &*found[0].mobile), (code, FIRST_NAME, MOBILE));
    assert_eq!(found[0].message.as_deref(), Some("Je suis à la gare de triage."));
    assert_eq!(db.open_requests(&mobile).await.unwrap()[0].first_name, FIRST_NAME);
    let organisation = db.organisation("coop-connexion").await.unwrap().unwrap().id;
    let now = app.clock.now();
    assert!(db.blocked_until(organisation, MOBILE, now).await.unwrap().is_some());
    assert_eq!(db.blocked_numbers(organisation, 0, now).await.unwrap()[0].last_four, "0199");
    assert_eq!(
        db.received(organisation).await.unwrap()[0].appointment_place.as_deref(),
        Some("12 rue des Lilas")
    );
    assert_eq!(db.notes_of(organisation).await.unwrap()[0].words, "Elle coud très bien.");
    let admin = db.account_of(&Login::parse(ADMIN).unwrap()).await.unwrap().unwrap();
    assert_eq!(db.second_step_key(&admin).unwrap().as_deref(), Some(STEPS));
    assert!(db.unsent().await.unwrap().iter().any(|due| due.recipient == MOBILE));
    assert_eq!(
        db.reported(organisation, code).await.unwrap().unwrap().answer.as_deref(),
        Some("Nous avons tout lu.")
    );
}

#[tokio::test]
async fn what_stood_there_in_the_clear_is_sealed_at_the_start() {
    on_both_engines(async |app| {
        let (code, _) = live(app).await;
        let organisation = app.db.organisation("coop-connexion").await.unwrap().unwrap().id;
        // As the version before wrote it.
        let first = "update referral set first_name = $1 where joined_to is null";
        assert_eq!(run(&app.db, first, FIRST_NAME).await, 1);
        run(&app.db, "update referral set mobile = $1, mobile_key = null", MOBILE).await;
        run(&app.db, "update referral set email = $1 where email is not null", WORDS[2]).await;
        run(&app.db, "update waiting_ask set first_name = $1, mobile_key = null", WAITS.0).await;
        run(&app.db, "update referral_note set words = $1", "Elle coud très bien.").await;
        run(
            &app.db,
            "update message set recipient = $1 where channel = 'sms' and referral_id is not null",
            MOBILE,
        )
        .await;
        run(&app.db, "update account set totp_secret = $1 where totp_secret is not null", STEPS).await;
        run(&app.db, "update abuse_report set words = $1", "Elle a crié au téléphone.").await;
        let plain_digest = digest(format!("{organisation}:{MOBILE}"));
        let theirs = "update blocked_number set number_digest = $1, digest_sealed = null, last_four = '0199'
                      where organisation_id is not null";
        assert_eq!(run(&app.db, theirs, &plain_digest).await, 1);
        assert_eq!(run(&app.db, "delete from secret_key where name like 'data%' and key <> $1", "").await, 2);
        assert!(walk(app, &app.db).await.0.len() > 6, "it stands there in the clear");

        let again = app.reopened().await;
        let (telling, _) = walk(app, &again).await;
        assert!(telling.is_empty(), "{telling:?}");
        is_found(app, &again, &code).await;
        assert_eq!(again.seal_again().await.unwrap(), 0, "it is done once");
        if let Db::Sqlite { .. } = app.db {
            for end in ["", "-wal"] {
                let bytes = std::fs::read(app.folder.path().join(format!("test.db{end}"))).unwrap();
                assert_eq!(told(&String::from_utf8_lossy(&bytes)), None, "test.db{end}");
            }
        }
        again.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_key_is_changed_and_everything_is_found_as_before() {
    on_both_engines(async |app| {
        let (code, _) = live(app).await;
        let (old, new) = ("7e".repeat(32), "02".repeat(32));
        let both = Db::open(&app.url(), &Seals::with(&format!("{old},{new}"))).await.unwrap();
        is_found(app, &both, &code).await;
        both.close().await;
        // The new one first: a start seals everything by it.
        let both = Db::open(&app.url(), &Seals::with(&format!("{new},{old}"))).await.unwrap();
        is_found(app, &both, &code).await;
        assert_eq!(both.seal_again().await.unwrap(), 0);
        both.close().await;
        let alone = Db::open(&app.url(), &Seals::with(&new)).await.unwrap();
        is_found(app, &alone, &code).await;
        // Blocked again under the new key, it is one block.
        assert_eq!(app.count("blocked_number").await, 2);
        alone.close().await;
        let refused = Db::open(&app.url(), &Seals::of_tests()).await;
        assert!(matches!(refused, Err(StoreError::Seal(SealError::Foreign))), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn half_a_rotation_loses_nobody() {
    on_both_engines(async |app| {
        let (code, _) = live(app).await;
        let key = Seals::with(&format!("{},{}", "02".repeat(32), "7e".repeat(32)));
        let both = Db::open(&app.url(), &key).await.unwrap();
        // A process that has not read the file yet writes by the old key.
        let form = app.form_of("velos-pau").await;
        let late = TestApp::filled(&form, &[("prenom", "Ali"), ("mobile", "0639980178")]);
        app.post("/offres/velos-pau/demande", &late).await.location();
        let mobile = Mobile::parse("0639980178").unwrap();
        assert_eq!(both.referrals_of_mobile(&mobile).await.unwrap()[0].first_name, "Ali");
        is_found(app, &both, &code).await;
        assert!(both.seal_again().await.unwrap() > 2, "the request and its messages");
        assert_eq!(both.referrals_of_mobile(&mobile).await.unwrap()[0].first_name, "Ali");
        both.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_key_is_made_once_and_a_lost_one_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (file, url) =
        (folder.path().join("data.key"), format!("sqlite://{}/test.db", folder.path().display()));
    let seals = Seals::in_file(file.clone());
    Db::open(&url, &seals).await.unwrap().close().await;
    let made = std::fs::read_to_string(&file).unwrap();
    Db::open(&url, &Seals::in_file(file.clone())).await.unwrap().close().await;
    assert_eq!(std::fs::read_to_string(&file).unwrap(), made);

    std::fs::remove_file(&file).unwrap();
    let lost = Db::open(&url, &Seals::in_file(file.clone())).await.unwrap_err().to_string();
    assert!(lost.contains("data.key") && lost.contains("put it back"), "{lost}");
    assert!(!file.exists(), "no other key is made in its place");
    let foreign = Db::open(&url, &Seals::with(&"01".repeat(32))).await.unwrap_err().to_string();
    assert!(foreign.contains("DATA_KEY"), "{foreign}");
    std::fs::write(&file, made).unwrap();
    Db::open(&url, &Seals::in_file(file)).await.unwrap().close().await;
}

#[tokio::test]
async fn a_row_that_was_swapped_is_not_shown() {
    let app = TestApp::new().await;
    let zoe = app.ask(&[]).await;
    let ali = app.ask(&[("prenom", "Ali"), ("mobile", "0639980178")]).await;
    let swap =
        "update referral set message = first_name, first_name = (select other.first_name from referral other
                where other.code <> referral.code) where code = $1";
    assert_eq!(run(&app.db, swap, &zoe.code).await, 1);
    let opened = app.db.referral_by_code(&Code::parse(&zoe.code).unwrap()).await;
    assert!(matches!(opened, Err(StoreError::Seal(SealError::Broken))), "{opened:?}");
    assert_eq!(app.get(&zoe.person).await.status, 503);
    assert_eq!(app.get(&ali.person).await.status, 200, "the others are not touched");
}
