-- Settings of the site, as administrators write them down. No part of Calque takes its own settings from here.
create table server_settings (
    name     text primary key check (length(name) between 1 and 254),
    value    text,
    readonly boolean
);

create view api_site_settings as
select name, value, readonly from server_settings;

-- Of a token only a hash is kept, so its hint stands in its place.
create view api_registration_tokens as
select hint as token, descr, counter::double precision as counter, expires, max_uses::double precision as "limit", disabled
from registration_tokens;

-- Which sign-in tokens are open. Who made them is in the audit log.
create view api_auth_tokens as
select account_id, expire, null::timestamptz as created, null::uuid as created_by, null::boolean as is_admin
from auth_tokens;

grant select on api_site_settings, api_registration_tokens, api_auth_tokens to calque_query;
