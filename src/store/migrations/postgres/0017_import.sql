-- The digest of the version that somebody refused: an address that says the same again asks no more. Which address an
-- offer comes from, and the name of the file or the address that wrote it last.
alter table offer add column declined_digest text;
alter table offer add column feed_id uuid references import_feed (id) on delete set null;
alter table offer add column imported_from text;
create index offer_feed on offer (feed_id) where feed_id is not null;

-- As for offers: where a person has written her structure's sheet here, no import writes over it.
alter table organisation add column imported_digest text;
update organisation set imported_digest = digest where source <> 'premier-pas';

-- What people saw when a draft was last the same as its offer. Where the offer says something else now, an import wrote it.
alter table draft add column offer_digest text;
update draft set offer_digest = (select offer.digest from offer where offer.id = draft.offer_id);

-- Who said go, or undo. What an address brought: read again unchanged, it is not told twice.
alter table import add column moved_by uuid references account (id) on delete set null;
alter table import add column rows_digest text;
create index import_feed_last on import (feed_id, created_at) where feed_id is not null;
-- When an address last answered with a file, and what was in it.
alter table import_feed add column read_at timestamptz;
alter table import_feed add column summary text;

-- A row may also tell that an address no longer lists an offer, and knows the digest of what it would write.
alter table import_row drop constraint import_row_verdict_check;
alter table import_row add constraint import_row_verdict_check
  check (verdict in ('new', 'changed', 'asked', 'gone', 'same', 'refused'));
alter table import_row add column digest text;
create index import_row_offer on import_row (import_id, external_id);
