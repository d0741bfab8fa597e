//! What is written is what people read, and what another directory knew is not lost on the way.

use std::sync::Arc;

use time::macros::date;

use super::OFFERS;
use crate::commands::generate::communes;
use crate::domain::draft::form::{Shape, Spec, fields};
use crate::domain::draft::{fill, parse_leniently};
use crate::domain::membership::Role;
use crate::domain::offer::OfferKind;
use crate::search::Index;
use crate::search::gazetteer::Gazetteer;
use crate::seed::{demo, generate};
use crate::tests::app::TestApp;

/// An answer: the names and values that a browser sends, and the words that the sheet then holds.
type Answer = (Vec<(String, String)>, Vec<String>);

/// An answer that nobody else gives, to any field.
fn answer(spec: &Spec) -> Answer {
    let name = spec.name;
    let one = |value: &str, seen: &[&str]| {
        (vec![(name.to_owned(), value.to_owned())], seen.iter().map(|&seen| seen.to_owned()).collect())
    };
    let mark = format!("marque {}", name.replace('-', " "));
    match spec.shape {
        Shape::Words(..) => one(&format!("Essai de {mark}"), &[&mark]),
        Shape::Story(..) => {
            one(&format!("Une présentation assez longue pour être publiée, avec {mark}."), &[&mark])
        }
        Shape::Line(..) | Shape::Text(..) => one(&mark, &[&mark]),
        Shape::Lines(..) => one(&format!("Une {mark} ?\nEt une autre {mark} ?"), &[&format!("autre {mark}")]),
        Shape::Count(..) => one("7", &["7"]),
        Shape::Hours(_) => one("17,5", &["17,5 heures par semaine"]),
        // Ticked, it closes the offer: that is tried elsewhere.
        Shape::Tick(_) => one("", &[]),
        Shape::One(codes) => {
            let (code, label) = (codes.all)().into_iter().rfind(|(code, _)| *code != "payant").unwrap();
            one(code, if name == "frais" { &["C’est gratuit"] } else { std::slice::from_ref(&label) })
        }
        Shape::Many(codes) => {
            let (code, label) = (codes.all)()[1];
            let seen = match name {
                "demande" => "Quelqu’un doit vous proposer".to_owned(),
                "moyens" => "Venez sur place".to_owned(),
                "entree" => "Vous venez à une réunion d’information".to_owned(),
                "publics" | "themes" => label.to_lowercase(),
                // Only where somebody has to propose the person.
                "prescripteurs" => String::new(),
                _ => label.to_owned(),
            };
            (vec![(format!("{name}-{code}"), "oui".to_owned())], vec![seen])
        }
        // Requests go there, and nobody reads it.
        Shape::Email(_) => one("velos@example.org", &[]),
        Shape::Phone(_) => one("05 36 49 00 99", &["05 36 49 00 99"]),
        Shape::Link(_) => one("https://example.org/inscription", &["Inscrivez-vous sur le site"]),
        Shape::Rome => one("A1203", &["Aménagement et entretien des espaces verts"]),
        Shape::Certification => one("RNCP37274", &["RNCP37274"]),
        Shape::Commune => one("Pau (64000)", &["64000 Pau"]),
        Shape::Zone => one("departement", &["Il faut habiter ici : Pyrénées-Atlantiques"]),
        Shape::Reception => one("les-deux", &["Sur place ou à distance"]),
        Shape::Sessions => rows(
            "session-1",
            &[
                ("debut", "2027-01-11", "11 janvier 2027"),
                ("fin", "2027-03-01", "1er mars 2027"),
                ("places", "6", "6 places"),
                ("reunion-le", "2026-12-08", "mardi 8 décembre 2026"),
                ("reunion-a", "09:30", "9 h 30"),
                ("reunion-lieu", "au centre de marque", "au centre de marque"),
            ],
        ),
        Shape::Opening => rows(
            "horaires-1",
            &[
                ("du", "Mo", "du lundi"),
                ("au", "Th", "au jeudi"),
                ("de", "08:30", "8 h 30"),
                ("a", "12:00", "à 12 h"),
            ],
        ),
        Shape::Steps => {
            let first = rows("etape-1", &[("role", "income", "Votre revenu"), ("offre", "velos-pau", "")]);
            let mut both = rows("etape-2", &[("role", "place", ""), ("offre", "coworking-lens", "")]);
            both.0.extend(first.0);
            both.1.extend(first.1);
            both
        }
        Shape::Posts => rows(
            "poste-1",
            &[
                ("metier", "Marqueur", "Marqueur"),
                ("taches", "Vous marquez.", "Vous marquez."),
                ("heures", "21", "21 heures par semaine"),
                ("contrat", "cdd", "Contrat à durée déterminée"),
                ("places", "4", "4 places"),
            ],
        ),
    }
}

fn rows(start: &str, parts: &[(&str, &str, &str)]) -> Answer {
    let sent = parts.iter().map(|(part, value, _)| (format!("{start}-{part}"), (*value).to_owned()));
    (sent.collect(), parts.iter().map(|(.., seen)| (*seen).to_owned()).collect())
}

#[tokio::test]
async fn every_answer_is_read_on_the_sheet() {
    let app = TestApp::new().await;
    let zoe = app.member(super::STRUCTURE, Role::Publisher).await;
    for kind in OfferKind::ALL {
        let here = app.begin(&zoe, kind.code()).await;
        let answers: Vec<(Spec, Answer)> =
            fields(kind).into_iter().map(|spec| (spec, answer(&spec))).collect();
        let mut sent = vec![("geste", "publier"), ("edits", "1"), ("distincte", "oui")];
        for (_, (pairs, _)) in &answers {
            sent.extend(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        }
        let published = app.post_as(&zoe, &here, &sent).await;
        assert_eq!(published.location(), format!("{here}?fait=publie"), "{kind:?}: {}", published.text());
        app.refresh().await;
        let form = app.page_as(&zoe, &here).await;
        let link =
            form.elements().into_iter().find(|one| one.name == "a" && one.text == "Voir la page").unwrap();
        let sheet = app.get(link.get("href").unwrap()).await.text();
        for (spec, (_, seen)) in &answers {
            for seen in seen.iter().map(|seen| seen.replace('\u{a0}', " ")) {
                assert!(
                    sheet.to_lowercase().contains(&seen.to_lowercase()),
                    "{kind:?}: {} says « {seen} », and nobody reads it:\n{sheet}",
                    spec.name
                );
            }
        }
    }
    app.page_as(&zoe, OFFERS).await.says(&["En ligne"]);
}

#[test]
fn what_came_from_elsewhere_goes_through_the_form_unharmed() {
    let index = Index::of_directory(Arc::new(Gazetteer::embedded()), std::iter::empty());
    let today = date!(2026 - 11 - 23);
    let communes = communes(&Gazetteer::embedded());
    let generated = generate::directory(300, 7, &communes, today).flat_map(|(_, offers)| offers);
    let offers = demo::offers(today).into_iter().map(|(offer, _)| offer).chain(generated);
    let mut tried = 0;
    for offer in offers {
        let typed = fill(&offer, &index);
        assert_eq!(parse_leniently(&typed, &offer, &index), offer, "{typed:?}");
        tried += 1;
    }
    assert!(tried > 300, "{tried}");
}
