-- The session that a person waits for, where she was told that the offer is full.
alter table referral add column awaited_session date;
