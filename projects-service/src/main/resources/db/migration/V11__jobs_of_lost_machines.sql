-- Where the replica is reached that runs the job; since when nobody is there.
alter table jobs
    add column address     text,
    add column orphaned_at timestamptz(6);

-- What ended jobs have written, for replicas at which they did not run: the beginning of each stream.
create table job_outputs (
    job_id         uuid primary key references jobs on delete cascade,
    stdout         bytea not null,
    stderr         bytea not null,
    stdout_dropped bigint not null,
    stderr_dropped bigint not null
);
