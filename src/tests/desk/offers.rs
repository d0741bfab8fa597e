//! Offers at the desk: written, published, kept true.

mod doors;
mod life;
mod models;
mod programmes;
pub(in crate::tests) mod seats;
mod shown;
mod texts;

use crate::domain::draft::form::{Shape, fields};
use crate::domain::membership::Role;
use crate::domain::offer::OfferKind;
use crate::tests::app::{Page, Signed, TestApp, on_both_engines};

/// A structure of the demonstration: an ACI in Pau.
pub(in crate::tests) const STRUCTURE: &str = "velos-du-gave";
const OFFERS: &str = "/espace/velos-du-gave/offres";

/// What a workshop must say, beyond what its structure says already.
const WORKSHOP: [(&str, &str); 11] = [
    ("nom", "Souder des cadres à Pau"),
    ("sorte", "aci"),
    ("metier", "Soudeur de cadres"),
    ("taches", "Vous soudez des cadres."),
    ("description", "Vous apprenez à souder, un geste après l’autre, avec un formateur."),
    ("contrat", "cddi"),
    ("places", "3"),
    ("heures", "26"),
    ("publics-demandeurs-emploi", "oui"),
    ("commune", "Pau"),
    ("courriel", "velos@example.org"),
];

impl TestApp {
    /// Begins an offer, and gives the address of its form.
    pub(in crate::tests) async fn begin(&self, zoe: &Signed, kind: &str) -> String {
        self.post_as(zoe, &format!("{OFFERS}/nouvelle"), &[("genre", kind)]).await.location().to_owned()
    }
}

impl Page {
    /// The value of a field of the form.
    fn value(&self, name: &str) -> String {
        let named = |element: &crate::tests::app::Element| {
            element.name != "meta" && element.get("name") == Some(name)
        };
        let field = self.elements().into_iter().find(named).unwrap_or_else(|| panic!("no field {name}"));
        if field.name == "textarea" { field.text } else { field.get("value").unwrap_or_default().to_owned() }
    }
}

pub(in crate::tests) fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> =
        WORKSHOP.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name)).collect();
    fields.extend_from_slice(more);
    fields
}

#[tokio::test]
async fn from_nothing_to_a_published_workshop_in_eleven_answers() {
    on_both_engines(async |app| {
        let zoe = app.member(STRUCTURE, Role::Publisher).await;
        let new = app.page_as(&zoe, &format!("{OFFERS}/nouvelle")).await;
        new.says(&["Travail en atelier", "11 réponses suffisent."]);
        let here = app.begin(&zoe, "workshop").await;
        let form = app.page_as(&zoe, &here).await;
        form.says(&["Personne d’autre ne la voit.", "Publier", "Il manque"]);
        let required = form.elements().iter().filter(|one| one.get("aria-required") == Some("true")).count();
        let choices = ["sorte", "contrat", "publics"].len();
        assert_eq!(required + choices, WORKSHOP.len(), "what the page asks for");
        // What its structure says already is there.
        assert_eq!(form.value("courriel"), format!("{STRUCTURE}@example.org"));
        assert!(form.value("commune").starts_with("Pau"));
        let published = app.post_as(&zoe, &here, &with(&[("edits", "1"), ("geste", "publier")])).await;
        assert_eq!(published.location(), format!("{here}?fait=publie"));
        app.published.refresh(&app.db).await.unwrap();
        let found = app.get("/offres?lieu=Pau&q=souder+des+cadres").await.cards();
        assert!(found[0].starts_with("souder-des-cadres-a-pau-"), "{found:?}");
        let sheet = app.get(&format!("/offres/{}", found[0])).await;
        sheet.says(&[
            "Le métier : Soudeur de cadres",
            "Contrat d’insertion (CDDI)",
            "3 places",
            "26 heures par semaine",
        ]);
        app.page_as(&zoe, &here).await.says(&["Vérifiée le 23 novembre 2026.", "Voir la page"]);
        let journal = app.count("audit").await;
        assert!(journal >= 2, "begun and published: {journal}");
    })
    .await;
}

