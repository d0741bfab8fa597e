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
}
