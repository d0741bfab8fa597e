-- What is looked for and what is found, so that the Region sees what is missing: never who searched. No hour, no
-- address, no session; the place as it was found and only words that everybody uses. Kept five years.
create table search_count (
  day      text not null,
  place    text not null,
  need     text not null,
  filters  text not null,
  words    text not null,
  radius   integer not null,
  band     integer not null check (band in (0, 1, 5, 20)),
  widened  integer not null check (widened in (0, 1)),
  kept     text not null check (kept in ('all', 'all-but-one', 'any')),
  searches integer not null,
  results  integer not null,
  primary key (day, place, need, filters, words, radius, band, widened, kept)
) strict, without rowid;
