-- What versions wrote, row by row: over each its table's step, and before which other it was written so. #n is an id, :at a moment.

-- 1
insert into organisation (id, source, external_id, slug, status, content, digest, changed_at)
values (#1, 'dora', 'dora--1', 'asso-lens', 'published', '{organisation}', 'd1', :at)

-- 1
insert into offer (id, source, external_id, organisation_id, slug, status, content, digest, changed_at)
values (#2, 'dora', 'dora--2', #1, 'atelier-lens', 'published', '{offer}', 'd2', :at)

-- 1
insert into pathway (slug, content) values ('chemin', '{}')

-- 1
insert into pathway_step (pathway, position, role, offer_id) values ('chemin', 1, 'start', #2)

-- 1
insert into convention (slug, content) values ('accord', '{}')

-- 1
insert into convention_party (convention, position, organisation_id) values ('accord', 1, #1)

-- 1
insert into convention_offer (convention, axis, position, offer_id) values ('accord', 1, 1, #2)

-- 1
insert into referral (id, submission_id, payload_digest, code, offer_id, first_name, mobile, email, message, consent_version,
  sent_at, state)
values (#3, 'form-1', 'p1', 'AAAA-2222', #2, 'Zoé', '+33639980012', 'zoe@example.org', 'Bonjour', '1', :at, 'sent')

-- 8
update referral set since = sent_at, due_at = sent_at

-- 1 8
insert into referral_event (referral_id, position, at, actor, to_state) values (#3, 1, :at, 'person', 'sent')

-- 8
insert into referral_event (referral_id, position, at, actor, step, to_state)
values (#3, 1, :at, 'person', 'ask', 'sent')

-- 1
insert into referral_link (digest, referral_id, audience) values ('l1', #3, 'person')

-- 1
insert into message (id, key, referral_id, channel, recipient, subject, body, created_at, due_at)
values (#4, 'asked-1', #3, 'email', 'contact@example.org', 'Une demande', 'Bonjour', :at, :at)

-- 1
insert into commune (code, content) values ('62498', '{}')

-- 4
insert into account (id, email, totp_secret, created_at)
values (#5, 'marie@example.org', 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU', :at)

-- 4
insert into recovery_code (digest, account_id) values ('r1', #5)

-- 4
insert into session (id, digest, account_id, waits, agent, created_at, seen_at) values (#6, 's1', #5, false, '', :at, :at)

-- 4
insert into membership (account_id, organisation_id, role, since) values (#5, #1, 'admin', :at)

-- 4
insert into claim (id, account_id, organisation_id, state, created_at) values (#7, #5, #1, 'waiting', :at)

-- 4
insert into invitation (id, digest, organisation_id, email, role, invited_by, created_at, expires_at)
values (#8, 'i1', #1, 'ali@example.org', 'reader', #5, :at, :at)

-- 4
insert into audit (id, organisation_id, account_id, at, act, subject, detail) values (#9, #1, #5, :at, 'join', '', '')

-- 5
insert into draft (id, organisation_id, offer_id, kind, state, title, typed, edits, author, created_at, changed_at)
values (#10, #1, #2, 'support', 'published', 'Atelier', '{}', 3, 'Marie', :at, :at)

-- 5 15
insert into draft_version (draft_id, edits, at, author, reason, typed) values (#10, 2, :at, 'Marie', 'typed', '{}')

-- 15
insert into draft_version (id, draft_id, edits, at, author, reason, typed)
values (#11, #10, 2, :at, 'Marie', 'typed', '{}')

-- 6
insert into referral_note (id, referral_id, account_id, at, words) values (#12, #3, #5, :at, 'Elle coud très bien.')

-- 7
insert into import_feed (id, organisation_id, address, every_hours, next_at, made_by, created_at)
values (#13, #1, 'https://example.org/offres.json', 24, :at, #5, :at)

-- 7
insert into import (id, organisation_id, feed_id, format, name, state, notes, made_by, created_at)
values (#14, #1, #13, 'table', 'offres.csv', 'done', '[]', #5, :at)

-- 7
insert into import_row (import_id, position, line, verdict, taken, title, told)
values (#14, 1, 1, 'new', true, 'Atelier', '[]')

-- 9
insert into referral_access (referral_id, on_day, who) values (#3, '2026-09-01', 'Marie')

-- 9
insert into referral_stat (id, organisation_id, month, kind, asked_by, state, stayed_3_months, stayed_6_months)
values (#15, #1, '2026-09', 'support', 'person', 'accepted', true, false)

-- 20
insert into waiting_ask (id, digest, submission_id, offer_id, volunteer_id, helped_by, first_name, mobile, expires_at)
values (#16, 'w1', 'form-2', #2, #5, #1, 'Ali', '+33639980078', :at)

-- 21
insert into basket_item (session_id, offer_id, added_at) values (#6, #2, :at)

-- 22
insert into route (id, purpose, region, scheme, offer_id) values (#17, 'create', '32', '', #2)

-- 30
insert into blocked_number (id, organisation_id, number_digest, last_four, blocked_by, at, until)
values (#18, #1, '{number}', '0012', #5, :at, '2099-01-01 00:00:00+00:00')

-- 30
insert into abuse_report (id, organisation_id, referral_id, code, wrong, words, reported_by, at)
values (#19, #1, #3, 'AAAA-2222', 'insult', 'Elle a crié.', #5, :at)

-- 32
insert into seat_reservation (id, offer_id, starts_on, convention, partner_id, seats, until, made_at)
values (#20, #2, '2026-12-07', 'accord', #1, 3, '2026-12-01', :at)

-- 42
insert into limit_use (key, free_at) values ('a', 1)
