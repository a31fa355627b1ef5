-- Projects, who works on them, and what they publish.

-- The host user of each project, where the service is root. Numbers are never used again.
create sequence host_uids as integer minvalue 0 start 0;

create table projects (
    project_id              uuid primary key,
    name                    varchar(100),
    title                   text,
    description             text,
    deleted                 boolean,
    created                 timestamptz not null,
    last_edited             timestamptz not null,
    last_active             jsonb not null default '{}',
    last_started            timestamptz,
    state                   jsonb,
    action_request          jsonb,
    invite                  jsonb,
    invite_requests         jsonb,
    settings                jsonb,
    site_license            jsonb,
    run_quota               jsonb,
    pay_as_you_go_quotas    jsonb,
    course                  jsonb,
    env                     jsonb,
    compute_image           text,
    sandbox                 boolean,
    ephemeral               bigint,
    color                   text,
    avatar_image_tiny       text,
    avatar_image_full       text,
    manage_users_owner_only boolean,
    host_uid                integer not null unique
);

-- The few that are not at rest, to set right after a crash.
create index projects_awake on projects (project_id) where state ->> 'state' <> 'opened';

create table members (
    project_id uuid not null references projects on delete cascade,
    account_id uuid not null,
    "group"    text not null check ("group" in ('owner', 'collaborator', 'viewer')),
    hide       boolean,
    upgrades   jsonb,
    ssh_keys   jsonb,
    added      timestamptz not null default now(),
    primary key (project_id, account_id)
);

-- A caller's projects are found through this index, however many projects there are.
create unique index members_by_account on members (account_id, project_id) include ("group");

create table public_paths (
    id                     text primary key check (length(id) = 40),
    project_id             uuid not null references projects on delete cascade,
    path                   text not null,
    name                   varchar(100),
    description            text,
    disabled               boolean,
    unlisted               boolean,
    authenticated          boolean,
    license                text,
    created                timestamptz,
    last_edited            timestamptz,
    last_saved             timestamptz,
    counter                double precision,
    cross_origin_isolation boolean,
    compute_image          text,
    site_license_id        text,
    url                    text,
    image                  text,
    redirect               text,
    jupyter_api            boolean
);

create index public_paths_of_project on public_paths (project_id);
create unique index public_paths_name on public_paths (project_id, lower(name)) where name is not null;

create table outbox (
    seq     bigint generated always as identity primary key,
    id      uuid not null,
    topic   text not null,
    key     text not null,
    type    text not null,
    value   jsonb not null,
    created timestamptz not null default now()
);

-- What the query language may read. Columns are named as on the wire. `users` costs only where it is asked for;
-- `host`, `status` and `secret_token` say nothing, since they are no business of a project's people.
create view api_projects as
select
    p.project_id,
    p.name,
    p.title,
    p.description,
    (
        select jsonb_object_agg(
            m.account_id,
            jsonb_strip_nulls(jsonb_build_object(
                'group', m."group", 'hide', m.hide, 'upgrades', m.upgrades, 'ssh_keys', m.ssh_keys)))
        from members m
        where m.project_id = p.project_id
    ) as users,
    p.invite,
    p.invite_requests,
    p.deleted,
    null::jsonb as host,
    p.settings,
    p.site_license,
    null::jsonb as status,
    p.state,
    p.last_edited,
    p.last_active,
    p.created,
    p.action_request,
    p.course,
    p.run_quota,
    p.compute_image,
    p.env,
    p.sandbox,
    p.avatar_image_tiny,
    p.pay_as_you_go_quotas,
    null::text as secret_token,
    p.color,
    p.ephemeral,
    p.manage_users_owner_only
from projects p;

-- Who is on a project, for the restriction of queries to the caller's own projects.
create view api_members as
select m.project_id, m.account_id, m."group"
from members m;

create view api_public_paths as
select
    id,
    project_id,
    path,
    name,
    description,
    disabled,
    unlisted,
    authenticated,
    license,
    created,
    last_edited,
    last_saved,
    counter,
    cross_origin_isolation,
    compute_image,
    site_license_id,
    url,
    image,
    redirect,
    jupyter_api
from public_paths;

grant usage on schema projects to calque_query;
grant select on api_projects, api_members, api_public_paths to calque_query;
