-- The audit log becomes a chain: each row holds the hash of the row before, so that none can be changed, taken away or
-- put in unseen. AuditEntry describes what is hashed.
alter table audit rename to audit_before;
alter index audit_pkey rename to audit_before_pkey;

create table audit (
    seq           bigint primary key,
    time          timestamptz not null,
    event         text not null,
    actor_kind    text not null,
    actor         uuid,
    key_id        text,
    target        uuid,
    address       text,
    request_id    text,
    details       jsonb not null,
    previous_hash bytea not null,
    hash          bytea not null
);

create index audit_time on audit (time);
create index audit_event on audit (event, seq);
create index audit_actor on audit (actor, seq) where actor is not null;
create index audit_target on audit (target, seq) where target is not null;

do $$
declare
    deed     audit_before;
    number   bigint := 0;
    link     bytea := decode(repeat('00', 32), 'hex');
    previous bytea;
    micros   text;
    line     text;
begin
    for deed in select * from audit_before order by id loop
        number := number + 1;
        previous := link;
        micros := (extract(epoch from deed.time) * 1000000)::bigint::text;
        line := length(number::text) || ':' || number || ';'
            || length(micros) || ':' || micros || ';'
            || octet_length(convert_to(deed.event, 'UTF8')) || ':' || deed.event || ';'
            || '7:account;'
            || '36:' || deed.account_id || ';'
            || '-;'
            || '36:' || deed.target_id || ';'
            || '-;-;2:{};';
        link := sha256(previous || convert_to(line, 'UTF8'));
        insert into audit (seq, time, event, actor_kind, actor, target, details, previous_hash, hash)
        values (number, deed.time, deed.event, 'account', deed.account_id, deed.target_id, '{}', previous, link);
    end loop;
end
$$;

drop table audit_before;

-- Rows are added and nothing else.
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only';
end
$$;

create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function audit_is_append_only();
