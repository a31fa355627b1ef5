package org.calque.projects.manage;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.calque.kit.FactReaders.Received;
import org.calque.kit.testing.TestCallers;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FirstProjectsTest extends ProjectsTest {
    @Inject
    FirstProjects firstProjects;

    private static Received created(UUID account, boolean firstProject) {
        var value = JsonNodeFactory.instance.objectNode();
        value.put("account_id", account.toString()).put("first_project", firstProject);
        return new Received(UUID.randomUUID().toString(), "AccountCreated", account.toString(), value);
    }

    @Test
    void whoSignsUpFindsOneRunningProjectHoweverOftenTheFactComes() {
        var account = UUID.randomUUID();
        firstProjects.read(created(account, true));
        firstProjects.read(created(account, true));
        var project = route(TestCallers.account(account), "projects/get")
                .body("", hasSize(1))
                .body("[0].title", is("My First Project"))
                .extract()
                .<String>path("[0].project_id");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ask(
                                "select state ->> 'state' from projects where project_id = ?", UUID.fromString(project))
                        .equals("running"));
    }

    @Test
    void whoseAccountAProgramMadeFindsNone() {
        var account = UUID.randomUUID();
        firstProjects.read(created(account, false));
        route(TestCallers.account(account), "projects/get").body("", empty());
    }
}
