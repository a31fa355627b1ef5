-- The name of the call that made a token, and whose call it was: the same call makes no second one.
alter table registration_tokens add column once varchar(64), add column once_by uuid;

create unique index registration_tokens_once on registration_tokens (once_by, once) where once is not null;
