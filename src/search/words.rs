//! The words of offers, gathered on a thread of their own while the columns are built.

use std::mem::take;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use super::fold::fold_into;
use super::segment::remap;
use super::vocabulary::{Field, Gathering, Vocabulary};

/// Offers that travel together.
const BATCH: usize = 256;
/// Batches that may wait.
const WAITING: usize = 16;

/// An offer and its texts: name, what it is, description.
type Said = (u32, [String; 3]);

/// The gathering under way.
pub(super) struct Words {
    batch: Vec<Said>,
    send: SyncSender<Vec<Said>>,
    gathering: JoinHandle<Gathering>,
}

impl Words {
    /// Starts the thread.
    pub fn start() -> Self {
        let (send, receive) = sync_channel(WAITING);
        Self { batch: Vec::new(), send, gathering: std::thread::spawn(move || gather(&receive)) }
    }

    /// Adds the texts of an offer; offers come in ascending order.
    pub fn add(&mut self, offer: u32, texts: [String; 3]) {
        self.batch.push((offer, texts));
        if self.batch.len() == BATCH {
            // It fails only where the thread has panicked, which `finish` tells.
            let _ = self.send.send(take(&mut self.batch));
        }
    }

    /// The vocabulary, with each offer at its new place.
    pub fn finish(self, place: &[u32]) -> Vocabulary {
        let _ = self.send.send(self.batch);
        drop(self.send);
        match self.gathering.join() {
            Ok(gathering) => gathering.finish(|offers| remap(offers, place)),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}

fn gather(receive: &Receiver<Vec<Said>>) -> Gathering {
    let mut gathering = Gathering::default();
    let mut folded = String::new();
    for (offer, texts) in receive.iter().flatten() {
        for (text, field) in texts.iter().zip([Field::Title, Field::About, Field::Body]) {
            folded.clear();
            fold_into(text, &mut folded);
            gathering.add(offer, &folded, field);
        }
    }
    gathering
}
