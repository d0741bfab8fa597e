//! Who of the team takes care of a request, and what the team says of it among itself.

use sqlx::FromRow;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::store::audit::{NewAudit, write_audit};
use crate::store::seal::NOTE_WORDS;
use crate::store::{Db, Result, new_id, reading, writing};

/// Members that can be named.
const TEAM_MAX: i64 = 200;
/// Notes, and hands it went through, that a request shows, of each.
const SHOWN_MAX: i64 = 200;
/// Notes that are taken away at once.
const TAKEN_MAX: i64 = 20_000;

/// Somebody of the team.
#[derive(Debug, Clone, FromRow)]
pub struct TeamMember {
    /// Her account.
    pub id: Uuid,
    /// Her e-mail.
    pub email: String,
    /// What she is called; empty where she did not say.
    pub name: String,
}

impl TeamMember {
    /// What she is called: her name, or else her e-mail.
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }
}

/// What somebody of the team said of a request.
#[derive(Debug, Clone, FromRow)]
pub struct Note {
    id: Uuid,
    /// When.
    pub at: OffsetDateTime,
    /// Who; nobody where her account is gone.
    pub account_id: Option<Uuid>,
    /// The words.
    pub words: String,
}

/// What the team said of a request, to take away.
#[derive(Debug, Clone, FromRow)]
pub struct TakenNote {
    id: Uuid,
    /// The code of the request.
    pub code: String,
    /// When.
    pub at: OffsetDateTime,
    /// The address of who; nothing where her account is gone.
    pub email: Option<String>,
    /// The words.
    pub words: String,
}

/// To whom a request was given, as the journal tells it.
#[derive(Debug, Clone, FromRow)]
pub struct Given {
    /// When.
    pub at: OffsetDateTime,
    /// By whom; nobody where her account is gone.
    pub account_id: Option<Uuid>,
    /// To whom: her e-mail, or nobody in words.
    pub to: String,
}

const ASSIGN: &str = "update referral set assigned_to = $2 where id = $1";

const ADD_NOTE: &str = "
insert into referral_note (id, referral_id, account_id, at, words) values ($1, $2, $3, $4, $5)";

const NOTES: &str = "
select id, at, account_id, words from referral_note where referral_id = $1 order by id limit $2";

const GIVEN: &str = "
select at, account_id, detail as \"to\" from audit
where organisation_id = $1 and subject = $2 and act = 'request_assigned' order by id limit $3";

const TEAM: &str = "
select account.id, account.email, account.name
from membership join account on account.id = membership.account_id
where membership.organisation_id = $1 and membership.role <> 'volunteer' order by account.email limit $2";

// What was said of a person goes out of sight with her.
const NOTES_OF: &str = "
select note.id, referral.code, note.at, account.email, note.words
from referral_note note join referral on referral.id = note.referral_id join offer on offer.id = referral.offer_id
  left join account on account.id = note.account_id
where offer.organisation_id = $1 and referral.closed_at is null order by note.id limit $2";

#[cfg(test)]
pub(in crate::store) const STATEMENTS: &[&str] = &[ASSIGN, ADD_NOTE, NOTES, NOTES_OF, GIVEN, TEAM];

impl Db {
    /// Gives a request to somebody of the team, or to nobody.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn assign_referral(
        &self,
        referral: Uuid,
        account: Option<Uuid>,
        audit: &[NewAudit],
        now: OffsetDateTime,
    ) -> Result<()> {
        writing!(self, tx => {
            sqlx::query(ASSIGN).bind(referral).bind(account).execute(&mut *tx).await?;
            write_audit!(tx, audit, now);
        });
        Ok(())
    }

    /// Keeps what somebody of the team says of a request.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn add_note(
        &self,
        referral: Uuid,
        account: Uuid,
        words: &str,
        audit: &[NewAudit],
        now: OffsetDateTime,
    ) -> Result<()> {
        let id = new_id(now);
        let words = self.seals().seal(NOTE_WORDS, id, words)?;
        writing!(self, tx => {
            sqlx::query(ADD_NOTE).bind(id).bind(referral).bind(account).bind(now).bind(&words)
                .execute(&mut *tx).await?;
            write_audit!(tx, audit, now);
        });
        Ok(())
    }

    /// What the team said of a request, in order.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn notes(&self, referral: Uuid) -> Result<Vec<Note>> {
        let mut notes: Vec<Note> = reading!(self, pool => sqlx::query_as(NOTES).bind(referral).bind(SHOWN_MAX).fetch_all(pool).await?);
        for note in &mut notes {
            self.seals().open_in(NOTE_WORDS, note.id, &mut note.words)?;
        }
        Ok(notes)
    }

    /// What the team said of the requests that are not over, in order: to take away.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn notes_of(&self, organisation: Uuid) -> Result<Vec<TakenNote>> {
        let mut notes: Vec<TakenNote> = reading!(self, pool => {
            sqlx::query_as(NOTES_OF).bind(organisation).bind(TAKEN_MAX).fetch_all(pool).await?
        });
        for note in &mut notes {
            self.seals().open_in(NOTE_WORDS, note.id, &mut note.words)?;
        }
        Ok(notes)
    }

    /// To whom the request of a code was given, in order.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn given(&self, organisation: Uuid, code: &str) -> Result<Vec<Given>> {
        Ok(reading!(self, pool => {
            sqlx::query_as(GIVEN).bind(organisation).bind(code).bind(SHOWN_MAX).fetch_all(pool).await?
        }))
    }

    /// Who can take care of a request.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn team_members(&self, organisation: Uuid) -> Result<Vec<TeamMember>> {
        Ok(
            reading!(self, pool => sqlx::query_as(TEAM).bind(organisation).bind(TEAM_MAX).fetch_all(pool).await?),
        )
    }
}
