-- Accounts whose first project was made by itself; each gets one, however often it is asked for.
create table first_projects (
    account_id uuid primary key,
    project_id uuid not null references projects on delete cascade
);
