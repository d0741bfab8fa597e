//! Words whose ending misleads, or says nothing by itself.

use crate::search::word_set::WordSet;

/// A word, how many of its last letters go, and what stands in their place. In alphabetical order.
type ByHeart = (&'static str, usize, &'static str);

#[rustfmt::skip]
const BY_HEART: [ByHeart; 51] = [
    ("adjointe", 1, ""), ("agee", 1, ""), ("allemande", 1, ""), ("amie", 1, ""), ("apprentie", 1, ""),
    ("artisane", 1, ""), ("avocate", 1, ""), ("basse", 2, ""), ("blanche", 2, ""), ("bonne", 2, ""),
    ("candidate", 1, ""), ("cheffe", 2, ""), ("complete", 1, ""), ("conjointe", 1, ""), ("courte", 1, ""),
    ("directe", 1, ""), ("discrete", 1, ""), ("douce", 2, "x"), ("ecrite", 1, ""), ("feminine", 1, ""),
    ("forte", 1, ""), ("gentille", 2, ""), ("grande", 1, ""), ("gratuite", 1, ""), ("grosse", 2, ""),
    ("haute", 1, ""), ("inscrite", 1, ""), ("interdite", 1, ""), ("lente", 1, ""), ("longue", 2, ""),
    ("lourde", 1, ""), ("marchande", 1, ""), ("masculine", 1, ""), ("materiau", 1, "l"), ("morte", 1, ""),
    ("neuve", 2, "f"), ("nouveau", 2, "l"), ("petite", 1, ""), ("pleine", 1, ""), ("publique", 3, "c"),
    ("reduite", 1, ""), ("ronde", 1, ""), ("saine", 1, ""), ("seconde", 1, ""), ("seule", 1, ""),
    ("sourde", 1, ""), ("verte", 1, ""), ("veuve", 2, "f"), ("vieil", 2, "u"), ("vieille", 4, "u"),
    ("voisine", 1, ""),
];
const HEART: WordSet<51> = WordSet::new(words(BY_HEART));

/// They look like a plural or a feminine, and are neither, or would meet another word: cours and cour.
#[rustfmt::skip]
const ENDS_SO: WordSet<59> = WordSet::new([
    "acces", "aces", "acquis", "anglais", "avis", "bois", "bras", "campus", "ccas", "colis", "comis",
    "commis", "concours", "corps", "cours", "desserte", "deux", "devis", "discours", "entree", "fils", "fois",
    "frais", "francais", "gens", "gros", "lens", "livree", "logis", "mars", "moins", "mois", "montee",
    "palais", "parcours", "paris", "pays", "poids", "portee", "proces", "recours", "relais", "repas",
    "secours", "sens", "soumis", "souris", "succes", "suces", "tapis", "temps", "tiers", "tours", "travaux",
    "trois", "univers", "velours", "vers", "yeux",
]);

/// Their doubled consonant tells them from another: salle and sale, homme and home.
const DOUBLED: WordSet<4> = WordSet::new(["datte", "homme", "patte", "salle"]);

/// How many last letters of a word go, and what stands in their place, where it is known by heart.
pub fn by_heart(word: &str) -> Option<(usize, &'static str)> {
    HEART.place(word).map(|place| (BY_HEART[place].1, BY_HEART[place].2))
}

/// Whether a word keeps its ending.
pub fn ends_so(word: &str) -> bool {
    ENDS_SO.contains(word)
}

/// Whether a word keeps its doubled consonant.
pub fn keeps_doubled(word: &str) -> bool {
    DOUBLED.contains(word)
}

const fn words<const N: usize>(list: [ByHeart; N]) -> [&'static str; N] {
    let (mut words, mut at) = ([""; N], 0);
    while at < N {
        words[at] = list[at].0;
        at += 1;
    }
    words
}
