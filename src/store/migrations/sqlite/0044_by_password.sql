-- Who came in by her password types it again to change it; whoever came in otherwise chooses a new one in its place.
alter table session add column by_password integer not null default 0 check (by_password in (0, 1));
