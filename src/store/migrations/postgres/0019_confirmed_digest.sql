-- The digest of what an offer says since somebody said that it is still true, where no other word has changed: that is no
-- edit, so an import need not ask.
alter table offer add column confirmed_digest text;
