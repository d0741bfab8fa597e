-- The digest of what the last import wrote. Where the offer's own digest is another, a person has edited it here since: no
-- import writes over her words without asking. Null where no import ever wrote it.
alter table offer add column imported_digest text;
update offer set imported_digest = digest;

-- An address that is read again by itself.
create table import_feed (
  id              uuid not null primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  address         text not null,
  every_hours     bigint not null check (every_hours > 0),
  next_at         timestamptz not null,
  failures        bigint not null default 0,
  told            text,
  made_by         uuid references account (id) on delete set null,
  created_at      timestamptz not null,
  unique (organisation_id, address)
);
create index import_feed_next on import_feed (next_at);

-- A file that was read. Its rows wait for the word to go, are written in batches, and can be undone for a day.
create table import (
  id              uuid not null primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  feed_id         uuid references import_feed (id) on delete set null,
  format          text not null,
  name            text not null,
  state           text not null check (state in ('ready', 'writing', 'done', 'undoing', 'undone', 'dropped')),
  notes           jsonb not null,
  made_by         uuid references account (id) on delete set null,
  created_at      timestamptz not null,
  done_at         timestamptz
);
create index import_organisation on import (organisation_id, created_at);
create index import_state on import (state) where state in ('writing', 'undoing');

-- What one row of the file means here. `content` is the offer to write, `seen` the digest of what it was compared with,
-- `before` what the offer was when it was written over.
create table import_row (
  import_id   uuid not null references import (id) on delete cascade,
  position    bigint not null,
  line        bigint not null,
  verdict     text not null check (verdict in ('new', 'changed', 'asked', 'same', 'refused')),
  taken       boolean not null,
  title       text not null,
  external_id text,
  slug        text,
  content     jsonb,
  told        jsonb not null,
  seen        text,
  outcome     text check (outcome in ('written', 'passed', 'undone', 'kept')),
  before      jsonb,
  primary key (import_id, position)
);
