-- What a search by words looks at, in lower case: both names and, after an @, the user name, a line each.
alter table accounts
    add column search_text text not null generated always as (
        lower(coalesce(first_name, '') || E'\n' || coalesce(last_name, '') || coalesce(E'\n@' || name, ''))) stored;

-- A word that many have is found among those seen last, a rare one by its letters.
create index accounts_seen on accounts (greatest(last_active, created) desc) where not deleted;
do $$
begin
    -- Each name is put in its place at once: a list of those that wait for it would be read by every search.
    create index accounts_search on accounts using gin (search_text gin_trgm_ops) with (fastupdate = off)
        where not deleted;
exception when undefined_object then
    raise warning 'without pg_trgm, which roles.sql makes, the search for a rare word reads every account';
end
$$;

create index auth_tokens_account on auth_tokens (account_id);
