-- The digest of the version that somebody refused: an address that says the same again asks no more. Which address an
-- offer comes from, and the name of the file or the address that wrote it last.
alter table offer add column declined_digest text;
alter table offer add column feed_id blob references import_feed (id) on delete set null;
alter table offer add column imported_from text;
create index offer_feed on offer (feed_id) where feed_id is not null;

-- As for offers: where a person has written her structure's sheet here, no import writes over it.
alter table organisation add column imported_digest text;
update organisation set imported_digest = digest where source <> 'premier-pas';

-- What people saw when a draft was last the same as its offer. Where the offer says something else now, an import wrote it.
alter table draft add column offer_digest text;
update draft set offer_digest = (select offer.digest from offer where offer.id = draft.offer_id);

-- Who said go, or undo. What an address brought: read again unchanged, it is not told twice.
alter table import add column moved_by blob references account (id) on delete set null;
alter table import add column rows_digest text;
create index import_feed_last on import (feed_id, created_at) where feed_id is not null;
-- When an address last answered with a file, and what was in it.
alter table import_feed add column read_at text;
alter table import_feed add column summary text;

-- A row may also tell that an address no longer lists an offer, and knows the digest of what it would write.
create table import_row_next (
  import_id   blob not null references import (id) on delete cascade,
  position    integer not null,
  line        integer not null,
  verdict     text not null check (verdict in ('new', 'changed', 'asked', 'gone', 'same', 'refused')),
  taken       integer not null check (taken in (0, 1)),
  title       text not null,
  external_id text,
  slug        text,
  content     text,
  told        text not null,
  seen        text,
  outcome     text check (outcome in ('written', 'passed', 'undone', 'kept')),
  before      text,
  digest      text,
  primary key (import_id, position)
) strict;
insert into import_row_next (import_id, position, line, verdict, taken, title, external_id, slug, content, told, seen,
                             outcome, before)
select import_id, position, line, verdict, taken, title, external_id, slug, content, told, seen, outcome, before
from import_row;
drop table import_row;
alter table import_row_next rename to import_row;
create index import_row_offer on import_row (import_id, external_id);
