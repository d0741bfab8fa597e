//! The pages of a structure, in the order of its navigation. A new page of the desk adds its line here.

use crate::domain::membership::Role;

/// A page of the desk that the navigation leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What is to be done.
    Overview,
    /// The requests received.
    Inbox,
}

/// Every page: its name, the end of its address, the least role that opens it.
const TABS: &[(Tab, &str, &str, Role)] =
    &[(Tab::Overview, "Accueil", "", Role::Reader), (Tab::Inbox, "Demandes", "/demandes", Role::Reader)];

impl Tab {
    /// All, in order, each with its name and the end of its address.
    pub fn all() -> impl Iterator<Item = (Self, &'static str, &'static str)> {
        TABS.iter().map(|(tab, name, end, _)| (*tab, *name, *end))
    }

    /// The least role that opens it.
    pub fn needs(self) -> Role {
        TABS.iter().find(|(tab, ..)| *tab == self).map_or(Role::Admin, |(.., role)| *role)
    }
}
