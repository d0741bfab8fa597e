//! Files that are broken, or meant to break: a sentence says where and what to do, and nothing gets in.

use std::io::{Cursor, Write};

use serde_json::json;

use super::{HEADER, HERE};
use crate::domain::membership::Role;
use crate::tests::app::TestApp;

#[tokio::test]
async fn what_is_malformed_is_told_and_kept_out() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let (windows, ..) = encoding_rs::WINDOWS_1252.encode("Référence;Nom de l’offre;Genre;Description\n1;Électricité;Formation;Été comme hiver, vous apprenez.\n");
    let fine = app.upload(&zoe, HERE, "données.csv", &windows).await.location().to_owned();
    app.page_as(&zoe, &fine).await.says(&["Électricité", "1 nouvelle"]);
    let wide = format!("{HEADER}{}\n", ";".repeat(1_000_000) + "x");
    let entities = "<?xml version=\"1.0\"?>\n<!DOCTYPE lheo [<!ENTITY a \"b\">]><lheo>&a;</lheo>";
    let cases: [(&str, &[u8], &str); 8] = [
        ("a.csv", b"", "vide"),
        ("a.csv", b"Prix;Ville\n1;Lens\n", "titres des colonnes"),
        ("a.csv", wide.as_bytes(), "La ligne 2 a plus de 200 colonnes"),
        ("a.xlsx", b"%PDF-1.4", "c’est un PDF"),
        ("a.csv", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "ancien fichier Excel"),
        ("a.xlsx", b"PK\x03\x04xxxx", "abîmé"),
        ("a.csv", entities.as_bytes(), "Ligne 2 : le fichier déclare un DOCTYPE"),
        ("a.xml", b"{\"results\": [", "JSON"),
    ];
    for (name, content, sentence) in cases {
        let answer = app.upload(&zoe, HERE, name, content).await;
        assert_eq!(answer.status, 422, "{name} {sentence}");
        answer.says(&[sentence, "Envoyer un fichier"]);
    }
    let none = app.post_as(&zoe, HERE, &[]).await;
    assert_eq!(none.status, 422);
    let large = vec![b'a'; 21 << 20];
    assert_ne!(app.upload(&zoe, HERE, "a.csv", &large).await.status, 303);
}

/// A workbook that unpacks to far more than it weighs.
fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("xl/workbook.xml", options).unwrap();
    for sheet in 0..12 {
        zip.start_file(format!("xl/worksheets/sheet{sheet}.xml"), options).unwrap();
        zip.write_all(&vec![b' '; 10 << 20]).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn each_way_to_be_broken_says_the_line_and_the_mend() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let deep = format!("<lheo>{}", "<formation>".repeat(60));
    let long = format!("{HEADER}A;Lire;Formation;{};x@example.org\n", "é".repeat(20_001));
    let lines = format!("{HEADER}{}", "A;b;c;d;e\n".repeat(5_001));
    let listed = format!("[{}]", vec!["{\"id\":\"a\"}"; 5_001].join(","));
    let cases: [(&str, &[u8], &[&str]); 12] = [
        ("bombe.xlsx", &bomb(), &["Une fois ouvert, le fichier est beaucoup trop gros", "Gardez seulement"]),
        (
            "a.csv",
            b"Nom de l'offre;Genre;Description\nLire;Formation;\"Vous lisez\n",
            &["ouvert à la ligne 2", "Ajoutez le guillemet"],
        ),
        ("a.csv", long.as_bytes(), &["cellule de la ligne 2", "Raccourcissez"]),
        ("a.csv", lines.as_bytes(), &["plus de 5000 lignes", "Coupez-le"]),
        (
            "a.csv",
            b"Nom de l'offre;Genre\nLire;Formation\n",
            &["Il manque une colonne à la ligne 1 : Description", "Ajoutez-la"],
        ),
        (
            "a.xml",
            b"<lheo>\n<formation>&b;</formation></lheo>",
            &["Ligne 2", "DOCTYPE ou une entité", "Enlevez"],
        ),
        ("a.xml", b"<lheo><offres>\n<formation>\n<intitule", &["coupé à la ligne 3", "Envoyez-le encore"]),
        ("a.xml", b"<lheo><a></b></lheo>", &["Ligne 1", "pas du XML correct", "nouvel export"]),
        ("a.xml", deep.as_bytes(), &["Ligne 1", "trop longue"]),
        ("a.xml", b"<rss><channel/></rss>", &["pas un catalogue LHEO", "LHEO 2.3"]),
        ("a.json", b"{\"services\": [\n{]}", &["Ligne 2", "pas du JSON correct", "Exportez encore"]),
        ("a.json", listed.as_bytes(), &["plus de 5000 offres", "Coupez-le"]),
    ];
    for (name, content, sentences) in cases {
        let answer = app.upload(&zoe, HERE, name, content).await;
        assert_eq!(answer.status, 422, "{name} {sentences:?} {}", answer.text());
        answer.says(sentences);
    }
    let broken = b"[{\"id\": \"a\"}, {\"id\": 3, ]";
    let import = app.upload(&zoe, HERE, "a.json", broken).await.location().to_owned();
    app.page_as(&zoe, &import).await.says(&["refusées", "n° 2", "JSON"]);
}

#[tokio::test]
async fn files_are_not_sent_without_end() {
    let app = TestApp::limited().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    for _ in 0..30 {
        assert_eq!(app.upload(&zoe, HERE, "a.csv", b"").await.status, 422);
    }
    let refused = app.upload(&zoe, HERE, "a.csv", b"").await;
    assert_eq!(refused.status, 429);
    refused.says(&["Vous avez essayé trop souvent"]);
    let other = app.member("restos-du-coeur", Role::Admin).await;
    assert_eq!(app.upload(&other, "/espace/restos-du-coeur/imports", "a.csv", b"").await.status, 422);
}

#[tokio::test]
async fn what_is_in_a_row_is_shown_and_never_run() {
    let app = TestApp::new().await;
    let zoe = app.member("coop-connexion", Role::Admin).await;
    let rows = json!([{
        "source": "dora", "id": "dora--<script>alert(1)</script>", "structure_id": "s",
        "nom": "<script>alert(2)</script>", "description": "</p><script>alert(3)</script>", "date_maj": "2026-11-01",
        "lien_source": "javascript:alert(4)", "publics": ["<b>x</b>"],
    }]);
    let name = "<script>alert(5)</script>.json";
    let import = app.upload(&zoe, HERE, name, rows.to_string().as_bytes()).await.location().to_owned();
    let page = app.page_as(&zoe, &import).await;
    page.says(&["1 refusée", "<b>x</b>"]);
    for run in ["<script>alert", "<b>x</b>"] {
        let at = page.html.find(run).map(|at| &page.html[at.saturating_sub(200)..at + 60]);
        assert_eq!(at, None, "{run}");
    }
}
