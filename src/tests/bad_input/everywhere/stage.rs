//! Everybody with something to do, and every page on which something can be sent.

use std::collections::{BTreeMap, BTreeSet};

use time::Duration;

use super::forms::{Form, forms};
use crate::domain::membership::Role;
use crate::domain::offer::OfferKind;
use crate::store::Db;
use crate::tests::app::{EMAIL, OFFER, Page, Signed, TestApp, execute};
use crate::tests::desk::doors::addresses::{addresses, is_of_the_desk};
use crate::tests::desk::doors::crossing::{crossed, things};
use crate::tests::desk::proving::with_two_steps;

const HERE: &str = "coop-connexion";
/// Pages of one address that are looked at, beside those that are named.
const ALIKE: usize = 2;

/// A site in use.
pub(super) struct Stage {
    pub app: TestApp,
    pub people: Vec<Person>,
}

/// Somebody, and the pages from which she goes on.
pub(super) struct Person {
    pub called: &'static str,
    pub cookie: Option<String>,
    pages: Vec<String>,
}

/// A form, who fills it, and on which page.
pub(super) struct Found {
    pub who: usize,
    pub page: String,
    /// The address as the router writes it.
    pub route: String,
    pub form: Form,
}

impl Stage {
    /// Requests in every state that has a form, offers of each kind, a team, imports, a basket, people who wait for a word.
    pub async fn new() -> Self {
        let app = TestApp::new().await;
        let next = || app.pass(Duration::seconds(1));
        let at = |end: &str| format!("/espace/{HERE}{end}");
        let admin = app.member(HERE, Role::Admin).await;
        let things = things(&app, &admin).await;
        let mut own: Vec<String> = addresses()
            .iter()
            .filter(|route| is_of_the_desk(route))
            .map(|route| crossed(route, HERE, &things))
            .collect();
        own.retain(|path| !path.contains('{'));
        for kind in OfferKind::ALL {
            let begun = app.post_as(&admin, &at("/offres/nouvelle"), &[("genre", kind.code())]).await;
            own.push(begun.location().to_owned());
        }
        let (draft, lost) =
            (own[own.len() - 1].clone(), [("geste", "garder"), ("edits", "1"), ("nom", "Un nom")]);
        let other = app.member(HERE, Role::Publisher).await;
        app.post_as(&other, &draft, &lost).await.location();
        own.push(app.post_as(&admin, &draft, &lost).await.location().to_owned());
        own.push(format!("{draft}/historique"));

        next();
        let sent = app.ask(&[("mobile", "06 39 98 00 77")]).await;
        next();
        let read = app.ask(&[("mobile", "06 39 98 00 78"), ("prenom", "Ali")]).await;
        app.read(&read).await;
        next();
        let refused = app.ask(&[("mobile", "06 39 98 00 79"), ("prenom", "Max")]).await;
        app.read(&refused).await;
        let abuse = [("geste", "signaler"), ("abus", "insulte"), ("abus_mots", "Des menaces.")];
        app.post(&refused.structure, &abuse).await.location();
        app.post(&refused.structure, &[("geste", "bloquer")]).await.location();
        app.reply(&refused, &[("reponse", "non"), ("motif", "full")]).await.location();

        next();
        let zoe = app.member("velos-du-gave", Role::Admin).await;
        let (programme, _) = app.publish_programme(&zoe).await;
        let accord = app.letters(EMAIL).await.pop().unwrap().path();
        let teacher = app.member("savoirs-du-sud", Role::Admin).await;
        let seats = app.seats(&teacher).await;
        let marie = app.member("restos-bordeaux", Role::Volunteer).await;
        for offer in [OFFER, "velos-pau"] {
            let gather = [("geste", "ajouter"), ("offre", offer), ("retour", "/offres")];
            app.post_as(&marie, "/accompagner/panier", &gather).await.location();
        }
        let by_sms = [("geste", "sms"), ("mobile", "06 39 98 00 75")];
        app.post_as(&marie, "/accompagner/panier", &by_sms).await.location();
        let basket = app.letters("+33639980075").await.pop().unwrap().path();
        app.asks_with(&marie, OFFER, &[("comment", "aloud")]).await.location();
        app.asks_with(&marie, OFFER, &[("comment", "sms"), ("mobile", "06 39 98 00 74")]).await.location();
        let yes = app.letters("+33639980074").await.pop().unwrap().path();

        let invitation = app.letters("paul@example.org").await.pop().unwrap().path();
        let link = app.sign_in_link("max@example.org", "").await;
        let leo = app.sign_in("leo@example.org").await;
        with_two_steps(&app, &leo).await;
        let half = app.follow_sign_in_link(&app.sign_in_link(&leo.email, "").await).await.cookie();
        let moderator = app.moderator().await;
        let newcomer = app.sign_in("newcomer@example.org").await;
        let new = [
            ("nom", "Zinnia, atelier"),
            ("lieu", "Lens (62300)"),
            ("telephone", "03 53 01 00 77"),
            ("email", "zinnia@example.org"),
        ];
        app.post_as(&newcomer, "/espace/nouvelle-structure/creer", &new).await.location();
        let region = app.member("region-nouvelle-aquitaine", Role::Admin).await;

        let open = [
            "/",
            "/offres?lieu=62498",
            "/suivi",
            "/suivi/code-perdu",
            "/connexion",
            "/connexion/mot-de-passe",
        ];
        let mut open: Vec<String> = open.map(str::to_owned).to_vec();
        open.extend([
            format!("/offres/{OFFER}"),
            format!("/offres/{OFFER}/demande"),
            "/creer-une-structure".to_owned(),
        ]);
        open.push("/offres/batiment-angouleme/demande".to_owned());
        open.extend([accord, basket, yes, invitation, link]);
        for asked in [sent, read, refused] {
            open.extend([asked.person, asked.structure]);
        }
        let hers = ["/accompagner", "/accompagner/panier", "/offres?lieu=62498"].map(str::to_owned).to_vec();
        let hers = [hers, vec![format!("/offres/{OFFER}"), format!("/accompagner/demande/{OFFER}")]].concat();
        let profile =
            ["", "/mot-de-passe", "/deux-etapes"].map(|end| format!("/espace/profil{end}")).to_vec();
        let new = ["?q=jardin", "/creer", "/rejoindre/jardin-du-bassin"];
        let new = new.map(|end| format!("/espace/nouvelle-structure{end}")).to_vec();
        let person =
            |called, signed: &Signed, pages| Person { called, cookie: Some(signed.cookie.clone()), pages };
        let people = vec![
            Person { called: "visitor", cookie: None, pages: open },
            person("admin", &admin, own),
            person(
                "admin of a programme",
                &zoe,
                vec![programme.clone(), "/espace/velos-du-gave/offres".to_owned()],
            ),
            person("teacher", &teacher, vec![seats]),
            person("volunteer", &marie, hers),
            person(
                "moderator",
                &moderator,
                vec!["/moderation".to_owned(), "/moderation/orientation".to_owned()],
            ),
            person("région", &region, vec!["/espace/region-nouvelle-aquitaine/orientation".to_owned()]),
            person("newcomer", &newcomer, [new, profile.clone()].concat()),
            person("with two steps", &leo, profile),
            Person { called: "half", cookie: Some(half), pages: vec!["/connexion/code".to_owned()] },
        ];
        Self { app, people }
    }

