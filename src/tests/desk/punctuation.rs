//! French has a space before some marks, and none of them begins a line: the space never breaks.

use crate::domain::membership::Role;
use crate::domain::offer::OfferKind;
use crate::tests::app::{Element, TestApp};

const BREAKS: [&str; 6] = [" :", " ;", " ?", " !", " »", "« "];

/// What the desk says in an element: its text, and what is read aloud or stands in an empty field.
fn told(element: &Element) -> Vec<&str> {
    let ours = !["script", "style", "textarea"].contains(&element.name.as_str());
    let text = ours.then_some(element.text.as_str());
    text.into_iter()
        .chain(["aria-label", "placeholder"].iter().filter_map(|name| element.get(name)))
        .collect()
}

#[tokio::test]
async fn no_line_begins_with_a_mark() {
    let app = TestApp::new().await;
    let zoe = app.member("velos-du-gave", Role::Admin).await;
    let new = "/espace/velos-du-gave/offres/nouvelle";
    let mut pages: Vec<String> =
        ["/espace", "/espace/profil", "/espace/profil/mot-de-passe", "/connexion", new]
            .map(str::to_owned)
            .to_vec();
    pages.extend(
        ["", "/demandes", "/offres", "/equipe", "/fiche", "/imports"]
            .map(|end| format!("/espace/velos-du-gave{end}")),
    );
    for kind in OfferKind::ALL {
        let form = app.post_as(&zoe, new, &[("genre", kind.code())]).await.location().to_owned();
        pages.push(format!("{form}/apercu"));
        pages.push(form);
    }
    for path in pages {
        let page = app.page_as(&zoe, &path).await;
        assert_eq!(page.status, 200, "{path}");
        for element in page.elements() {
            for text in told(&element) {
                let broken = BREAKS.iter().find(|mark| text.contains(**mark));
                assert_eq!(broken, None, "{path}: « {text} »");
            }
        }
    }
}
