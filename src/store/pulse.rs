//! Whether the database answers, as far as one knows: what must not wait for it asks here first.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The last that was heard of the database. Cheap to clone; it answers until somebody says otherwise.
#[derive(Debug, Clone, Default)]
pub struct Pulse(Arc<AtomicBool>);

impl Pulse {
    /// Whether the database did not answer when it was last asked.
    pub fn is_lost(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Says whether it is lost; answers whether that is new.
    pub fn tell(&self, lost: bool) -> bool {
        self.0.swap(lost, Ordering::Relaxed) != lost
    }
}
