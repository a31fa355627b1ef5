-- By a token an account adds itself to a project. People of the project read their tokens through the query language,
-- so the texts are kept as they are.
create table project_invite_tokens (
    token            text primary key check (length(token) between 8 and 100),
    project_id       uuid not null references projects on delete cascade,
    created          timestamptz not null,
    -- A token is good for as long as its maker may add people.
    created_by       uuid not null,
    by_administrator boolean not null default false,
    expires          timestamptz,
    usage_limit      double precision,
    counter          double precision not null default 0
);

create index project_invite_tokens_of_project on project_invite_tokens (project_id, created desc);

create table public_path_stars (
    public_path_id text not null references public_paths on delete cascade,
    account_id     uuid not null,
    created        timestamptz not null default now(),
    primary key (public_path_id, account_id)
);

-- What everybody sees is found without looking at what nobody does.
create index public_paths_shown on public_paths (last_edited desc nulls last)
    where disabled is not true and unlisted is not true;

create view api_project_invite_tokens as
select token, project_id, created, expires, usage_limit, counter from project_invite_tokens;

grant select on api_project_invite_tokens to calque_query;
