package org.calque.query;

import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;

/// The people and projects of the tests.
final class Rows {
    static final UUID ADA = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    static final UUID GRACE = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000002");
    static final UUID ADAS = UUID.fromString("aaaaaaaa-1111-4000-8000-000000000001");
    static final UUID ADAS_OLD = UUID.fromString("aaaaaaaa-2222-4000-8000-000000000002");
    static final UUID GRACES = UUID.fromString("bbbbbbbb-1111-4000-8000-000000000003");
    static final UUID NOBODYS = UUID.fromString("cccccccc-1111-4000-8000-000000000004");

    private Rows() {}

    static TestCaller ada() {
        return TestCallers.account(ADA);
    }

    static TestCaller grace() {
        return TestCallers.account(GRACE);
    }

    /// Everything as every test finds it.
    static void fresh() {
        PublishedViews.run("accounts", """
                truncate api_accounts, api_system_notifications, api_news, api_client_error_log;
                insert into api_accounts (account_id, first_name, last_name, email_address, created, editor_settings,
                    other_settings, profile, groups, tags, balance) values
                    ('%1$s', 'Ada', 'Lovelace', 'ada@example.org', '2025-05-29 05:12:54Z', '{}', null, null, '{}',
                        '{a,b}', 1.5),
                    ('%2$s', null, 'Hopper', 'grace@example.org', null, '{"tab_size": 8, "theme": null, "own": null}',
                        null, '{"color": "red"}', null, null, null);
                insert into api_system_notifications (id, time, text) values
                    (gen_random_uuid(), now(), 'maintenance'), (gen_random_uuid(), now() - interval '2 hours', 'over');
                insert into api_news (id, date, title, channel) values (1, now(), 'new', 'feature'),
                    (2, now() - interval '4 months', 'old', 'feature'), (3, now(), 'party', 'event'),
                    (4, now() + interval '1 day', 'to come', 'feature');
                insert into api_news (id, date, title, channel, hide) values (5, now(), 'hidden', 'feature', true);
                insert into api_client_error_log values (gen_random_uuid(), 'error', 'boom', null, now(), now())
                """.formatted(ADA, GRACE));
        PublishedViews.run("projects", """
                truncate api_projects, api_members, api_public_paths, api_project_log, api_file_use;
                insert into api_projects (project_id, title, description, users, last_edited, settings, run_quota,
                    deleted, secret_token) values
                    ('%1$s', 'Ada''s "project"', '', '{"%4$s": {"group": "owner"}}', now(), null, '{"x": null}', null, 's3cret'),
                    ('%2$s', 'old', null, null, now() - interval '30 days', null, null, true, null),
                    ('%3$s', 'Grace''s', 'd', null, now() - interval '1 day', '{"cores": 2}', null, null, null),
                    ('%6$s', 'left', 'd', null, now(), null, null, null, null);
                insert into api_members values ('%1$s', '%4$s', 'owner'), ('%2$s', '%4$s', 'owner'),
                    ('%3$s', '%5$s', 'owner'), ('%3$s', '%4$s', 'viewer');
                insert into api_public_paths (id, project_id, path, disabled, authenticated, counter) values
                    (repeat('1', 40), '%1$s', 'open', null, null, 2), (repeat('2', 40), '%1$s', 'off', true, null, null),
                    (repeat('3', 40), '%1$s', 'members', null, true, null);
                insert into api_project_log
                    select gen_random_uuid(), project_id, now() - age, '%4$s', '{"event": "open"}'
                    from api_projects, (values (interval '1 hour'), (interval '3 months')) ages (age)
                    where project_id in ('%1$s', '%3$s');
                insert into api_file_use
                    select md5(project_id::text || age) || '01234567', project_id, 'a',
                        '{"%4$s": {"edit": "2025-01-02T03:04:05Z", "note": "2025-01-02", "n": 5}}', now() - age
                    from api_projects, (values (interval '1 hour'), (interval '1 month')) ages (age)
                    where project_id in ('%1$s', '%3$s');
                """.formatted(ADAS, ADAS_OLD, GRACES, ADA, GRACE, NOBODYS));
    }
}
