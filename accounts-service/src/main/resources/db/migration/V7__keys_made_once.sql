-- The name of the call that made a key: the same call makes no second one.
alter table api_keys add column once varchar(64);

create unique index api_keys_once on api_keys (account_id, once) where once is not null;
