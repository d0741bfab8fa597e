-- What people say of themselves stands sealed from now on, by a key that is not here. A phone is found by a keyed hash; an
-- index of what is sealed finds nothing. What is there already is sealed at the first start.
alter table referral add column mobile_key text;
create index referral_mobile_key on referral (mobile_key);
drop index referral_mobile;
alter table waiting_ask add column mobile_key text;
create index waiting_ask_mobile_key on waiting_ask (mobile_key);
drop index waiting_ask_mobile;

-- A digest of a number tells it to whoever tries them all: `number_digest` becomes a keyed hash of the digest, and the digest
-- is kept sealed, for the next key.
alter table blocked_number add column digest_sealed text;
