-- Every event is written twice, when it happens and when it gets its position, and each index that it stands in is written with
-- it. An event without a position is looked for by copy_events_new alone; the oldest are found by position, too.
drop index copy_events_created;
drop index copy_events_positions;
drop index copy_events_of_account;
create unique index copy_events_positions on copy_events (position) where position is not null;
create index copy_events_of_account on copy_events (account, position) where position is not null;
