-- The login roles and schemas of Calque. Safe to run again: it makes what is missing and takes nothing away.
--
-- ./calque up runs it for itself. On a PostgreSQL (16 or newer) of your own, run it once in Calque's database and again
-- with every release, as the owner of the database or as somebody with CREATEROLE and CREATE on the database:
--
--   PGOPTIONS="-c calque.password_accounts=... -c calque.password_projects=... -c calque.password_query=...
--              -c calque.password_copies=... -c calque.password_billing=..." psql -d calque -f roles.sql
--
-- A password that is not given leaves the role as it is; a new role cannot sign in until it has one.
DO $$
DECLARE
    service     text;
    role_name   text;
    password    text;
    owns_schema boolean;
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    REVOKE ALL ON SCHEMA public FROM PUBLIC;

    FOREACH service IN ARRAY ARRAY['accounts', 'projects', 'query', 'copies', 'billing'] LOOP
        role_name := 'calque_' || service;
        password := nullif(current_setting('calque.password_' || service, true), '');
        -- query-service owns nothing: it may read what the owners publish to it, and they grant that themselves.
        owns_schema := service <> 'query';

        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT', role_name);
        END IF;
        IF password IS NOT NULL THEN
            EXECUTE format('ALTER ROLE %I PASSWORD %L', role_name, password);
        END IF;
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), role_name);

        IF owns_schema THEN
            IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
                EXECUTE format('GRANT %I TO CURRENT_USER WITH SET TRUE, INHERIT FALSE', role_name);
            END IF;
            EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', service, role_name);
        END IF;
        EXECUTE format(
            'ALTER ROLE %I IN DATABASE %I SET search_path = %s',
            role_name, current_database(), CASE WHEN owns_schema THEN quote_ident(service) ELSE 'pg_catalog' END);
    END LOOP;

    -- Accounts are found by parts of names.
    CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA accounts;
END
$$;
