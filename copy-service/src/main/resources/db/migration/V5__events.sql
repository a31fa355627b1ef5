-- What has become of copies, for those who follow them: written in the transaction that makes it true.
--
-- Transactions end in another order than they begin, so numbers that are given when a row is written do not tell a reader
-- whether it has seen all before them. Positions are given later, to rows that are committed, by one after another: whoever
-- has seen a position has seen all that are lower.
create table copy_events (
    seq               bigint generated always as identity primary key,
    position          bigint,
    account           uuid not null,
    copy_id           uuid not null,
    source_project_id uuid not null,
    target_project_id uuid not null,
    type              text not null,
    detail            jsonb not null,
    created           timestamptz not null default clock_timestamp()
);
create index copy_events_new on copy_events (seq) where position is null;
create unique index copy_events_positions on copy_events (position);
create index copy_events_of_account on copy_events (account, position);
create index copy_events_created on copy_events (created);

create sequence copy_event_positions;

-- Gives positions, and says the last that was given; whatever has a lower one is committed.
create function number_copy_events() returns bigint language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtext(current_schema() || '.copy_events'));
    update copy_events e set position = n.position
        from (select fresh.seq, nextval('copy_event_positions') as position
              from (select seq from copy_events where position is null order by seq) fresh) n
        where e.seq = n.seq;
    return (select case when is_called then last_value else 0 end from copy_event_positions);
end $$;
