-- How often things are done, for limits that nodes share. Lost in a crash of the server, which is no harm; so nothing waits for its log.
create unlogged table limit_use (
  key     text not null primary key,
  free_at bigint not null
);
create index limit_use_free_at on limit_use (free_at);