#[tokio::test]
async fn every_problem_comes_back_at_once_and_every_word_is_kept() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    let here = app.begin(&zoe, "workshop").await;
    let wrong = with(&[
        ("edits", "1"),
        ("geste", "publier"),
        ("nom", "V"),
        ("heures", "vingt"),
        ("publics-demandeurs-emploi", ""),
    ]);
    let refused = app.post_as(&zoe, &here, &wrong).await;
    assert_eq!(refused.status, 422);
    refused.says(&[
        "Titre de l’offre : écrivez 3 caractères au moins.",
        "Écrivez un nombre d’heures",
        "Il manque : pour qui.",
    ]);
    assert_eq!(
        (refused.value("nom"), refused.value("heures"), refused.value("edits")),
        ("V".into(), "vingt".into(), "2".into())
    );
    let again = app.page_as(&zoe, &here).await;
    assert_eq!(again.value("heures"), "vingt", "kept though it is wrong");
    assert!(
        app.get("/offres?lieu=Pau&q=souder+des+cadres")
            .await
            .cards()
            .iter()
            .all(|slug| !slug.starts_with("souder"))
    );
}

#[tokio::test]
async fn two_people_who_write_at_once_are_told_and_choose() {
    on_both_engines(async |app| {
        let (zoe, max) =
            (app.member(STRUCTURE, Role::Publisher).await, app.member(STRUCTURE, Role::Admin).await);
        let here = app.begin(&zoe, "workshop").await;
        let keep = async |who: &Signed, more: &[(&str, &str)]| {
            let fields = with(&[&[("edits", "1"), ("geste", "garder")], more].concat());
            app.post_as(who, &here, &fields).await.location().to_owned()
        };
        assert_eq!(keep(&zoe, &[("nom", "Souder à Pau")]).await, format!("{here}?fait=garde&edits=2"));
        let conflict = keep(&max, &[("nom", "Souder des vélos"), ("places", "9")]).await;
        assert_eq!(conflict, format!("{here}/conflit/1"));
        let page = app.page_as(&max, &conflict).await;
        page.says(&["Rien n’est perdu", "Souder à Pau", "Souder des vélos", "Places à prendre"]);
        assert_eq!(app.page_as(&zoe, &conflict).await.status, 404, "only who wrote it");
        let edits = page.value("edits");
        let chosen = [("edits", edits.as_str()), ("garde-nom", "autre"), ("garde-places", "moi")];
        assert_eq!(app.post_as(&max, &conflict, &chosen).await.location(), format!("{here}?fait=reuni"));
        let merged = app.page_as(&zoe, &here).await;
        assert_eq!((merged.value("nom"), merged.value("places")), ("Souder à Pau".into(), "9".into()));
    })
    .await;
}

#[tokio::test]
async fn the_form_of_every_kind_is_whole_without_a_script() {
    let app = TestApp::new().await;
    let zoe = app.member(STRUCTURE, Role::Publisher).await;
    for kind in OfferKind::ALL {
        let here = app.begin(&zoe, kind.code()).await;
        let form = app.page_as(&zoe, &here).await;
        assert_eq!(form.status, 200, "{kind:?}");
        let names: Vec<String> =
            form.elements().iter().filter_map(|one| one.get("name").map(str::to_owned)).collect();
        for spec in fields(kind) {
            let asked = match spec.shape {
                Shape::Many(codes) => format!("{}-{}", spec.name, (codes.all)()[0].0),
                Shape::Sessions => "session-1-debut".to_owned(),
                Shape::Opening => "horaires-1-du".to_owned(),
                Shape::Steps => "etape-1-offre".to_owned(),
                Shape::Posts => "poste-1-metier".to_owned(),
                _ => spec.name.to_owned(),
            };
            assert!(names.contains(&asked), "{kind:?} does not ask {asked}");
        }
        let all: Vec<String> =
            form.elements().iter().filter_map(|one| one.get("id").map(str::to_owned)).collect();
        let once: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(once.len(), all.len(), "an id twice in {kind:?}");
        app.page_as(&zoe, &format!("{here}/apercu")).await.says(&["Qualité", "Ce que les gens verront"]);
    }
}
