//! Rows as JSON text, made once and held pressed in memory, while there is room: an answer is put together from them
//! without a database and without writing anything twice.

use std::sync::Arc;

use lz4_flex::block::{compress_into_with_dict, decompress_into_with_dict, get_maximum_output_size};

/// Bytes of the first texts, from which what all have in common is learned.
const LEARNED: usize = 16 * 1024;
/// Bytes before a pressed text: how long it was, 0 for one that is not pressed.
const HEAD: usize = size_of::<u32>();

/// Texts by number.
#[derive(Debug, Clone)]
pub(super) struct Texts {
    held: Vec<Option<Arc<[u8]>>>,
    learned: Arc<Vec<u8>>,
    /// Bytes that are held, and that may be.
    bytes: usize,
    room: usize,
    /// Something had no room since the last went: nothing more is written in vain.
    full: bool,
}

impl Texts {
    /// None yet, of at most `room` bytes.
    pub fn new(room: usize) -> Self {
        Self { held: Vec::new(), learned: Arc::default(), bytes: 0, room, full: false }
    }

    /// Holds the text of a number, if there is room.
    pub fn put(&mut self, number: u32, text: impl FnOnce() -> String) {
        self.remove(number);
        if self.full {
            return;
        }
        let at = number as usize;
        if self.held.len() <= at {
            self.held.resize(at + 1, None);
        }
        let held = self.pressed(text().as_bytes()).filter(|held| self.bytes + held.len() <= self.room);
        self.full = held.is_none();
        self.bytes += held.as_ref().map_or(0, |held| held.len());
        self.held[at] = held;
    }

    /// Forgets the text of a number.
    pub fn remove(&mut self, number: u32) {
        if let Some(held) = self.held.get_mut(number as usize).and_then(Option::take) {
            self.bytes -= held.len();
            self.full = false;
        }
    }

    /// Whether the text of a number is held.
    pub fn holds(&self, number: u32) -> bool {
        self.held.get(number as usize).is_some_and(Option::is_some)
    }

    /// Adds the text of a number to `out`; nothing where it is not held.
    pub fn write(&self, number: u32, out: &mut Vec<u8>) {
        let Some(Some(held)) = self.held.get(number as usize) else { return };
        let Some((head, pressed)) = held.split_first_chunk::<HEAD>() else { return };
        let length = u32::from_le_bytes(*head) as usize;
        if length == 0 {
            return out.extend_from_slice(pressed);
        }
        let start = out.len();
        out.resize(start + length, 0);
        // What was pressed here opens here: it cannot fail.
        let opened = decompress_into_with_dict(pressed, &mut out[start..], &self.learned);
        debug_assert_eq!(opened.ok(), Some(length));
    }

    fn pressed(&mut self, text: &[u8]) -> Option<Arc<[u8]>> {
        let mut held = vec![0; HEAD + get_maximum_output_size(text.len())];
        // An empty text would be pressed to something that says nothing of being so.
        if self.learned.len() < LEARNED || text.is_empty() {
            Arc::make_mut(&mut self.learned).extend_from_slice(text);
            held[HEAD..HEAD + text.len()].copy_from_slice(text);
            return Some(held[..HEAD + text.len()].into());
        }
        held[..HEAD].copy_from_slice(&u32::try_from(text.len()).ok()?.to_le_bytes());
        let length = compress_into_with_dict(text, &mut held[HEAD..], &self.learned).ok()?;
        Some(held[..HEAD + length].into())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(texts: &Texts, number: u32) -> String {
        let mut out = b"before ".to_vec();
        texts.write(number, &mut out);
        String::from_utf8(out.split_off(7)).unwrap()
    }

    proptest! {
        #[test]
        fn what_is_held_is_what_was_put(put in prop::collection::vec((0_u32..20, "(\\PC|nom|\"code\":null,){0,300}"), 0..60)) {
            let mut texts = Texts::new(usize::MAX);
            // Enough for something to be learned.
            texts.put(99, || "\"nom\":null,\"code\":\"62498\",".repeat(700));
            let mut last = std::collections::HashMap::new();
            for (number, text) in &put {
                texts.put(*number, || text.clone());
                last.insert(*number, text.clone());
            }
            for (number, text) in last {
                prop_assert!(texts.holds(number));
                prop_assert_eq!(written(&texts, number), text);
            }
        }
    }

    #[test]
    fn what_has_no_room_is_not_held_and_what_goes_leaves_its_own() {
        let mut texts = Texts::new(250);
        (0..3).for_each(|number| texts.put(number, || "x".repeat(100)));
        assert_eq!([0, 1, 2, 3].map(|number| texts.holds(number)), [true, true, false, false]);
        assert_eq!(written(&texts, 2), "");
        texts.put(0, || "short".to_owned());
        texts.put(2, || "y".repeat(100));
        assert_eq!((written(&texts, 0), written(&texts, 2)), ("short".to_owned(), "y".repeat(100)));
        [0, 1, 2].into_iter().for_each(|number| texts.remove(number));
        assert_eq!((texts.bytes, texts.holds(0)), (0, false));
    }
}
