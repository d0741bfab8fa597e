//! Which words of two texts differ, so that somebody sees at once what was changed in a long one.

/// Words of a text beyond which it is compared whole: two texts of that length cost some milliseconds.
const WORDS_MAX: usize = 1_500;

/// A piece of a text: whether the other text has it too, and its words.
pub type Piece = (bool, String);

/// The pieces of two texts, each with its blanks: joined again they are the texts.
pub fn words_apart(one: &str, other: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (first, second) = (split(one), split(other));
    if first.len().max(second.len()) > WORDS_MAX {
        let whole = |text: &str| vec![(one == other, text.to_owned())];
        return (whole(one), whole(other));
    }
    let (kept, held) = common(&first, &second);
    (pieces(&first, &kept), pieces(&second, &held))
}

/// Words, each with the blanks behind it.
fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut blank = false;
    for (at, letter) in text.char_indices() {
        if blank && !letter.is_whitespace() {
            words.push(&text[start..at]);
            start = at;
        }
        blank = letter.is_whitespace();
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

/// Which words of each are of the longest sequence that both have, in order.
fn common(one: &[&str], other: &[&str]) -> (Vec<bool>, Vec<bool>) {
    let same = |i: usize, j: usize| one[i].trim_end() == other[j].trim_end();
    let width = other.len() + 1;
    // The length of the longest common sequence of what follows each pair of places.
    let mut longest = vec![0_u16; (one.len() + 1) * width];
    for i in (0..one.len()).rev() {
        for j in (0..other.len()).rev() {
            longest[i * width + j] = if same(i, j) {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut kept, mut held) = (vec![false; one.len()], vec![false; other.len()]);
    let (mut i, mut j) = (0, 0);
    while i < one.len() && j < other.len() {
        if same(i, j) {
            (kept[i], held[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (kept, held)
}

fn pieces(words: &[&str], shared: &[bool]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (word, shared) in words.iter().zip(shared) {
        match pieces.last_mut() {
            Some((same, text)) if same == shared => text.push_str(word),
            _ => pieces.push((*shared, (*word).to_owned())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn joined(pieces: &[Piece]) -> String {
        pieces.iter().map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn only_the_words_that_differ_stand_apart() {
        let (one, other) = words_apart("Vous réparez des vélos à Pau.", "Vous réparez de vieux vélos à Pau.");
        let apart = |pieces: &[Piece]| {
            pieces
                .iter()
                .filter(|(same, _)| !same)
                .map(|(_, text)| text.trim().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!((apart(&one), apart(&other)), (vec!["des".to_owned()], vec!["de vieux".to_owned()]));
    }

    proptest! {
        #[test]
        fn as_many_words_as_can_be_are_kept(one in "([a-c] ){0,7}", other in "([a-c] ){0,7}") {
            let kept: usize = words_apart(&one, &other).0.iter().filter(|(same, _)| *same).map(|(_, text)| text.split_whitespace().count()).sum();
            let [one, other] = [&one, &other].map(|text| text.split_whitespace().collect::<Vec<_>>());
            prop_assert_eq!(kept, longest(&one, &other));
        }

        #[test]
        fn the_pieces_are_the_text(one in "([a-c]{1,2}[ \n]{0,2}){0,12}", other in "([a-c]{1,2}[ \n]{0,2}){0,12}") {
            let (first, second) = words_apart(&one, &other);
            prop_assert_eq!(joined(&first), one.clone());
            prop_assert_eq!(joined(&second), other.clone());
            let same = |pieces: &[Piece]| pieces.iter().filter(|(same, _)| *same).flat_map(|(_, text)| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>();
            prop_assert_eq!(same(&first), same(&second), "both have the same words in common");
            if one == other {
                prop_assert!(first.iter().all(|(same, _)| *same));
            }
        }
    }

    #[test]
    fn as_much_as_can_be_stays_together() {
        let told = |one: &str, other: &str| {
            let mark = |(same, text): Piece| if same { text } else { format!("[{text}]") };
            let (first, second) = words_apart(one, other);
            [first, second].map(|pieces| pieces.into_iter().map(mark).collect::<String>())
        };
        for (one, other, first, second) in [
            ("", "", "", ""),
            ("a", "", "[a]", ""),
            ("a b c", "a b c", "a b c", "a b c"),
            ("a b c", "a\nb  c ", "a b c", "a\nb  c "),
            (" a", "a", "[ ]a", "a"),
            ("x a b c", "a b c y", "[x ]a b c", "a b c [y]"),
            ("a b c d e", "a x c y e", "a [b ]c [d ]e", "a [x ]c [y ]e"),
            ("a b c a b", "c a b a c", "[a b ]c a b", "c a b [a c]"),
            ("a a b", "b a a", "a a [b]", "[b ]a a"),
            ("d a b c", "a b c d", "[d ]a b c", "a b c [d]"),
        ] {
            assert_eq!(told(one, other), [first, second], "{one} / {other}");
        }
    }

    #[test]
    fn a_very_long_text_is_compared_whole() {
        let (most, more) = ("a ".repeat(WORDS_MAX), "a ".repeat(WORDS_MAX + 1));
        assert_eq!(words_apart(&most, "a ").0.len(), 2, "one word stays, the others went");
        assert_eq!(words_apart(&more, "a "), (vec![(false, more.clone())], vec![(false, "a ".to_owned())]));
        assert_eq!(words_apart(&more, &more).0, [(true, more.clone())]);
    }

    /// The length of the longest sequence that two texts have in common, found the slow way.
    fn longest(one: &[&str], other: &[&str]) -> usize {
        match (one, other) {
            ([a, rest @ ..], [b, more @ ..]) if a == b => 1 + longest(rest, more),
            ([_, rest @ ..], [_, more @ ..]) => longest(rest, other).max(longest(one, more)),
            _ => 0,
        }
    }
}
