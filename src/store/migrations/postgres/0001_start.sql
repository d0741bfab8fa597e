-- Organisations and offers keep their whole content as one document: the exchange format has 53 fields, and the
-- search index, not SQL, reads them. The columns beside it are what SQL itself needs.
create table organisation (
  id          uuid not null primary key,
  source      text not null,
  external_id text not null unique,
  slug        text not null unique,
  status      text not null check (status in ('published', 'archived')),
  content jsonb not null,
  digest      text not null,
  changed_at  timestamptz not null
);

create table offer (
  id              uuid not null primary key,
  source          text not null,
  external_id     text not null unique,
  organisation_id uuid not null references organisation (id),
  slug            text not null unique,
  status          text not null check (status in ('published', 'archived')),
  content jsonb not null,
  digest          text not null,
  changed_at      timestamptz not null
);
create index offer_organisation on offer (organisation_id);

create table pathway (
  slug     text not null primary key,
  content jsonb not null
);
create table pathway_step (
  pathway  text not null references pathway (slug) on delete cascade,
  position bigint not null,
  role     text not null,
  offer_id uuid not null references offer (id),
  primary key (pathway, position)
);

create table convention (
  slug     text not null primary key,
  content jsonb not null
);
create table convention_party (
  convention      text not null references convention (slug) on delete cascade,
  position        bigint not null,
  organisation_id uuid not null references organisation (id),
  primary key (convention, position)
);
create table convention_offer (
  convention text not null references convention (slug) on delete cascade,
  axis       bigint not null,
  position   bigint not null,
  offer_id   uuid not null references offer (id),
  primary key (convention, axis, position)
);

-- The form's own id makes a repeated post the same request; the digest tells a repeat from another request.
create table referral (
  id                uuid not null primary key,
  submission_id     text not null unique,
  payload_digest    text not null,
  code              text not null unique,
  offer_id          uuid not null references offer (id),
  first_name        text not null,
  mobile            text not null,
  email             text,
  best_moment       text,
  message           text,
  consent_version   text not null,
  sent_at           timestamptz not null,
  state             text not null,
  appointment_at    timestamp,
  appointment_place text,
  reason            text,
  note              text,
  first_answered_at timestamptz,
  closed_at         timestamptz
);
create index referral_mobile on referral (mobile);
create index referral_offer on referral (offer_id);

create table referral_event (
  referral_id uuid not null references referral (id) on delete cascade,
  position    bigint not null,
  at          timestamptz not null,
  actor       text not null check (actor in ('person', 'structure', 'platform')),
  from_state  text,
  to_state    text not null,
  reason      text,
  primary key (referral_id, position)
);

-- Only the digest of a link's secret is kept.
create table referral_link (
  digest      text not null primary key,
  referral_id uuid not null references referral (id) on delete cascade,
  audience    text not null check (audience in ('person', 'structure')),
  expires_at  timestamptz
);
create index referral_link_referral on referral_link (referral_id);

-- The outbox: written with what it tells, sent afterwards; the key makes a repeat harmless.
create table message (
  id            uuid not null primary key,
  key           text not null unique,
  referral_id   uuid references referral (id) on delete cascade,
  channel       text not null check (channel in ('email', 'sms')),
  recipient     text not null,
  subject       text not null,
  body          text not null,
  created_at    timestamptz not null,
  due_at        timestamptz not null,
  attempts      bigint not null default 0,
  claimed_until timestamptz,
  sent_at       timestamptz,
  last_error    text
);
create index message_due on message (due_at) where sent_at is null;

-- The official communes, where they were imported; otherwise the table compiled into the server serves.
create table commune (
  code    text not null primary key,
  content jsonb not null
);

-- One row: raised by whatever changes what people can find, so that every node reads it again.
create table directory_version (
  id      bigint not null primary key check (id = 1),
  version bigint not null
);
insert into directory_version (id, version) values (1, 0);
