//! A small set of short words, known when the program is compiled, and asked a hundred million times.

/// Words of up to 16 bytes, each as one number; numbers are in the order of their words.
#[derive(Debug)]
pub struct WordSet<const N: usize>([u128; N]);

impl<const N: usize> WordSet<N> {
    /// The words, which stand in alphabetical order. Does not compile otherwise, or where a word is too long.
    pub const fn new(words: [&str; N]) -> Self {
        let mut numbers = [0; N];
        let mut at = 0;
        while at < N {
            assert!(words[at].len() <= 16);
            numbers[at] = number(words[at]);
            assert!(at == 0 || numbers[at - 1] < numbers[at], "not in alphabetical order");
            at += 1;
        }
        Self(numbers)
    }

    /// Where a word stands among them.
    pub fn place(&self, word: &str) -> Option<usize> {
        if word.len() > 16 {
            return None;
        }
        self.0.binary_search(&number(word)).ok()
    }

    /// Whether a word is one of them.
    pub fn contains(&self, word: &str) -> bool {
        self.place(word).is_some()
    }
}

/// The bytes of a word, zeros after them: a folded word holds no zero byte.
const fn number(word: &str) -> u128 {
    let (bytes, mut number, mut at) = (word.as_bytes(), 0u128, 0);
    while at < bytes.len() {
        number = number << 8 | bytes[at] as u128;
        at += 1;
    }
    number.unbounded_shl(8 * (16 - at as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_its_words_and_no_other() {
        const SET: WordSet<4> = WordSet::new(["a", "au", "sans", "seize-lettres-ok"]);
        for (place, word) in ["a", "au", "sans", "seize-lettres-ok"].into_iter().enumerate() {
            assert_eq!(SET.place(word), Some(place));
        }
        for word in ["", "aa", "b", "san", "seize-lettres-ok!", "été"] {
            assert!(!SET.contains(word), "{word}");
        }
    }
}
