-- Seats of a session that a convention keeps for the people whom one of its parties welcomes, until a day.
create table seat_reservation (
  id          uuid not null primary key,
  offer_id    uuid not null references offer (id) on delete cascade,
  starts_on   date not null,
  convention  text not null references convention (slug) on delete cascade,
  partner_id  uuid not null references organisation (id) on delete cascade,
  seats       bigint not null check (seats > 0),
  taken       bigint not null default 0,
  until       date not null,
  made_by     uuid references account (id) on delete set null,
  made_at     timestamptz not null,
  released_at timestamptz,
  check (taken between 0 and seats)
);
create unique index seat_reservation_once on seat_reservation (offer_id, starts_on, convention, partner_id)
  where released_at is null;
create index seat_reservation_until on seat_reservation (until) where released_at is null;

-- The same, as the index and every sheet read it: written again with each change of the rows above.
alter table offer add column reservations jsonb;
