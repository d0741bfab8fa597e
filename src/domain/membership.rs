//! What one may do in a structure. One role a person and structure; a larger role may what a smaller one may.

use serde::{Deserialize, Serialize};

/// A role in a structure, from the smallest to the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Goes with people who ask; sees nothing of the desk.
    Volunteer,
    /// Reads: offers, requests, the team.
    Reader,
    /// Writes offers and answers requests.
    Publisher,
    /// Runs the structure: its team, its sheet, its imports, its journal.
    Admin,
}

impl Role {
    /// All, the largest first: as they are proposed.
    pub const ALL: [Self; 4] = [Self::Admin, Self::Publisher, Self::Reader, Self::Volunteer];

    /// The code in the form and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Volunteer => "volunteer",
            Self::Reader => "reader",
            Self::Publisher => "publisher",
            Self::Admin => "admin",
        }
    }

    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Volunteer => "Bénévole",
            Self::Reader => "Lecture",
            Self::Publisher => "Publication",
            Self::Admin => "Administration",
        }
    }

    /// What the role is for, in one sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Volunteer => "Accompagne des personnes et demande avec elles. Ne voit rien de l’espace.",
            Self::Reader => "Lit les offres et les demandes.",
            Self::Publisher => "Écrit les offres et répond aux demandes.",
            Self::Admin => "Fait tout, et gère l’équipe.",
        }
    }

    /// The role with what it is for, as one chooses it.
    pub fn choice(self) -> &'static str {
        match self {
            Self::Volunteer => "Bénévole : demande avec les personnes, ne voit rien de l’espace",
            Self::Reader => "Lecture : lit les offres et les demandes",
            Self::Publisher => "Publication : écrit les offres et répond aux demandes",
            Self::Admin => "Administration : fait tout, et gère l’équipe",
        }
    }

    /// Whether somebody of this role may do what asks for `needed`.
    pub fn may(self, needed: Self) -> bool {
        self >= needed
    }
}

/// Why a change in a team was refused: the structure would have no admin left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Il faut au moins une personne à l’administration. Donnez d’abord ce rôle à une autre personne.")]
pub struct LastAdmin;

/// Checks that a structure with `admins` admins may lose one of role `from` to `to` (nothing: she leaves).
///
/// # Errors
/// Where she is the last admin.
pub fn change_role(admins: i64, from: Role, to: Option<Role>) -> Result<(), LastAdmin> {
    let loses_an_admin = from == Role::Admin && to != Some(Role::Admin);
    if loses_an_admin && admins <= 1 { Err(LastAdmin) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_larger_role_may_what_a_smaller_one_may() {
        for (at, role) in Role::ALL.into_iter().enumerate() {
            for (needed_at, needed) in Role::ALL.into_iter().enumerate() {
                assert_eq!(role.may(needed), at <= needed_at, "{role:?} {needed:?}");
            }
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
    }

    #[test]
    fn the_last_admin_stays() {
        assert_eq!(change_role(1, Role::Admin, None), Err(LastAdmin));
        assert_eq!(change_role(1, Role::Admin, Some(Role::Publisher)), Err(LastAdmin));
        assert_eq!(change_role(1, Role::Admin, Some(Role::Admin)), Ok(()));
        assert_eq!(change_role(2, Role::Admin, None), Ok(()));
        assert_eq!(change_role(1, Role::Reader, None), Ok(()));
    }
}
