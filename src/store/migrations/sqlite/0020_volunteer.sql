-- A volunteer is of a team, and sees nothing of its desk: a role below reading. SQLite changes no check of a table that is there.
create table membership_new (
  account_id      blob not null references account (id) on delete cascade,
  organisation_id blob not null references organisation (id) on delete cascade,
  role            text not null check (role in ('admin', 'publisher', 'reader', 'volunteer')),
  since           text not null,
  primary key (account_id, organisation_id)
) strict;
insert into membership_new (account_id, organisation_id, role, since)
select account_id, organisation_id, role, since from membership;
drop table membership;
alter table membership_new rename to membership;
create index membership_organisation on membership (organisation_id);

create table invitation_new (
  id              blob not null primary key,
  digest          text not null unique,
  organisation_id blob not null references organisation (id) on delete cascade,
  email           text not null,
  role            text not null check (role in ('admin', 'publisher', 'reader', 'volunteer')),
  invited_by      blob references account (id) on delete set null,
  created_at      text not null,
  expires_at      text not null,
  unique (organisation_id, email)
) strict;
insert into invitation_new (id, digest, organisation_id, email, role, invited_by, created_at, expires_at)
select id, digest, organisation_id, email, role, invited_by, created_at, expires_at from invitation;
drop table invitation;
alter table invitation_new rename to invitation;

-- Who helped a person to ask, from which organisation, whether the person lets her see what becomes of it; and how the person
-- agreed, and when. Which words she agreed to is in consent_version.
alter table referral add column volunteer_id blob references account (id) on delete set null;
alter table referral add column helped_by blob references organisation (id) on delete set null;
alter table referral add column volunteer_sees integer not null default false;
alter table referral add column consent_way text not null default 'alone';
alter table referral add column consented_at text;
update referral set consented_at = sent_at;
create index referral_volunteer on referral (volunteer_id) where volunteer_id is not null;
create index referral_helped_by on referral (helped_by) where helped_by is not null;
alter table referral_stat add column helped_by blob references organisation (id) on delete set null;

-- What a volunteer typed with a person who says yes on her own phone: sent to nobody until then, erased when its time is over.
create table waiting_ask (
  id            blob not null primary key,
  digest        text not null unique,
  submission_id text not null unique,
  offer_id      blob not null references offer (id) on delete cascade,
  volunteer_id  blob not null references account (id) on delete cascade,
  helped_by     blob not null references organisation (id) on delete cascade,
  first_name    text not null,
  mobile        text not null,
  email         text,
  best_moment   text,
  message       text,
  expires_at    text not null
) strict;
create index waiting_ask_expiry on waiting_ask (expires_at);
create index waiting_ask_mobile on waiting_ask (mobile);
create index waiting_ask_volunteer on waiting_ask (volunteer_id);

-- Which volunteers asked with somebody in a month, as digests of nobody: their number is all that is read.
create table volunteer_month (
  organisation_id blob not null references organisation (id) on delete cascade,
  month           text not null,
  who             text not null,
  primary key (organisation_id, month, who)
) strict;
