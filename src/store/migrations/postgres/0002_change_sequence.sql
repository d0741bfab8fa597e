-- Each row tells the version of the directory that changed it last, so that a node reads again only what is new to it.
alter table organisation add column version bigint not null default 0;
create index organisation_version on organisation (version);
alter table offer add column version bigint not null default 0;
create index offer_version on offer (version);

-- The last version whose change no row tells (other communes): who has not seen it reads everything again.
alter table directory_version add column whole bigint not null default 0;
