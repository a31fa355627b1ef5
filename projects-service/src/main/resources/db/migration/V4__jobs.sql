-- Commands that nobody waits for. Their output is kept in files of the service at the node that runs them.
create table jobs (
    job_id       uuid primary key,
    project_id   uuid not null references projects on delete cascade,
    requested_by text not null,
    node         text not null,
    command      text not null,
    args         jsonb not null,
    path         text not null,
    bash         boolean not null,
    err_on_exit  boolean not null,
    max_output   integer not null,
    stdin        boolean not null,
    status       text not null check (status in ('running', 'completed', 'error')),
    started_at   timestamptz(6) not null,
    finished_at  timestamptz(6),
    last_access  timestamptz(6) not null,
    pid          integer,
    exit_code    integer,
    failure      text,
    check ((status = 'running') = (finished_at is null))
);

create index jobs_of_a_project on jobs (project_id, started_at);
create index jobs_by_access on jobs (last_access);
create index jobs_that_run on jobs (node) where status = 'running';
