-- What projects-service publishes, as tables so that tests can fill them.
create table api_projects (
    project_id uuid primary key, name varchar(100), title text, description text, users jsonb, invite jsonb,
    invite_requests jsonb, deleted boolean, host jsonb, settings jsonb, site_license jsonb, status jsonb, state jsonb,
    last_edited timestamptz not null default now(), last_active jsonb, created timestamptz, action_request jsonb,
    course jsonb, run_quota jsonb, compute_image text, env jsonb, sandbox boolean, avatar_image_tiny text,
    pay_as_you_go_quotas jsonb, secret_token text, color text,
    ephemeral bigint, manage_users_owner_only boolean
);

create table api_members (project_id uuid, account_id uuid, "group" text, primary key (project_id, account_id));
create unique index on api_members (account_id, project_id) include ("group");

create table api_public_paths (
    id text primary key, project_id uuid, path text, name varchar(100), description text, disabled boolean,
    unlisted boolean, authenticated boolean, license text, created timestamptz, last_edited timestamptz,
    last_saved timestamptz, counter double precision, cross_origin_isolation boolean, compute_image text,
    site_license_id text, url text, image text, redirect text, jupyter_api boolean
);

create table api_project_log (id uuid primary key, project_id uuid, time timestamptz, account_id uuid, event jsonb);

create table api_file_use (id text primary key, project_id uuid, path text, users jsonb, last_edited timestamptz);

create table api_project_invite_tokens (
    token text, project_id uuid, created timestamptz, expires timestamptz, usage_limit double precision,
    counter double precision
);

create table api_file_access_log (id uuid, project_id uuid, account_id uuid, filename text, time timestamptz);

create table api_mentions (
    time timestamptz, project_id uuid, path text, source uuid, target text, description text, fragment_id text,
    priority double precision, users jsonb
);

create view api_project_avatars as select project_id, 'picture'::text as avatar_image_full from api_projects;

create view api_crm_projects as select p.*, 'noted'::text as notes from api_projects p;

grant usage on schema projects to calque_query;
grant select on api_project_invite_tokens, api_mentions, api_file_access_log, api_projects, api_members, api_public_paths, api_project_log, api_file_use, api_project_avatars,
    api_crm_projects to calque_query;
