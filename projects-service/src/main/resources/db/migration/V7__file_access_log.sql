-- Which files people used lately: one row for each, with the last time. Longer paths than an index may hold are told
-- apart by their hash.
create table file_access_log (
    account_id uuid not null,
    project_id uuid not null references projects on delete cascade,
    path       text not null,
    time       timestamptz not null
);

create unique index file_access_log_once on file_access_log (account_id, project_id, md5(path));
create index file_access_log_of_account on file_access_log (account_id, time desc);
create index file_access_log_by_time on file_access_log (time);

-- Files on their way in, piece by piece. The bytes lie in the project's home, below `.calque-uploads`.
create table uploads (
    upload_id     uuid primary key,
    project_id    uuid not null references projects on delete cascade,
    path          text not null,
    size          bigint,
    sha256        bytea,
    if_match      text,
    if_none_match text,
    created       timestamptz not null,
    expires       timestamptz not null
);

create index uploads_of_project on uploads (project_id);
create index uploads_by_expiry on uploads (expires);