    /// Two months later, when an offer is to be confirmed.
    pub async fn later() -> Self {
        let app = TestApp::new().await;
        let zoe = app.member("velos-du-gave", Role::Publisher).await;
        app.publish_workshop(&zoe).await;
        app.pass(Duration::days(60));
        app.live_on().await;
        let link = app.letters("velos@example.org").await.pop().unwrap().path();
        Self { app, people: vec![Person { called: "visitor", cookie: None, pages: vec![link] }] }
    }

    /// Every form that somebody comes across, each of its buttons once.
    pub async fn forms(&self) -> Vec<Found> {
        let routes: Vec<Vec<String>> = addresses().iter().map(|route| steps(route)).collect();
        let route_of = |path: &str| {
            let own = steps(path.split('?').next().unwrap_or_default());
            let fits = |route: &&Vec<String>| {
                let pairs = || route.iter().zip(&own);
                route.len() == own.len() && pairs().all(|(step, own)| step.starts_with('{') || step == own)
            };
            let said = |route: &&Vec<String>| route.iter().filter(|step| !step.starts_with('{')).count();
            let route = routes.iter().filter(fits).max_by_key(said);
            route.map(|route| format!("/{}", route.join("/")))
        };
        let mut found: BTreeMap<_, Found> = BTreeMap::new();
        for (who, person) in self.people.iter().enumerate() {
            let mut waiting: Vec<(String, bool)> =
                person.pages.iter().map(|page| (page.clone(), true)).collect();
            let (mut seen, mut alike) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
            while let Some((path, named)) = waiting.pop() {
                let Some(route) = route_of(&path) else { continue };
                let times = alike.entry(route.clone()).or_default();
                if !seen.insert(path.clone()) || (!named && *times >= ALIKE) {
                    continue;
                }
                *times += 1;
                let page = self.get(who, &path).await;
                assert!(page.status < 500, "{path} as {}: {}", person.called, page.status);
                if !page.header("content-type").starts_with("text/html") {
                    continue;
                }
                let links = page.all("a").into_iter().filter_map(|link| Some(link.get("href")?.to_owned()));
                let desk = |href: &String| is_of_the_desk(href) || who == 0;
                let links = links.filter(|href| href.starts_with('/') && desk(href));
                waiting.splice(
                    0..0,
                    links.map(|href| (href.split('#').next().unwrap_or_default().to_owned(), false)),
                );
                for form in forms(&page, &path) {
                    let Some(route) = route_of(&form.action) else { continue };
                    // Rows of a list are alike but for their keys; what a button says counts, and who presses it does not.
                    let mut names: Vec<String> = form.fields.iter().map(|(name, _)| plain(name)).collect();
                    names.sort();
                    names.dedup();
                    let does = form.fields.iter().filter(|(name, _)| name == "geste" || name == "reponse");
                    let does: Vec<String> = does.map(|(_, value)| plain(value)).collect();
                    let key = (route.clone(), form.method as u8, names, does);
                    found.entry(key).or_insert(Found { who, page: path.clone(), route, form });
                }
            }
        }
        found.into_values().collect()
    }

