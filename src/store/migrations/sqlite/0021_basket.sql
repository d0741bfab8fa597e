-- What a volunteer gathers with a person: it lives as long as the session, and names nobody.
create table basket_item (
  session_id blob not null references session (id) on delete cascade,
  offer_id   blob not null references offer (id) on delete cascade,
  added_at   text not null,
  primary key (session_id, offer_id)
) strict;

-- The same, sent to a phone: a page of offers behind a link. Only the digest of its secret is kept, and no number.
create table selection (
  id         blob not null primary key,
  digest     text not null unique,
  expires_at text not null
) strict;
create index selection_expiry on selection (expires_at);
create table selection_offer (
  selection_id blob not null references selection (id) on delete cascade,
  position     integer not null,
  offer_id     blob not null references offer (id) on delete cascade,
  primary key (selection_id, position)
) strict;
