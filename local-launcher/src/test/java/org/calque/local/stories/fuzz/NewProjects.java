package org.calque.local.stories.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.calque.local.RunningSystem;
import org.calque.local.stories.Client;
import org.calque.local.stories.LeftBehind;

/// All projects that the calls have made, whoever has them.
final class NewProjects {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LOOK_EVERY_MS = 200;

    private final RunningSystem system;
    private final String begin;

    NewProjects(RunningSystem system) throws SQLException {
        this.system = system;
        this.begin = ask("select now()::text").getFirst();
    }

    /// Deletes those that run, after which nothing of any may be left. Some would be started again after a mere stop,
    /// since they always run.
    void delete(Client admin) throws Exception {
        for (var project : ask("select project_id from projects.leases join projects.projects using (project_id)"
                + " where created >= '" + begin + "'")) {
            assertEquals("", admin.v2("projects/delete", "project_id", project).error(), project);
        }
        var leftBehind =
                new LeftBehind(ask("select project_id from projects.projects where created >= '" + begin + "'"));
        var deadline = Instant.now().plus(PATIENCE);
        while (!leftBehind.find(system).isEmpty() && Instant.now().isBefore(deadline)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
        assertEquals(List.of(), leftBehind.find(system));
    }

    private List<String> ask(String question) throws SQLException {
        try (var database = system.superuser();
                var statement = database.createStatement();
                var rows = statement.executeQuery(question)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
