-- How a person wants to be told; who has seen her request; and what is left of it, of nobody, once it is erased.
alter table referral add column told_by text not null default 'both';
alter table referral add column asked_by text not null default 'person';

create table referral_access (
  referral_id blob not null references referral (id) on delete cascade,
  on_day      text not null,
  who         text not null,
  primary key (referral_id, on_day, who)
) strict;

create table referral_stat (
  id              blob not null primary key,
  organisation_id blob not null references organisation (id),
  month           text not null,
  departement     text,
  kind            text not null,
  theme           text,
  asked_by        text not null,
  state           text not null,
  reason          text,
  exit            text,
  days_to_answer  integer,
  days_to_start   integer,
  days_to_end     integer,
  stayed_3_months integer not null,
  stayed_6_months integer not null
) strict;
create index referral_stat_month on referral_stat (month, organisation_id);
