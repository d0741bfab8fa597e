-- Whether the link went to the phone by SMS alone: who holds it holds the phone.
alter table referral_link add column proves_phone boolean not null default false;
