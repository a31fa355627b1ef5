-- How often a copy was put off because of what may pass. Until its next attempt it is due at a later time, and not queued.
alter table copy_paths add column postponed integer not null default 0;

-- How far its worker was when it last renewed its lease.
alter table copy_paths
    add column progress_bytes bigint,
    add column progress_files bigint,
    add column progress_percent smallint;

-- Asked for by a site administrator, whose rights do not come from the projects and are not asked for again.
alter table copy_paths add column as_admin boolean not null default false;
