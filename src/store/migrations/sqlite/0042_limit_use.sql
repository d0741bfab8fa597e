-- How often things are done, for limits that nodes share: here there is one node, and only tests write to it.
create table limit_use (
  key     text not null primary key,
  free_at integer not null
) strict;
create index limit_use_free_at on limit_use (free_at);
