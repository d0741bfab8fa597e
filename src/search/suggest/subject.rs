//! The trade or the subject that the title of an offer names.

/// What titles begin with before they come to it.
const OPENINGS: [&str; 12] = [
    "Travailler comme ",
    "Devenir ",
    "Apprendre le métier de ",
    "Apprendre le métier d’",
    "Formation de ",
    "Formation d’",
    "Formation ",
    "Poste de ",
    "Poste d’",
    "Emploi de ",
    "Emploi d’",
    "Titre professionnel ",
];
/// Articles that a subject does without.
const ARTICLES: [&str; 7] = ["le ", "la ", "les ", "l’", "un ", "une ", "des "];
/// What shows that a trade is open to everyone, at the end.
const GENDERS: [&str; 8] = ["(H/F)", "(F/H)", "(H/F/X)", "(h/f)", "(f/h)", "H/F", "F/H", "(H-F)"];
/// What leads to a place.
const BEFORE_PLACE: [&str; 12] =
    [" à la", " à l’", " à", " au", " aux", " de la", " de", " d’", " du", " des", " (", " -"];
/// Letters, at least and at most.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=60;

/// What a title is about, without the place and the words that many titles share; none where too little or too much is
/// left.
pub(super) fn subject(title: &str, commune: &str) -> Option<String> {
    let title = title.replace('\'', "’");
    let mut text = title.trim();
    text = match text.rsplit_once(" : ") {
        Some((_, after)) if after.chars().count() >= *LENGTH.start() => after,
        Some((before, _)) => before,
        None => text,
    };
    text = without(text, &GENDERS, |text, end| text.strip_suffix(end));
    text = without_place(text, commune);
    text = without(text, &GENDERS, |text, end| text.strip_suffix(end));
    text = without(text, &OPENINGS, |text, start| text.strip_prefix(start));
    text = without(text, &ARTICLES, |text, start| text.strip_prefix(start));
    let written = capital(text);
    LENGTH.contains(&written.chars().count()).then_some(written)
}

/// The text with its first letter as a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn without<'t>(text: &'t str, parts: &[&str], strip: impl Fn(&'t str, &str) -> Option<&'t str>) -> &'t str {
    parts.iter().find_map(|part| strip(text, part)).unwrap_or(text).trim()
}

/// "Aide alimentaire" of "Aide alimentaire à Lens", at Lens.
fn without_place<'t>(text: &'t str, commune: &str) -> &'t str {
    if commune.is_empty() {
        return text;
    }
    // "au Havre", "à La Rochelle", "aux Ulis".
    let short = ["Le ", "Les ", "La ", "L’", "L'"].iter().find_map(|article| commune.strip_prefix(article));
    let end = text.trim_end_matches(')');
    for name in [Some(commune), short].into_iter().flatten() {
        let Some(before) = end.strip_suffix(name) else { continue };
        for lead in BEFORE_PLACE {
            if let Some(left) = before.trim_end().strip_suffix(lead).or_else(|| before.strip_suffix(lead)) {
                return left.trim_end();
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_and_what_titles_share_are_left_out() {
        for (title, commune, expected) in [
            ("Travailler comme maçon ou maçonne", "Lens", "Maçon ou maçonne"),
            ("Poste en insertion à Lens : agent de tri", "Lens", "Agent de tri"),
            (
                "Atelier d’insertion au Havre : l’entretien des espaces verts",
                "Le Havre",
                "Entretien des espaces verts",
            ),
            ("Devenir commis de cuisine à La Rochelle", "La Rochelle", "Commis de cuisine"),
            ("Apprendre le métier de peintre à Angoulême", "Angoulême", "Peintre"),
            ("Aide alimentaire d’Arras", "Arras", "Aide alimentaire"),
            ("Café des habitants aux Ulis", "Les Ulis", "Café des habitants"),
            ("Agent polyvalent de restauration (H/F)", "Lens", "Agent polyvalent de restauration"),
            ("Agent d'entretien à Lens (H/F)", "Lens", "Agent d’entretien"),
            ("Garage solidaire (Lens)", "Lens", "Garage solidaire"),
            (
                "Cultiver des légumes dans un jardin à Liévin",
                "Lens",
                "Cultiver des légumes dans un jardin à Liévin",
            ),
            ("CAP Cuisine à Lens", "Lens", "CAP Cuisine"),
        ] {
            assert_eq!(subject(title, commune).as_deref(), Some(expected), "{title}");
        }
        assert_eq!(subject("Titre professionnel Soudeur", "").as_deref(), Some("Soudeur"));
    }

    #[test]
    fn what_is_too_short_or_too_long_is_no_subject() {
        assert_eq!(subject("", ""), None);
        assert_eq!(subject("Vie", ""), None);
        assert_eq!(subject("L’", ""), None);
        assert_eq!(subject(&"mot ".repeat(40), ""), None);
        assert_eq!(subject("Formation : B", "").as_deref(), Some("Formation"));
    }
}
