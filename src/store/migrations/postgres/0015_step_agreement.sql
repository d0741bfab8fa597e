-- What a partner says to being a step of somebody's programme: people see the step once it agrees.
create table step_agreement (
  programme_id uuid not null references draft (id) on delete cascade,
  offer_id     uuid not null references offer (id),
  role         text not null,
  state        text not null check (state in ('asked', 'agreed', 'refused')),
  -- Who asked, and hears the answer.
  asked_by     text not null,
  asked_at     timestamptz not null,
  answered_at  timestamptz,
  -- Digest of the secret of the link by which the partner answers without an account.
  link         text not null unique,
  primary key (programme_id, offer_id)
);
create index step_agreement_offer on step_agreement (offer_id);

-- Each lost text stands for itself: two of one person never take each other's place.
create table draft_text (
  id       uuid not null primary key,
  draft_id uuid not null references draft (id) on delete cascade,
  edits    bigint not null,
  at       timestamptz not null,
  author   text not null,
  reason   text not null check (reason in ('typed', 'saved', 'published', 'restored', 'merged', 'lost')),
  typed    jsonb not null
);
insert into draft_text (id, draft_id, edits, at, author, reason, typed)
select gen_random_uuid(), draft_id, edits, at, author, reason, typed from draft_version;
drop table draft_version;
alter table draft_text rename to draft_version;
create index draft_version_draft on draft_version (draft_id, edits);
