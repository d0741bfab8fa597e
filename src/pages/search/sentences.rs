//! What the page says of a search, in sentences.

use super::Found;
use crate::domain::card::{Located, Results, Words};
use crate::domain::territory::of;
use crate::ui::count::{grouped, offers};

/// The title: whose offers, and where.
pub fn title(found: &Found) -> String {
    let whose = match &found.organisation {
        Some(name) => format!("Offres {}", of(name)),
        None => "Offres".to_owned(),
    };
    match &found.results.located {
        _ if found.results.search.remote => format!("{whose} à distance ou partout en France"),
        Located::At(place) => format!("{whose} près {}", place.of()),
        Located::In(area) => format!("{whose} : {}", area.name),
        _ => whose,
    }
}

/// How many there are, and where.
pub fn count(results: &Results) -> String {
    let all = offers(results.total);
    let asked = results.search.radius_km();
    match (&results.located, results.widened_to) {
        _ if results.search.remote => all,
        (Located::At(place), _) if results.here > 0 && results.here == results.total => {
            format!("{all} à {}", place.name)
        }
        (Located::At(place), None) if results.here > 0 => {
            format!("{all}, dont {} à {} même", grouped(results.here as u64), place.name)
        }
        (Located::At(place), None) => format!("{all} à moins de {asked} km {}", place.of()),
        (Located::At(place), Some(_)) => format!("{all} autour {}", place.of()),
        (Located::Nowhere, _) => {
            format!("{all}. Dites où vous êtes : nous mettons les plus proches en premier.")
        }
        _ => all,
    }
}

/// What was done to find them: the words that were changed or left aside, the distance that was widened.
pub fn told(results: &Results) -> Vec<String> {
    let corrected = results
        .corrected
        .iter()
        .map(|(typed, taken)| format!("Résultats pour « {taken} » : nous ne connaissons pas « {typed} »."));
    let words = match results.words {
        _ if results.total + results.remote_total == 0 => None,
        Words::All if results.search.text.split_whitespace().count() > 1 => {
            Some("Ces offres ont tous vos mots.")
        }
        Words::All => None,
        Words::AllButOne => {
            Some("Aucune offre n’a tous vos mots. Voici celles qui ont tous vos mots sauf un.")
        }
        Words::Any => Some("Aucune offre n’a tous vos mots. Voici celles qui ont au moins un de vos mots."),
    };
    let asked = results.search.radius_km();
    let widened = results.widened_to.filter(|_| results.total > 0).map(|found| match found {
        0 => format!("Rien à moins de {asked} km. Voici plus loin, les plus proches en premier."),
        km => format!("Rien à moins de {asked} km. Voici à moins de {km} km."),
    });
    corrected.chain(words.map(str::to_owned)).chain(widened).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::Search;
    use crate::domain::territory::{Area, AreaKind};

    fn results(query: &str, total: usize) -> Results {
        Results { search: Search::from_query(query).0, total, ..Results::default() }
    }

    #[test]
    fn whose_offers_and_where() {
        let area = Area { kind: AreaKind::Departement, code: "62".into(), name: "Pas-de-Calais".into() };
        let mut found = Found::default();
        assert_eq!(title(&found), "Offres");
        found.results.located = Located::In(area);
        assert_eq!(title(&found), "Offres : Pas-de-Calais");
        found.organisation = Some("Les Restos du Cœur".into());
        assert_eq!(title(&found), "Offres des Restos du Cœur : Pas-de-Calais");
        found.results.search.remote = true;
        assert_eq!(title(&found), "Offres des Restos du Cœur à distance ou partout en France");
        assert_eq!(count(&Results { total: 3, ..found.results }), "3 offres");
    }

    #[test]
    fn words_are_told_as_they_were_taken() {
        let told = |results: Results| super::told(&results).join(" ");
        assert_eq!(told(results("q=permis", 3)), "");
        assert_eq!(told(results("q=permis+poids", 3)), "Ces offres ont tous vos mots.");
        let but_one = Results { words: Words::AllButOne, ..results("q=permis+poids+lourd", 3) };
        assert!(told(but_one).ends_with("tous vos mots sauf un."));
        let any = Results { words: Words::Any, ..results("q=permis+zzz", 3) };
        assert!(told(any.clone()).ends_with("au moins un de vos mots."));
        assert_eq!(told(Results { total: 0, ..any }), "");
        let corrected =
            Results { corrected: vec![("macom".into(), "maçon".into())], ..results("q=macom", 3) };
        assert_eq!(told(corrected), "Résultats pour « maçon » : nous ne connaissons pas « macom ».");
        let wider = Results { widened_to: Some(50), ..results("lieu=62498&rayon=5", 2) };
        assert_eq!(told(wider.clone()), "Rien à moins de 5 km. Voici à moins de 50 km.");
        assert_eq!(told(Results { total: 0, ..wider }), "");
    }
}
