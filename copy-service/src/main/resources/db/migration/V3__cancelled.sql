-- Cancelled while a worker may be at work: ends, with an error that says so, when the worker has let go of the target.
alter table copy_paths add column cancelled_at timestamptz;

-- Which copy an Idempotency-Key stands for. Keys and requests are kept as hashes: they are compared, never shown.
create table copy_requests (
    account  uuid not null,
    key      bytea not null,
    request  bytea not null,
    copy_id  uuid not null,
    created  timestamptz not null default now(),
    primary key (account, key)
);
create index copy_requests_created on copy_requests (created);
