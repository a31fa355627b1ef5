-- What accounts-service publishes, as a table so that tests can fill it.
create table api_accounts (
    account_id uuid primary key, created timestamptz, name varchar(39), email_address varchar(254),
    email_address_verified jsonb, email_address_problem jsonb, passports jsonb, editor_settings jsonb,
    other_settings jsonb, first_name varchar(254), last_name varchar(254), terminal jsonb, autosave integer,
    evaluate_key text, font_size integer, last_active timestamptz, stripe_customer jsonb, coupon_history jsonb,
    profile jsonb, groups text[], ssh_keys jsonb, lti_id text[], unlisted boolean, tags text[], tours text[],
    purchase_closing_day integer, min_balance real, balance real, balance_alert boolean, auto_balance jsonb,
    stripe_checkout_session jsonb, stripe_usage_subscription varchar(256), email_daily_statements boolean,
    unread_message_count integer
);

create view api_crm_accounts as
select a.*, false as banned, 'noted'::text as notes, null::integer as salesloft_id, null::text as sign_up_usage_intent,
       null::uuid as owner_id, false as deleted
from api_accounts a;

create table api_system_notifications (
    id uuid primary key, time timestamptz, text text, priority varchar(6), done boolean
);

create table api_news (id integer primary key, date timestamptz, title text, tags text[], channel text, hide boolean);

create table api_client_error_log (
    id uuid primary key, event text, error text, account_id uuid, time timestamptz, expire timestamptz
);

grant usage on schema accounts to calque_query;
grant select on api_accounts, api_crm_accounts, api_system_notifications, api_news, api_client_error_log to calque_query;

create table api_messages (
    id integer primary key, sent timestamptz, from_id uuid, to_ids uuid[], subject text, body text,
    thread_id double precision, read bit varying, saved bit varying, starred bit varying, liked bit varying,
    deleted bit varying, expire bit varying
);

grant select on api_messages to calque_query;

create table api_site_settings (name text primary key, value text, readonly boolean);

create table api_registration_tokens (
    token varchar(16), descr text, counter double precision, expires timestamptz, "limit" double precision, disabled boolean
);

create table api_auth_tokens (
    account_id uuid, expire timestamptz, created timestamptz, created_by uuid, is_admin boolean
);

grant select on api_site_settings, api_registration_tokens, api_auth_tokens to calque_query;
