-- Where a request goes that its offer can't take: who may propose people for trainings in a région, by who pays for them
-- (empty: for all); and who helps to open a structure there. Each is an offer of the directory, with its own contact.
create table route (
  id       uuid not null primary key,
  purpose  text not null check (purpose in ('prescribe', 'create')),
  region   text not null,
  scheme   text not null,
  offer_id uuid not null references offer (id) on delete cascade,
  unique (purpose, region, scheme)
);

-- For which training a request to somebody who may propose people is.
alter table referral add column for_offer_id uuid references offer (id) on delete set null;
alter table waiting_ask add column for_offer_id uuid references offer (id) on delete cascade;
