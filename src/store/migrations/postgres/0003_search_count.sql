-- What is looked for and what is found, so that the Region sees what is missing: never who searched. No hour, no
-- address, no session; the place as it was found and only words that everybody uses. Kept five years.
create table search_count (
  day      date not null,
  place    text not null,
  need     text not null,
  filters  text not null,
  words    text not null,
  radius   bigint not null,
  band     bigint not null check (band in (0, 1, 5, 20)),
  widened  boolean not null,
  kept     text not null check (kept in ('all', 'all-but-one', 'any')),
  searches bigint not null,
  results  bigint not null,
  primary key (day, place, need, filters, words, radius, band, widened, kept)
);
