-- Who of the team takes care of a request, and what the team says of it among itself.
alter table referral add column assigned_to blob references account (id) on delete set null;

create table referral_note (
  id          blob not null primary key,
  referral_id blob not null references referral (id) on delete cascade,
  account_id  blob references account (id) on delete set null,
  at          text not null,
  words       text not null
) strict;
create index referral_note_referral on referral_note (referral_id, id);
