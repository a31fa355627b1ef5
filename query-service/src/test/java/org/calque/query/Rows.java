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
                truncate api_accounts;
                insert into api_accounts (account_id, first_name, last_name, email_address, created, editor_settings,
                    other_settings, profile, groups, tags, balance) values
                    ('%1$s', 'Ada', 'Lovelace', 'ada@example.org', '2025-05-29 05:12:54Z', '{}', null, null, '{}',
                        '{a,b}', 1.5),
                    ('%2$s', null, 'Hopper', 'grace@example.org', null, '{"tab_size": 8, "theme": null, "own": null}',
                        null, '{"color": "red"}', null, null, null)
                """.formatted(ADA, GRACE));
        PublishedViews.run("projects", """
                truncate api_projects, api_members, api_public_paths;
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
                    (repeat('3', 40), '%1$s', 'members', null, true, null)
                """.formatted(ADAS, ADAS_OLD, GRACES, ADA, GRACE, NOBODYS));
    }
}
