-- Where projects run, and when they run again.

-- A running replica of the service has a row, which it renews long before it ends. A row is one life of a replica: after
-- a crash it gets another. All its projects hang on it.
create table replicas (
    replica bigint generated always as identity primary key,
    address text not null,
    until   timestamptz not null
);

create sequence fences;

-- At most one replica may run a project. The fence tells this time from all earlier ones.
create table leases (
    project_id uuid primary key references projects on delete cascade,
    replica    bigint not null references replicas on delete cascade,
    fence      bigint not null default nextval('fences')
);

create index leases_of_replica on leases (replica);

-- A project that cannot be started is not tried again before this time, except by its people.
alter table projects
    add column starts_failed integer not null default 0,
    add column start_after timestamptz;

-- The few projects that are to run always.
create index projects_always_running on projects (project_id) where (settings ->> 'always_running')::numeric > 0;
create index members_always_running on members (project_id) where (upgrades ->> 'always_running')::numeric > 0;
