//! Many short texts in one buffer: a million names weigh their letters and four bytes each.

/// Texts, by the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Texts {
    buffer: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Adds one. What does not fit in 4 GiB in all is cut to nothing.
    pub fn push(&mut self, text: &str) {
        if u32::try_from(self.buffer.len() + text.len()).is_ok() {
            self.buffer.push_str(text);
        }
        self.ends.push(self.buffer.len() as u32);
    }

    /// The text at a place.
    pub fn get(&self, at: u32) -> &str {
        let at = at as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.buffer[start..self.ends[at] as usize]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Gives back what growing took too much.
    pub fn shrink(&mut self) {
        self.buffer.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}
