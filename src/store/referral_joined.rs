//! Requests that are joined to another: its structure's answers from then on are theirs too.

use sqlx::FromRow;
use uuid::Uuid;

/// A joined request that is not over.
#[derive(Debug, FromRow)]
pub(super) struct Joined {
    pub(super) id: Uuid,
    pub(super) state: String,
    pub(super) events: i64,
}

pub(super) const OPEN_JOINED: &str = "
select id, state, events from referral where joined_to = $1 and closed_at is null order by id limit 100";

pub(super) const FOLLOW: &str = "
update referral
set state = original.state, appointment_at = original.appointment_at, appointment_place = $2,
    reason = original.reason, note = $3, rank = original.rank, exit = original.exit, since = original.since,
    started_at = original.started_at, closed_at = original.closed_at, events = referral.events + 1
from referral original
where referral.id = $1 and original.id = referral.joined_to";

#[cfg(test)]
pub(super) const STATEMENTS: &[&str] = &[OPEN_JOINED, FOLLOW];

/// What a structure or the clock did to a request is done to those that are joined to it, where the table allows it: inside a
/// transaction of either engine, once the request itself has moved.
macro_rules! follow {
    ($db:expr, $tx:ident, $first:expr, $action:expr, $actor:expr, $to:expr, $said:expr, $now:expr) => {
        let joined: Vec<$crate::store::referral_joined::Joined> =
            sqlx::query_as($crate::store::referral_joined::OPEN_JOINED)
                .bind($first)
                .fetch_all(&mut *$tx)
                .await?;
        let ((why, place, note), seals) = ($said, $db.seals());
        for one in joined {
            let from = State::from_code(&one.state);
            if !from.is_some_and(|from| $action.leads(from, $actor).is_ok_and(|to| to == $to)) {
                continue;
            }
            sqlx::query(ADD_EVENT)
                .bind(one.id)
                .bind(one.events)
                .bind($now)
                .bind($actor.code())
                .bind(None::<Uuid>)
                .bind($action.step().code())
                .bind(&one.state)
                .bind($to.code())
                .bind(why)
                .execute(&mut *$tx)
                .await?;
            // What is sealed is bound to its row: it can't be copied from another.
            sqlx::query($crate::store::referral_joined::FOLLOW)
                .bind(one.id)
                .bind(seals.seal_some($crate::store::seal::REFERRAL_PLACE, one.id, place)?)
                .bind(seals.seal_some($crate::store::seal::REFERRAL_NOTE, one.id, note)?)
                .execute(&mut *$tx)
                .await?;
        }
    };
}
pub(super) use follow;
