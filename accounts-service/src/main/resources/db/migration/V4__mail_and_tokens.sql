-- What a visitor must know to sign up, as long as one of these is enabled. Only a hash of the text is kept.
create table registration_tokens (
    id        bigint generated always as identity primary key,
    hash      bytea not null unique,
    hint      varchar(16) not null,
    descr     text,
    counter   integer not null default 0,
    max_uses  integer,
    expires   timestamptz,
    disabled  boolean not null default false,
    -- Seconds that accounts made with it live; null for a token that makes accounts that stay.
    ephemeral bigint,
    created   timestamptz not null
);

-- When an ephemeral account ends.
alter table accounts add column expires timestamptz;
create index accounts_expires on accounts (expires) where expires is not null and not deleted;

-- Mails on their way. The secret of a link is made when its mail is sent, so none is kept here.
create table mails (
    id            bigint generated always as identity primary key,
    kind          text not null,
    account_id    uuid not null references accounts,
    email_address varchar(254) not null,
    created       timestamptz not null,
    state         text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'dismissed')),
    tries         integer not null default 0,
    -- Nobody else tries to send it before then.
    due           timestamptz not null,
    error         text
);

create index mails_due on mails (due) where state = 'waiting';
create index mails_open on mails (id) where state in ('waiting', 'failed');
create index mails_account on mails (account_id, kind, created);

create table password_resets (
    hash       bytea primary key,
    account_id uuid not null references accounts,
    expire     timestamptz not null
);

create index password_resets_account on password_resets (account_id);

-- The last link that was mailed to verify an address.
create table email_verifications (
    account_id    uuid primary key references accounts,
    email_address varchar(254) not null,
    hash          bytea not null,
    created       timestamptz not null
);
