package org.calque.projects.life;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Standing;

/// Which projects are to run although nobody asks for them, and which are not to run any longer. What administrators
/// and
/// people grant a project in this is looked up at once, not at its next start.
@ApplicationScoped
public class Demand {
    private static final String ALWAYS_RUNNING = """
            select project_id from projects where (settings ->> 'always_running')::numeric > 0
            union
            select project_id from members where (upgrades ->> 'always_running')::numeric > 0""";
    private static final String TO_BE_STARTED = """
            select p.project_id, p.host_uid from projects p
            where p.project_id in (%s) and p.deleted is not true
                and (p.start_after is null or p.start_after <= now())
                and not exists (select from leases l where l.project_id = p.project_id)
            order by random() limit ?""".formatted(ALWAYS_RUNNING);
    private static final String UNUSED = """
            select p.project_id, quota.mintime
            from leases l join projects p using (project_id)
            cross join lateral (
                select least(
                    ?,
                    coalesce((p.settings ->> 'mintime')::numeric, ?) + coalesce((
                        select sum((m.upgrades ->> 'mintime')::numeric)
                        from members m where m.project_id = p.project_id), 0)) as mintime) quota
            where l.replica = ?
                and p.last_edited < ?::timestamptz - quota.mintime * interval '1 second'
                and p.project_id not in (%s)""".formatted(ALWAYS_RUNNING);

    private final Leases leases;
    private final ProjectsConfig config;
    private final Clock clock;

    Demand(Leases leases, ProjectsConfig config, Clock clock) {
        this.leases = leases;
        this.config = config;
        this.clock = clock;
    }

    /// A project that was not used since a time, as far as the database knows.
    record Unused(UUID projectId, Instant since) {}

    /// Projects that are always to run, and do so nowhere.
    List<Standing> toBeStarted(int limit) {
        return leases.all(
                TO_BE_STARTED,
                row -> new Standing(row.getObject(1, UUID.class), row.getInt(2), false, null, false, null),
                limit);
    }

    /// Use is written down once in a while only, so that much is granted on top.
    List<Unused> unused(long replica) {
        var now = clock.instant().minus(config.touchEvery());
        return leases.all(
                UNUSED,
                row -> new Unused(row.getObject(1, UUID.class), now.minusMillis((long) (row.getDouble(2) * 1000))),
                config.quota().maxMintime().toSeconds(),
                config.quota().mintime().toMillis() / 1000.0,
                replica,
                Timestamp.from(now));
    }
}
