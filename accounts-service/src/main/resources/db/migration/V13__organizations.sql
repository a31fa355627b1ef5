-- Organizations, whose administrators look after the accounts of their members.
create table organizations (
    organization_id   uuid primary key,
    created           timestamptz not null,
    name              varchar(39) not null,
    title             varchar(254),
    description       varchar(254),
    link              varchar(254),
    email_address     varchar(254),
    admin_account_ids uuid[] not null default '{}'
);

create unique index organizations_name_key on organizations (lower(name));

-- The name of the organization that an account belongs to. Administrators may name one that is still to be made.
alter table accounts add column org varchar(39);
create index accounts_org on accounts (org) where org is not null;

-- Accounts and organizations are found by their names, so both together have each name once.
create function name_is_taken_once() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('name ' || lower(new.name), 0));
    if tg_table_name = 'accounts'
            and exists (select from accounts.organizations where lower(name) = lower(new.name))
        or tg_table_name = 'organizations'
            and exists (select from accounts.accounts where lower(name) = lower(new.name)) then
        raise unique_violation using message = 'an account or an organization has this name';
    end if;
    return new;
end
$$;

create trigger accounts_name_once before insert on accounts
    for each row when (new.name is not null) execute function name_is_taken_once();
create trigger accounts_name_still_once before update of name on accounts
    for each row when (new.name is not null and new.name is distinct from old.name)
    execute function name_is_taken_once();
create trigger organizations_name_once before insert or update of name on organizations
    for each row execute function name_is_taken_once();
