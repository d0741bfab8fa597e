//! The other posts of a workshop, a row each.

use super::super::Ground;
use super::super::text::read_hours;
use super::super::trade::{read_rome, rome_of_trade};
use super::{POSTS_MAX, Row};
use crate::domain::form::{Problems, Typed};
use crate::domain::offer::OtherPost;
use crate::domain::taxonomy::Contract;

const PARTS: [&str; 7] = ["metier", "rome", "taches", "heures", "contrat", "places", "ferme"];

/// Reads the rows.
pub(in super::super) fn read_posts(
    typed: &Typed,
    ground: &dyn Ground,
    problems: &mut Problems,
) -> Vec<OtherPost> {
    let mut posts = Vec::new();
    for number in 1..=POSTS_MAX {
        let row = Row::new(typed, "poste", number);
        if row.is_empty(&PARTS) {
            continue;
        }
        let Some(trade) = row.short("metier", 100, problems) else {
            problems.add(&row.name("metier"), "Il manque le métier de ce poste.");
            continue;
        };
        let rome = match row.get("rome") {
            Some(text) => {
                read_rome(text, ground).map_err(|sentence| problems.add(&row.name("rome"), sentence)).ok()
            }
            None => rome_of_trade(&trade, ground),
        };
        posts.push(OtherPost {
            rome,
            tasks: row.short("taches", 300, problems),
            weekly_hours: row.read(
                "heures",
                read_hours,
                "Écrivez un nombre d’heures, par exemple 26.",
                problems,
            ),
            contract: row.get("contrat").and_then(Contract::from_code),
            places: row.read(
                "places",
                |text| text.parse().ok().filter(|places| *places <= 999),
                "Écrivez un nombre de places, 0 si c’est complet.",
                problems,
            ),
            closed: row.get("ferme").is_some(),
            trade,
        });
    }
    posts
}

/// Fills the rows.
pub(in super::super) fn fill_posts(posts: &[OtherPost], put: &mut dyn FnMut(String, String)) {
    for (row, post) in (1..=POSTS_MAX).zip(posts) {
        let mut part = |part: &str, value: Option<String>| {
            if let Some(value) = value {
                put(format!("poste-{row}-{part}"), value);
            }
        };
        part("metier", Some(post.trade.clone()));
        part("rome", post.rome.as_ref().map(|rome| rome.as_str().to_owned()));
        part("taches", post.tasks.clone());
        part("heures", post.weekly_hours.map(|hours| hours.to_string().replace('.', ",")));
        part("contrat", post.contract.map(|contract| contract.code().to_owned()));
        part("places", post.places.map(|places| places.to_string()));
        part("ferme", post.closed.then(|| "oui".to_owned()));
    }
}
