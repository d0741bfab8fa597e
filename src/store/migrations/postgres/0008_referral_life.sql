-- What the clock needs of a request, and each event with what was done, by whom of a team, and why.
alter table referral add column since timestamptz;
alter table referral add column due_at timestamptz;
alter table referral add column last_deed text;
alter table referral add column last_deed_at timestamptz;
alter table referral add column events bigint not null default 1;
alter table referral add column rank bigint;
alter table referral add column exit text;
alter table referral add column started_at timestamptz;
alter table referral add column quiet boolean not null default false;
update referral set since = coalesce(first_answered_at, sent_at),
  due_at = case when state in ('declined', 'withdrawn') then null else sent_at end,
  events = (select count(*) from referral_event where referral_id = referral.id);
create index referral_due on referral (due_at) where due_at is not null;

alter table referral_event drop constraint referral_event_actor_check;
alter table referral_event add constraint referral_event_actor_check
  check (actor in ('person', 'structure', 'volunteer', 'platform'));
alter table referral_event add column account_id uuid references account (id) on delete set null;
alter table referral_event add column step text;
update referral_event set step =
       case to_state when 'sent' then 'ask' when 'contact_attempted' then 'call' when 'appointment' then 'meet'
                     when 'waiting_list' then 'wait' when 'accepted' then 'accept' when 'declined' then 'decline'
                     else 'withdraw' end;
alter table referral_event alter column step set not null;

-- Three requests left to die close the door of an offer, until its structure opens it again.
alter table offer add column asks_closed_at timestamptz;

-- A piece of work that one node alone does at a time.
create table lease (
  name   text not null primary key,
  holder text not null,
  until  timestamptz not null
);
