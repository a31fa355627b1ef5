package org.calque.projects.exec;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.Lifecycle;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.ProjectsTest;
import org.calque.projects.Workspaces;
import org.calque.projects.runtime.JobRuntime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Jobs of a machine that does not come back, as another replica sees them, and the end of all jobs.
@QuarkusTest
class LostJobsTest extends ProjectsTest {
    private static final String GONE = "http://127.0.0.1:1";

    @Inject
    JobRuntime runtime;

    @Inject
    Lifecycle lifecycle;

    @Inject
    Workspaces workspaces;

    @Inject
    JobRepository rows;

    @Inject
    ProjectsConfig config;

    private final Instant now = Instant.now();
    private TestCaller ada;
    private String project;

    @BeforeEach
    void aProject() {
        ada = somebody();
        project = project(ada);
    }

    private Jobs at(Instant time) {
        return new Jobs(
                runtime, lifecycle, workspaces, rows, InstantSource.fixed(time).withZone(ZoneOffset.UTC), config);
    }

    private String endedJob(String command) {
        String id = route(
                        ada,
                        "exec",
                        "project_id",
                        project,
                        "command",
                        command,
                        "async_call",
                        true,
                        "err_on_exit",
                        false)
                .extract()
                .path("job_id");
        route(ada, "exec", "project_id", project, "async_get", id, "async_await", true)
                .body("error", nullValue());
        return id;
    }

    /// As if another machine had run it, which has never been heard of since.
    private void ranElsewhere(String job, String status) throws SQLException {
        sql(
                "update jobs set node = 'gone', address = ?, status = ?, finished_at = case when ? <> 'running' then finished_at end"
                        + " where job_id = ?::uuid",
                GONE,
                status,
                status,
                job);
    }

    private String status(String job) throws SQLException {
        return ask("select status from jobs where job_id = ?::uuid", job);
    }

    @Test
    void aJobWhoseMachineIsLostIsEndedAndSaysSo() throws SQLException {
        var job = endedJob("true");
        ranElsewhere(job, "running");
        at(now).endOrphans();
        assertEquals("running", status(job));
        at(now.plus(config.jobs().shutdownPatience())).endOrphans();
        assertEquals("running", status(job));
        at(now.plus(config.jobs().shutdownPatience()).plusMillis(1)).endOrphans();
        route(ada, "exec", "project_id", project, "async_get", job)
                .body("status", is("error"))
                .body("exit_code", is(1))
                .body("stdout", is(""))
                .body("stderr", is("killed: the machine that ran the job was lost"));
    }

    @Test
    void aMachineThatIsHeardOfAgainInTimeKeepsItsJobs() throws SQLException {
        var job = endedJob("true");
        ranElsewhere(job, "running");
        at(now).endOrphans();
        sql("insert into replicas (address, until) values (?, now() + interval '1 hour')", GONE);
        try {
            at(now.plusSeconds(1)).endOrphans();
            at(now.plus(Duration.ofHours(1))).endOrphans();
            assertEquals("running", status(job));
        } finally {
            sql("delete from replicas where address = ?", GONE);
        }
    }

    @Test
    void whatAnEndedJobHasWrittenIsToldWhereItDidNotRun() throws SQLException {
        var job = endedJob("echo out; echo err >&2; exit 3");
        ranElsewhere(job, "completed");
        route(ada, "exec", "project_id", project, "async_get", job)
                .body("status", is("completed"))
                .body("stdout", is("out\n"))
                .body("stderr", is("err\n"))
                .body("exit_code", is(3));
    }

    @Test
    void ofLongOutputTheBeginningIsToldAndThatMoreWasWritten() throws SQLException {
        var job = endedJob("head -c 400000 /dev/zero | tr '\\0' x");
        ranElsewhere(job, "completed");
        var shared = config.jobs().sharedOutputBytes();
        route(ada, "exec", "project_id", project, "async_get", job)
                .body("stdout", is("x".repeat(shared) + " (truncated at " + shared + " characters)"));
    }

    @Test
    void aJobIsForgottenAnHourAfterTheLastQuestionWhoeverRanIt() throws SQLException {
        var here = endedJob("true");
        var elsewhere = endedJob("true");
        ranElsewhere(elsewhere, "completed");
        var asked = Instant.parse(ask(
                "select to_char(max(last_access) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                        + " from jobs where project_id = ?::uuid",
                project));
        at(asked.plus(Duration.ofMinutes(59))).forgetIdle();
        assertEquals("2", count());
        at(asked.plus(Duration.ofHours(1)).plusMillis(1)).forgetIdle();
        assertEquals("0", count());
        route(ada, "exec", "project_id", project, "async_get", here)
                .body(
                        "error",
                        is("Error executing command 'undefined' with args 'undefined' -- Async operation '" + here
                                + "' does not exist."));
    }

    private String count() throws SQLException {
        return ask("select count(*) from jobs where project_id = ?::uuid", project);
    }
}
