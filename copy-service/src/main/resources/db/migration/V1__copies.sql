-- One row per copy: what was asked for, how far it is, and who is at work on it. The row is the truth; Kafka only tells of it.
create table copy_paths (
    id                uuid primary key,
    seq               bigint generated always as identity,
    time              timestamptz not null,
    source_project_id uuid not null,
    source_path       text not null,
    target_project_id uuid not null,
    target_path       text not null,
    overwrite_newer   boolean not null default false,
    delete_missing    boolean not null default false,
    backup            boolean not null default false,
    public            boolean not null default false,
    bwlimit           text,
    timeout           double precision,
    exclude           text[],
    scheduled         timestamptz,
    -- When it may start: its scheduled time, or at once.
    due               timestamptz not null,
    queued_at         timestamptz,
    started           timestamptz,
    finished          timestamptz,
    error             text,
    expire            timestamptz not null,
    -- Who is at work on it, until when that counts, and how often somebody was. A worker may end a copy only under the
    -- fence with which it won it.
    worker            text,
    lease_until       timestamptz,
    fence             bigint not null default 0,
    -- Deleted while a worker was at work: gone for clients, kept until the worker has let go of the target.
    deleted_at        timestamptz,
    requested_by      uuid,
    request_id        text
);

comment on table copy_paths is
    'requested (queued_at null) -> queued -> started (worker, lease_until) -> finished (error null: success, else failed)';

-- The clock: what is to be queued next.
create index copy_paths_due on copy_paths (due, seq) where queued_at is null and finished is null;
-- The queue: who is first for a target.
create index copy_paths_queue on copy_paths (target_project_id, due, seq)
    where queued_at is not null and worker is null and finished is null;
-- Copies into one target project never overlap, whatever a worker believes.
create unique index copy_paths_one_per_target on copy_paths (target_project_id)
    where worker is not null and finished is null;
create index copy_paths_leases on copy_paths (lease_until) where worker is not null and finished is null;

create index copy_paths_source on copy_paths (source_project_id, time desc, seq desc);
create index copy_paths_target on copy_paths (target_project_id, time desc, seq desc);
create index copy_paths_source_pending on copy_paths (source_project_id, time desc, seq desc) where finished is null;
create index copy_paths_target_pending on copy_paths (target_project_id, time desc, seq desc) where finished is null;
create index copy_paths_expire on copy_paths (expire);

create table outbox (
    seq     bigint generated always as identity primary key,
    id      uuid not null,
    topic   text not null,
    key     text not null,
    type    text not null,
    value   jsonb not null,
    created timestamptz not null default now()
);
