-- What people did in a project, as their clients tell it.
create table project_log (
    id         uuid primary key,
    project_id uuid not null references projects on delete cascade,
    time       timestamptz,
    account_id uuid,
    event      jsonb
);

create index project_log_of_project on project_log (project_id, time desc);

-- Who used which file of a project, one row per file.
create table file_use (
    id          text primary key check (length(id) = 40),
    project_id  uuid not null references projects on delete cascade,
    path        text not null,
    users       jsonb,
    last_edited timestamptz
);

create index file_use_of_project on file_use (project_id, last_edited desc);

-- What administrators note about a project.
alter table projects add column notes text;

create view api_project_log as
select id, project_id, time, account_id, event from project_log;

create view api_file_use as
select id, project_id, path, users, last_edited from file_use;

-- Apart from api_projects, since pictures are large.
create view api_project_avatars as
select project_id, avatar_image_full from projects;

create view api_crm_projects as
select a.*, p.notes from api_projects a join projects p on p.project_id = a.project_id;

grant select on api_project_log, api_file_use, api_project_avatars, api_crm_projects to calque_query;
