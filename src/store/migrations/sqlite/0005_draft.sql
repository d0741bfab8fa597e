-- What is being written. What people see stays in `offer`; here is what was typed, so that no word is lost, and where the
-- offer stands. `edits` rises with each change: who writes over an older number is told.
create table draft (
  id              blob not null primary key,
  organisation_id blob not null references organisation (id),
  offer_id        blob unique references offer (id),
  kind            text not null,
  state           text not null check (state in ('draft', 'review', 'scheduled', 'published', 'paused', 'archived')),
  title           text not null,
  typed           text not null,
  edits           integer not null,
  -- The edits that people see; less than `edits` where something waits to be published.
  shown           integer,
  -- A whole offer that waits for its day or for the platform's word.
  ready           text,
  publish_on      text,
  rest            text check (rest in ('asked', 'unconfirmed', 'ended')),
  confirmed_on    text,
  -- Last day of its sessions: over by itself the day after.
  ends_on         text,
  reminded_on     text,
  author          text not null,
  created_at      text not null,
  changed_at      text not null,
  -- What a network shares of it with those who follow; nothing where it is no model.
  shared          text,
  model_id        blob references draft (id),
  -- What the model said when this draft last looked.
  model_typed     text
) strict;
create index draft_organisation on draft (organisation_id, changed_at);
create index draft_state on draft (state, confirmed_on);

-- What was typed before: one row a publication, a save or a quarter of an hour of typing.
create table draft_version (
  draft_id blob not null references draft (id) on delete cascade,
  edits    integer not null,
  at       text not null,
  author   text not null,
  reason   text not null check (reason in ('typed', 'saved', 'published', 'restored', 'merged', 'lost')),
  typed    text not null,
  primary key (draft_id, edits, reason, author)
) strict;

-- Links that confirm an offer without an account: only the digest of their secret is kept.
create table draft_link (
  digest     text not null primary key,
  draft_id   blob not null references draft (id) on delete cascade,
  expires_at text not null
) strict;
create index draft_link_draft on draft_link (draft_id);
