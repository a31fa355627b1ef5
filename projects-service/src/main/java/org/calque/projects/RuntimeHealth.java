package org.calque.projects;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.projects.runtime.ProjectRuntime;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Whether commands can run here, and by which means their limits hold.
@Readiness
@ApplicationScoped
public class RuntimeHealth implements HealthCheck {
    private final ProjectRuntime runtime;

    RuntimeHealth(ProjectRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public HealthCheckResponse call() {
        var status = runtime.status();
        var answer = HealthCheckResponse.named("runtime of projects")
                .status(status.available())
                .withData("kind", status.kind())
                .withData("own host users", status.ownUsers())
                .withData("memory limit", status.memory())
                .withData("process limit", status.processes())
                .withData("processor limit", status.cpu())
                .withData("killing", status.killing())
                .withData("disk limit", status.disk())
                .withData("filter of system calls", status.filter())
                .withData("network", status.network())
                .withData("running", status.running());
        return (status.problem() == null ? answer : answer.withData("problem", status.problem())).build();
    }
}
