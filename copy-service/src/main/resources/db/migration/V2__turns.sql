-- Who asked for a copy decides about its turn, so it is always said: the nil id for copies of nobody known.
update copy_paths set requested_by = '00000000-0000-0000-0000-000000000000' where requested_by is null;
alter table copy_paths alter column requested_by set default '00000000-0000-0000-0000-000000000000';
alter table copy_paths alter column requested_by set not null;

-- The fence is the turn of the newest claim now. Turns only grow, over all copies, so that the last one that is noted
-- beside a target tells a worker that comes late from one that may go on. How often a copy was begun is a column of its own.
alter table copy_paths add column attempts integer not null default 0;
update copy_paths set attempts = fence;
create sequence copy_turns;
select setval('copy_turns', (select coalesce(max(fence), 0) + 1 from copy_paths));

-- Whose turn it is: accounts that wait, each account's targets, each target's first copy.
create index copy_paths_rota on copy_paths (requested_by, target_project_id, due, seq)
    where queued_at is not null and worker is null and finished is null;
-- Whether a copy is the first into its target.
create index copy_paths_lane on copy_paths (target_project_id, due, seq) where finished is null;
drop index copy_paths_queue;

-- What failed is found among however many that did not.
create index copy_paths_source_failed on copy_paths (source_project_id, time desc, seq desc)
    where finished is not null and error is not null;
create index copy_paths_target_failed on copy_paths (target_project_id, time desc, seq desc)
    where finished is not null and error is not null;
