-- What accounts have bought or were given, and facts on their way to Kafka.

create table owned_upgrades (
    id         bigint generated always as identity primary key,
    account_id uuid not null,
    upgrade    text not null,
    amount     double precision not null check (amount >= 0),
    source     text not null,
    since      timestamptz(6) not null default now(),
    until      timestamptz(6),
    check (until is null or until > since)
);

comment on table owned_upgrades is
    'One row per purchase or gift: so much of one upgrade, from since until (open when null).';
comment on column owned_upgrades.upgrade is
    'cores, cpu_shares, memory, disk_quota, mintime, network, member_host, always_running, ...';

create index owned_upgrades_account on owned_upgrades (account_id);

create table outbox (
    seq     bigint generated always as identity primary key,
    id      uuid not null,
    topic   text not null,
    key     text not null,
    type    text not null,
    value   jsonb not null,
    created timestamptz not null default now()
);
