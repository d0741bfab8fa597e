-- A volunteer is of a team, and sees nothing of its desk: a role below reading.
alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check check (role in ('admin', 'publisher', 'reader', 'volunteer'));
alter table invitation drop constraint invitation_role_check;
alter table invitation add constraint invitation_role_check check (role in ('admin', 'publisher', 'reader', 'volunteer'));

-- Who helped a person to ask, from which organisation, whether the person lets her see what becomes of it; and how the person
-- agreed, and when. Which words she agreed to is in consent_version.
alter table referral add column volunteer_id uuid references account (id) on delete set null;
alter table referral add column helped_by uuid references organisation (id) on delete set null;
alter table referral add column volunteer_sees boolean not null default false;
alter table referral add column consent_way text not null default 'alone';
alter table referral add column consented_at timestamptz;
update referral set consented_at = sent_at;
create index referral_volunteer on referral (volunteer_id) where volunteer_id is not null;
create index referral_helped_by on referral (helped_by) where helped_by is not null;
alter table referral_stat add column helped_by uuid references organisation (id) on delete set null;

-- What a volunteer typed with a person who says yes on her own phone: sent to nobody until then, erased when its time is over.
create table waiting_ask (
  id            uuid not null primary key,
  digest        text not null unique,
  submission_id text not null unique,
  offer_id      uuid not null references offer (id) on delete cascade,
  volunteer_id  uuid not null references account (id) on delete cascade,
  helped_by     uuid not null references organisation (id) on delete cascade,
  first_name    text not null,
  mobile        text not null,
  email         text,
  best_moment   text,
  message       text,
  expires_at    timestamptz not null
);
create index waiting_ask_expiry on waiting_ask (expires_at);
create index waiting_ask_mobile on waiting_ask (mobile);
create index waiting_ask_volunteer on waiting_ask (volunteer_id);

-- Which volunteers asked with somebody in a month, as digests of nobody: their number is all that is read.
create table volunteer_month (
  organisation_id uuid not null references organisation (id) on delete cascade,
  month           text not null,
  who             text not null,
  primary key (organisation_id, month, who)
);
