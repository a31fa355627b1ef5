-- Addresses that are called with what becomes of an account's copies. Their secrets are not here: they are made from the id and
-- the generation of a webhook by a key that the database does not hold.
create table copy_webhooks (
    id             uuid primary key,
    account        uuid not null,
    url            text not null,
    -- Of which types and which project; null for all.
    types          text[],
    project_id     uuid,
    generation     integer not null default 1,
    rotated        timestamptz,
    created        timestamptz not null default clock_timestamp(),
    after_position bigint not null,
    -- Why it is not called any more.
    disabled       text
);
create index copy_webhooks_of_account on copy_webhooks (account);

-- Up to where events have become deliveries.
create table copy_webhook_cursor (
    singleton boolean primary key default true check (singleton),
    position  bigint not null
);
insert into copy_webhook_cursor (position) values (0);

create table copy_deliveries (
    id         uuid primary key default gen_random_uuid(),
    webhook_id uuid not null references copy_webhooks on delete cascade,
    position   bigint not null,
    type       text not null,
    copy_id    uuid not null,
    body       text not null,
    created    timestamptz not null default clock_timestamp(),
    attempts   integer not null default 0,
    -- When it is sent next, or taken for lost by whoever sends it now.
    next_try   timestamptz,
    delivered  timestamptz,
    status     integer,
    error      text,
    unique (webhook_id, position)
);
create index copy_deliveries_due on copy_deliveries (next_try) where next_try is not null;
create index copy_deliveries_created on copy_deliveries (created);
