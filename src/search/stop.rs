//! Words that say nothing about an offer: function words, greetings, and how people begin a request.

use super::word_set::WordSet;

/// Folded, in alphabetical order. What means something here is not one of them: aide, femme, proche, urgent, été.
#[rustfmt::skip]
const STOP_WORDS: [&str; 263] = [
    "a", "ac", "ai", "aie", "aimerai", "aimerais", "alentour", "alentours", "aller", "alors", "apres", "as",
    "attendant", "au", "aucun", "aucune", "aura", "aurai", "aurais", "aussi", "autour", "autre", "autres",
    "aux", "avais", "avait", "avant", "avec", "avez", "avoir", "avons", "ayant", "bcp", "besoin", "besoins",
    "bien", "bjr", "bonjour", "bonsoir", "c", "ca", "ce", "cela", "celle", "celles", "celui", "cest", "cet",
    "cette", "ceux", "chaque", "cherchais", "cherche", "chercher", "cherchons", "chez", "chui", "chuis",
    "comme", "comment", "contre", "coucou", "d", "dans", "de", "deja", "depuis", "des", "desole", "dois",
    "doit", "donc", "dont", "ds", "dsl", "du", "elle", "elles", "en", "encore", "entre", "es", "est", "et",
    "etais", "etait", "etant", "etes", "etre", "eu", "eux", "faire", "fais", "fait", "faites", "fasse",
    "faudra", "faudrait", "faut", "font", "hello", "ici", "il", "ils", "j", "jai", "jaimerai", "jaimerais",
    "jamais", "jcherche", "je", "jme", "jpeux", "jsais", "jss", "jsui", "jsuis", "jusqu", "jusque", "jveux",
    "jvoudrais", "kan", "ke", "kel", "kelk", "ki", "koi", "l", "la", "laquelle", "le", "lequel", "les",
    "leur", "leurs", "lui", "m", "ma", "madame", "mais", "me", "mes", "mieux", "mme", "moi", "mon",
    "monsieur", "mr", "n", "ne", "ni", "nos", "notre", "nous", "ns", "on", "ont", "or", "ou", "pa", "par",
    "parce", "pas", "pcq", "pendant", "peu", "peut", "peuvent", "peux", "pk", "plus", "plusieurs", "plutot",
    "pour", "pourquoi", "pourrais", "pourrait", "pouvez", "pouvoir", "pr", "pres", "pu", "puis", "puisse",
    "qu", "quand", "que", "quel", "quelle", "quelles", "quelqu", "quelque", "quelques", "quels", "qui",
    "quoi", "recherche", "rechercher", "recherches", "rien", "s", "sa", "salut", "sans", "se", "selon",
    "sera", "serai", "serais", "ses", "si", "slt", "soit", "sommes", "son", "sont", "souhaitais", "souhaite",
    "souhaiter", "souhaiterai", "souhaiterais", "stp", "suis", "sur", "svp", "t", "ta", "te", "tes", "toi",
    "ton", "toujours", "tous", "tout", "toute", "toutes", "tres", "trop", "trouve", "trouver", "trouverai",
    "tt", "tu", "un", "une", "va", "vais", "vers", "veut", "veux", "voila", "voir", "vos", "votre", "voudrai",
    "voudrais", "voudrait", "voulais", "vouloir", "vous", "vs", "y", "ya",
];

const SET: WordSet<263> = WordSet::new(STOP_WORDS);

/// Whether a folded word, or its stem, says nothing about an offer.
pub fn is_stop(word: &str) -> bool {
    SET.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold;
    use crate::search::stem::stem;

    #[test]
    fn they_are_folded_and_their_own_stems() {
        for word in STOP_WORDS {
            assert_eq!(fold(word), word);
            assert_eq!(stem(word), word);
        }
    }

    #[test]
    fn a_request_keeps_what_it_is_about() {
        let kept = |text: &str| {
            let folded = fold(text);
            folded.split(' ').filter(|word| !is_stop(word)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(kept("Bonjour, je cherche un travail dans le nettoyage svp"), "travail nettoyage");
        assert_eq!(kept("j’aimerais trouver une formation près de chez moi"), "formation");
        assert_eq!(kept("besoin d’aide pour le permis"), "aide permis");
        assert_eq!(kept("job d’été"), "job ete");
    }
}
