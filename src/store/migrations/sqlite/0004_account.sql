-- Who works in a structure. An e-mail is the one name of an account, in small letters; the rest may be missing.
create table account (
  id             blob not null primary key,
  email          text not null unique,
  name           text not null default '',
  password       text,
  totp_secret    text,
  totp_last_step integer not null default 0,
  oidc_subject   text unique,
  is_moderator   integer not null default 0 check (is_moderator in (0, 1)),
  created_at     text not null
) strict;

-- What opens an account when the telephone with its codes is lost: only the digest of each is kept.
create table recovery_code (
  digest     text not null primary key,
  account_id blob not null references account (id) on delete cascade
) strict;
create index recovery_code_account on recovery_code (account_id);

-- A link that signs in: only the digest of its secret is kept. It names an address, not an account: there may be none yet.
create table sign_in_link (
  digest     text not null primary key,
  email      text not null,
  next       text not null,
  expires_at text not null,
  used_at    text
) strict;
create index sign_in_link_expiry on sign_in_link (expires_at);

-- Who is signed in: only the digest of the cookie is kept. While it waits, the second factor is still to come.
create table session (
  id         blob not null primary key,
  digest     text not null unique,
  account_id blob not null references account (id) on delete cascade,
  waits      integer not null check (waits in (0, 1)),
  agent      text not null,
  created_at text not null,
  seen_at    text not null
) strict;
create index session_account on session (account_id);

create table membership (
  account_id      blob not null references account (id) on delete cascade,
  organisation_id blob not null references organisation (id) on delete cascade,
  role            text not null check (role in ('admin', 'publisher', 'reader')),
  since           text not null,
  primary key (account_id, organisation_id)
) strict;
create index membership_organisation on membership (organisation_id);

-- Somebody asks to join a structure that is in the directory; its admins decide, or the moderator where there is none.
create table claim (
  id              blob not null primary key,
  account_id      blob not null references account (id) on delete cascade,
  organisation_id blob not null references organisation (id) on delete cascade,
  words           text,
  state           text not null check (state in ('waiting', 'accepted', 'refused')),
  reason          text,
  created_at      text not null,
  decided_at      text
) strict;
create unique index claim_waiting on claim (account_id, organisation_id) where state = 'waiting';
create index claim_organisation on claim (organisation_id);
create index claim_state on claim (state, created_at);

-- An address invited to a structure: only the digest of the link's secret is kept.
create table invitation (
  id              blob not null primary key,
  digest          text not null unique,
  organisation_id blob not null references organisation (id) on delete cascade,
  email           text not null,
  role            text not null check (role in ('admin', 'publisher', 'reader')),
  invited_by      blob references account (id) on delete set null,
  created_at      text not null,
  expires_at      text not null,
  unique (organisation_id, email)
) strict;

-- Who did what, for the admin to read. What it says stays when who did it has gone.
create table audit (
  id              blob not null primary key,
  organisation_id blob references organisation (id) on delete cascade,
  account_id      blob references account (id) on delete set null,
  at              text not null,
  act             text not null,
  subject         text not null,
  detail          text not null
) strict;
create index audit_organisation on audit (organisation_id, id);

-- A structure that somebody wrote here waits for the moderator before people can find it. Beside it, what it is found by
-- when somebody looks for her own: its name without accents or capitals, and its SIRET.
alter table organisation add column review text not null default 'none' check (review in ('none', 'waiting', 'refused'));
alter table organisation add column review_reason text;
alter table organisation add column plain_name text;
alter table organisation add column siret text;
create index organisation_siret on organisation (siret);
create index organisation_review on organisation (review) where review <> 'none';
