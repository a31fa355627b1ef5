-- One source copied to many targets by one call. Each target's copy is a row of copy_paths like any other; here stands
-- which copy is the newest of each target, or why there is none.
create table copy_groups (
    id       uuid primary key,
    account  uuid not null,
    time     timestamptz not null,
    -- What was asked for, but for the target: failed targets are copied to again by it.
    wish     jsonb not null,
    expire   timestamptz not null
);
create index copy_groups_expire on copy_groups (expire);

create table copy_group_targets (
    group_id          uuid not null references copy_groups on delete cascade,
    position          integer not null,
    target_project_id uuid not null,
    copy_id           uuid,
    refusal           text,
    primary key (group_id, position),
    check ((copy_id is null) <> (refusal is null))
);
