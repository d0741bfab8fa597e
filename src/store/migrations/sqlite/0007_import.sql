-- The digest of what the last import wrote. Where the offer's own digest is another, a person has edited it here since: no
-- import writes over her words without asking. Null where no import ever wrote it.
alter table offer add column imported_digest text;
update offer set imported_digest = digest;

-- An address that is read again by itself.
create table import_feed (
  id              blob not null primary key,
  organisation_id blob not null references organisation (id) on delete cascade,
  address         text not null,
  every_hours     integer not null check (every_hours > 0),
  next_at         text not null,
  failures        integer not null default 0,
  told            text,
  made_by         blob references account (id) on delete set null,
  created_at      text not null,
  unique (organisation_id, address)
) strict;
create index import_feed_next on import_feed (next_at);

-- A file that was read. Its rows wait for the word to go, are written in batches, and can be undone for a day.
create table import (
  id              blob not null primary key,
  organisation_id blob not null references organisation (id) on delete cascade,
  feed_id         blob references import_feed (id) on delete set null,
  format          text not null,
  name            text not null,
  state           text not null check (state in ('ready', 'writing', 'done', 'undoing', 'undone', 'dropped')),
  notes           text not null,
  made_by         blob references account (id) on delete set null,
  created_at      text not null,
  done_at         text
) strict;
create index import_organisation on import (organisation_id, created_at);
create index import_state on import (state) where state in ('writing', 'undoing');

-- What one row of the file means here. `content` is the offer to write, `seen` the digest of what it was compared with,
-- `before` what the offer was when it was written over.
create table import_row (
  import_id   blob not null references import (id) on delete cascade,
  position    integer not null,
  line        integer not null,
  verdict     text not null check (verdict in ('new', 'changed', 'asked', 'same', 'refused')),
  taken       integer not null check (taken in (0, 1)),
  title       text not null,
  external_id text,
  slug        text,
  content     text,
  told        text not null,
  seen        text,
  outcome     text check (outcome in ('written', 'passed', 'undone', 'kept')),
  before      text,
  primary key (import_id, position)
) strict;
