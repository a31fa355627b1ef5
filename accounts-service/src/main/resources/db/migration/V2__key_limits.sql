-- What a key may do less than its owner; null for no limit. A key that was rotated names the one that follows it.
alter table api_keys
    add column scopes     text[],
    add column projects   uuid[],
    add column networks   text[],
    add column rotated_to integer;

-- Keys of a project go with their maker when that one leaves the project.
drop index api_keys_project;
create index api_keys_project on api_keys (project_id, account_id) where project_id is not null;

-- What was rotated away is swept when its time is over.
create index api_keys_rotated on api_keys (expire) where rotated_to is not null;
