//! The pages of a structure, in the order of its navigation. A new page of the desk adds its line here.

use crate::domain::membership::Role;

/// A page of the desk that the navigation leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What is to be done.
    Overview,
    /// The requests received.
    Inbox,
    /// Its offers.
    Offers,
    /// Files in and out.
    Imports,
    /// Who works here.
    Team,
    /// Inviting somebody: a page behind the team's.
    Invite,
    /// What is counted of its volunteers: a page behind the team's.
    Volunteers,
    /// Who receives the requests that an offer can't take: a page of Régions alone.
    Routes,
    /// What the structure says of itself.
    Sheet,
    /// What was done.
    Journal,
}

/// Every page: its name (none: it stands behind another), the end of its address, the least role that opens it.
#[rustfmt::skip]
const TABS: &[(Tab, &str, &str, Role)] = &[
    (Tab::Overview, "Accueil", "", Role::Reader),
    (Tab::Inbox, "Demandes", "/demandes", Role::Reader),
    (Tab::Offers, "Offres", "/offres", Role::Reader),
    (Tab::Imports, "Imports", "/imports", Role::Publisher),
    (Tab::Team, "Équipe", "/equipe", Role::Reader),
    (Tab::Invite, "", "", Role::Admin),
    (Tab::Volunteers, "", "", Role::Admin),
    (Tab::Routes, "", "", Role::Admin),
    (Tab::Sheet, "Fiche", "/fiche", Role::Admin),
    (Tab::Journal, "Journal", "/journal", Role::Admin),
];

impl Tab {
    /// Those that the navigation shows, in order, each with its name and the end of its address.
    pub fn all() -> impl Iterator<Item = (Self, &'static str, &'static str)> {
        let named = TABS.iter().filter(|(_, name, ..)| !name.is_empty());
        named.map(|(tab, name, end, _)| (*tab, *name, *end))
    }

    /// The least role that opens it.
    pub fn needs(self) -> Role {
        TABS.iter().find(|(tab, ..)| *tab == self).map_or(Role::Admin, |(.., role)| *role)
    }
}
