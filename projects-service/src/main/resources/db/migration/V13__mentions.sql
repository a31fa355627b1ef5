-- Who was mentioned by whom in a file, as clients tell it. The id is made of time, project, path and target.
create table mentions (
    id          text primary key check (length(id) = 40),
    project_id  uuid not null references projects on delete cascade,
    time        timestamptz not null,
    path        text not null,
    source      uuid not null,
    target      text not null,
    description text,
    fragment_id text,
    priority    double precision,
    users       jsonb
);

create index mentions_of_project on mentions (project_id, time desc);

create view api_mentions as
select time, project_id, path, source, target, description, fragment_id, priority, users from mentions;

grant select on api_mentions to calque_query;
