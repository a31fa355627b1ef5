-- Archives that are being unpacked, aside in the folder where they are to be: a crash must not leave that for ever.
create table unpackings (
    unpacking_id uuid primary key,
    project_id   uuid not null references projects on delete cascade,
    path         text not null,
    address      text not null,
    began        timestamptz not null default now()
);
