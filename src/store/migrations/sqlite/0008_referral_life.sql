-- What the clock needs of a request, and each event with what was done, by whom of a team, and why.
alter table referral add column since text;
alter table referral add column due_at text;
alter table referral add column last_deed text;
alter table referral add column last_deed_at text;
alter table referral add column events integer not null default 1;
alter table referral add column rank integer;
alter table referral add column exit text;
alter table referral add column started_at text;
alter table referral add column quiet integer not null default false;
update referral set since = coalesce(first_answered_at, sent_at),
  due_at = case when state in ('declined', 'withdrawn') then null else sent_at end,
  events = (select count(*) from referral_event where referral_id = referral.id);
create index referral_due on referral (due_at) where due_at is not null;

create table referral_event_new (
  referral_id blob not null references referral (id) on delete cascade,
  position    integer not null,
  at          text not null,
  actor       text not null check (actor in ('person', 'structure', 'volunteer', 'platform')),
  account_id  blob references account (id) on delete set null,
  step        text not null,
  from_state  text,
  to_state    text not null,
  reason      text,
  primary key (referral_id, position)
) strict;
insert into referral_event_new (referral_id, position, at, actor, step, from_state, to_state, reason)
select referral_id, position, at, actor,
       case to_state when 'sent' then 'ask' when 'contact_attempted' then 'call' when 'appointment' then 'meet'
                     when 'waiting_list' then 'wait' when 'accepted' then 'accept' when 'declined' then 'decline'
                     else 'withdraw' end,
       from_state, to_state, reason
from referral_event;
drop table referral_event;
alter table referral_event_new rename to referral_event;

-- Three requests left to die close the door of an offer, until its structure opens it again.
alter table offer add column asks_closed_at text;

-- A piece of work that one node alone does at a time.
create table lease (
  name   text not null primary key,
  holder text not null,
  until  text not null
) strict;
