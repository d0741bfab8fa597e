//! What services say of their publics in words: each text held once, since few are said often.

use std::collections::HashMap;
use std::sync::Arc;

use super::audience::folded;

/// Stands for nothing said.
pub(super) const NOTHING: u32 = 0;

/// Texts by number, 0 being none; and the text of each service.
#[derive(Debug, Clone)]
pub(super) struct Audiences {
    numbers: HashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
    of: Vec<u32>,
}

impl Default for Audiences {
    fn default() -> Self {
        Self { numbers: HashMap::new(), texts: vec![Arc::from("")], of: Vec::new() }
    }
}

impl Audiences {
    /// Takes in what a service says.
    pub fn put(&mut self, service: u32, said: Option<&str>) {
        let number = match said.and_then(folded) {
            None => NOTHING,
            Some(text) => match self.numbers.get(&*text) {
                Some(number) => *number,
                None => {
                    let (text, number): (Arc<str>, u32) = (text.into(), self.texts.len() as u32);
                    self.texts.push(text.clone());
                    self.numbers.insert(text, number);
                    number
                }
            },
        };
        let at = service as usize;
        if self.of.len() <= at {
            self.of.resize(at + 1, NOTHING);
        }
        self.of[at] = number;
    }

    /// The number of what a service says.
    pub fn of(&self, service: u32) -> u32 {
        self.of[service as usize]
    }

    /// A text, folded.
    pub fn text(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }
}
