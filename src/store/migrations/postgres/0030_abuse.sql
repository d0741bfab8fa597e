-- What no structure sees: a second request of the same person for the same offer, joined to her first one, and one of a
-- number that the structure has blocked. It moves by itself as the first one is answered from then on; it knows nothing of
-- what was before.
alter table referral add column apart text check (apart in ('joined', 'blocked'));
alter table referral add column joined_to uuid references referral (id) on delete cascade;
create index referral_joined on referral (joined_to) where joined_to is not null;

-- A number whose requests a structure takes no more, until a day; without a structure, nobody does. Of the number only a
-- digest is kept, of it and the structure together, and what tells it apart in a list.
create table blocked_number (
  id              uuid not null primary key,
  organisation_id uuid references organisation (id) on delete cascade,
  number_digest   text not null unique,
  last_four       text not null,
  blocked_by      uuid references account (id) on delete set null,
  at              timestamptz not null,
  until           timestamptz not null
);
create index blocked_number_organisation on blocked_number (organisation_id, at);

-- What a structure reports of a request, and what the platform decided.
create table abuse_report (
  id              uuid not null primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  referral_id     uuid references referral (id) on delete set null,
  code            text not null,
  wrong           text not null,
  words           text,
  reported_by     uuid references account (id) on delete set null,
  at              timestamptz not null,
  outcome         text check (outcome in ('dismissed', 'blocked')),
  answer          text,
  decided_by      uuid references account (id) on delete set null,
  decided_at      timestamptz
);
create unique index abuse_report_once on abuse_report (organisation_id, code) where outcome is null;
create index abuse_report_waiting on abuse_report (at) where outcome is null;

-- What the server signs with: the hour at which a form was opened.
create table secret_key (
  name text not null primary key,
  key  text not null
);
insert into secret_key (name, key) values ('form', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
