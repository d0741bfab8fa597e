-- Who of the team takes care of a request, and what the team says of it among itself.
alter table referral add column assigned_to uuid references account (id) on delete set null;

create table referral_note (
  id          uuid not null primary key,
  referral_id uuid not null references referral (id) on delete cascade,
  account_id  uuid references account (id) on delete set null,
  at          timestamptz not null,
  words       text not null
);
create index referral_note_referral on referral_note (referral_id, id);