    /// Opens a page as somebody.
    pub async fn get(&self, who: usize, path: &str) -> Page {
        let sending = self.app.send(axum::http::Method::GET, path).header("accept", "text/html");
        match &self.people[who].cookie {
            Some(cookie) => sending.header("cookie", cookie),
            None => sending,
        }
        .answer()
        .await
    }

    /// Keeps everything as it stands, beside the tables.
    pub async fn keep(&self) {
        let db = &self.app.db;
        if let Db::Sqlite { .. } = db {
            let kept = self.app.folder.path().join("kept.db");
            db.backup(&kept).await.unwrap();
            execute(db, format!("attach '{}' as kept", kept.display())).await;
        } else {
            let tables = self.tables().await.into_iter();
            let copied = tables.map(|table| format!("create table kept.\"{table}\" as table \"{table}\";"));
            execute(db, format!("create schema kept; {}", copied.collect::<String>())).await;
        }
    }

    /// Puts everything back as it was kept, whatever refers to what.
    pub async fn put_back(&self) {
        let tables = self.tables().await.into_iter();
        let copied = tables.map(|table| {
            format!("delete from \"{table}\"; insert into \"{table}\" select * from kept.\"{table}\";")
        });
        let copied: String = copied.collect();
        let sql = if let Db::Sqlite { .. } = self.app.db {
            format!("pragma foreign_keys = off; begin; {copied} commit; pragma foreign_keys = on")
        } else {
            format!("begin; set local session_replication_role = replica; {copied} commit")
        };
        execute(&self.app.db, sql).await;
    }

    async fn tables(&self) -> Vec<String> {
        let mut tables: Vec<String> = self.app.columns().await.into_iter().map(|(table, ..)| table).collect();
        tables.dedup();
        tables
    }
}

fn steps(path: &str) -> Vec<String> {
    path.trim_start_matches('/').split('/').map(str::to_owned).collect()
}

/// A name without the key in it.
fn plain(name: &str) -> String {
    let parts = name.split('-').filter(|part| !part.bytes().any(|byte| byte.is_ascii_digit()));
    parts.collect::<Vec<_>>().join("-")
}
