-- Where an offer is touched, or a request erased, the engine looks for what refers to it: in an index, not through the whole table.
create index message_referral on message (referral_id) where referral_id is not null;
create index referral_for_offer on referral (for_offer_id) where for_offer_id is not null;
create index abuse_report_referral on abuse_report (referral_id) where referral_id is not null;

-- Who asks is told whether she has asked for the same offer before, however many others have.
create index referral_offer_mobile on referral (offer_id, mobile_key);
drop index referral_offer;
