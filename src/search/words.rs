//! The words of offers, gathered on a thread of their own while the columns are built.

use std::mem::take;
use std::sync::Arc;
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
    place: SyncSender<Arc<[u32]>>,
    gathering: JoinHandle<Vocabulary>,
}

impl Words {
    /// Starts the thread.
    pub fn start() -> Self {
        let (send, receive) = sync_channel(WAITING);
        let (place, placed) = sync_channel::<Arc<[u32]>>(1);
        let gathering = std::thread::spawn(move || {
            let gathering = gather(&receive);
            let place = placed.recv().unwrap_or_default();
            // Here, and not in the thread that waits: what the old sets leave free is room for the new.
            gathering.finish(|offers| remap(offers, &place))
        });
        Self { batch: Vec::new(), send, place, gathering }
    }

    /// Adds the texts of an offer; offers come in ascending order.
    pub fn add(&mut self, offer: u32, texts: [String; 3]) {
        self.batch.push((offer, texts));
        if self.batch.len() == BATCH {
            // It fails only where the thread has panicked, which `finish` tells.
            let _ = self.send.send(take(&mut self.batch));
        }
    }

    /// Nothing is added any more: each offer goes to its new place, behind.
    pub fn place(self, place: Arc<[u32]>) -> JoinHandle<Vocabulary> {
        let _ = self.send.send(self.batch);
        let _ = self.place.send(place);
        self.gathering
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
