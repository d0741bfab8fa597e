//! One slip of the finger: a letter too many, too few, another, or two swapped.

/// Shortest word in which a slip is forgiven, in letters.
const SHORTEST: usize = 5;

/// True if the folded words differ by at most one slip, the first letter kept, and `typed` is long enough.
pub fn one_slip(typed: &str, name: &str) -> bool {
    let (a, b) = (typed.as_bytes(), name.as_bytes());
    if a.len() < SHORTEST || a.first() != b.first() || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Less => a == &b[1..],
        std::cmp::Ordering::Greater => &a[1..] == b,
        std::cmp::Ordering::Equal if a.is_empty() => true,
        std::cmp::Ordering::Equal => {
            a[1..] == b[1..] || (a.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_forgiven() {
        for typed in
            ["marseile", "marsseille", "marxeille", "masreille", "marseille", "marseill", "marseillle"]
        {
            assert!(one_slip(typed, "marseille"), "{typed}");
        }
    }

    #[test]
    fn two_slips_a_short_word_or_another_initial_are_not() {
        for typed in ["marsele", "narseille", "amrseille", "mars", "marseilleux"] {
            assert!(!one_slip(typed, "marseille"), "{typed}");
        }
        assert!(!one_slip("lans", "lens"));
    }
}
