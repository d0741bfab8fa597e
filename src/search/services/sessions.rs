//! When services start: the sessions of the few that have some.

use std::collections::HashMap;

use super::columns::Services;
use crate::domain::offer::Session;

/// Sessions by service.
#[derive(Debug, Clone, Default)]
pub(super) struct Sessions(HashMap<u32, Box<[Session]>>);

impl Sessions {
    /// Takes in those of a service.
    pub fn put(&mut self, service: u32, sessions: &[Session]) {
        if sessions.is_empty() {
            return self.remove(service);
        }
        // Where to meet beforehand is for the sheet.
        let held =
            sessions.iter().map(|one| Session { information_meeting: None, meeting: None, ..one.clone() });
        self.0.insert(service, held.collect());
    }

    /// Forgets those of a service.
    pub fn remove(&mut self, service: u32) {
        self.0.remove(&service);
    }
}

impl Services {
    /// The sessions of a service, past and full ones too, without their information meetings.
    pub fn sessions(&self, service: u32) -> &[Session] {
        self.sessions.0.get(&service).map(|sessions| &**sessions).unwrap_or_default()
    }
}
