-- People who were invited to a project by an address that no account has yet. Whoever gets an account with the address
-- in time comes to the project.
create table invitations (
    email_address varchar(254) not null,
    project_id    uuid not null,
    invited_by    uuid not null references accounts,
    created       timestamptz not null,
    expire        timestamptz not null,
    primary key (email_address, project_id)
);

create index invitations_expire on invitations (expire);

-- A mail to somebody without an account, or in the words of somebody who has one.
alter table mails alter column account_id drop not null;
alter table mails
    add column project_id uuid,
    add column invited_by uuid references accounts,
    add column title      text,
    add column subject    text,
    add column body       text;

create index mails_to_invited on mails (email_address, created) where project_id is not null;
