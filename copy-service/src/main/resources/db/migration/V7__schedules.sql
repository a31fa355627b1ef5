-- Copies that are made again and again. When the time of a run has come, its copy and the time of the next run are written in
-- one transaction, under the lock of this row.
create table copy_schedules (
    id        uuid primary key,
    account   uuid not null,
    -- What each run copies.
    wish      jsonb not null,
    source_project_id uuid not null,
    target_project_id uuid not null,
    cron      text not null,
    time_zone text not null,
    state     text not null check (state in ('active', 'paused', 'ended')),
    created   timestamptz not null,
    ended     timestamptz,
    next_due  timestamptz,
    last_due  timestamptz,
    last_copy uuid,
    runs      bigint not null default 0,
    missed    bigint not null default 0,
    check ((state = 'active') = (next_due is not null))
);
create index copy_schedules_due on copy_schedules (next_due) where next_due is not null;
create index copy_schedules_of_account on copy_schedules (account, created desc);
create index copy_schedules_ended on copy_schedules (ended) where ended is not null;

-- Which run a copy is. Whatever replicas do at once, a run is one copy.
alter table copy_paths add column schedule_id uuid;
create unique index copy_paths_of_schedule on copy_paths (schedule_id, scheduled) where schedule_id is not null;
