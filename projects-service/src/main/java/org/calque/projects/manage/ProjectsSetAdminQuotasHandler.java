package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.kit.Outbox;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.facts.ProjectChanged;
import org.calque.messages.projects.ProjectsSetAdminQuotas;
import org.calque.projects.ProjectRepository;
import org.calque.projects.ProjectsConfig;

@ApplicationScoped
class ProjectsSetAdminQuotasHandler implements Handler<ProjectsSetAdminQuotas> {
    private static final double SHARES_OF_A_CORE = 1024;

    private final ProjectRepository projects;
    private final Outbox outbox;
    private final ProjectsConfig config;

    ProjectsSetAdminQuotasHandler(ProjectRepository projects, Outbox outbox, ProjectsConfig config) {
        this.projects = projects;
        this.outbox = outbox;
        this.config = config;
    }

    @Override
    @Transactional
    public Outcome handle(ProjectsSetAdminQuotas request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        if (!caller.isAdmin()) {
            return refused(Reason.FORBIDDEN, "only admins can set project quotas");
        }
        var id = Uuids.parse(request.projectId());
        if (id.isEmpty()) {
            return refused(Reason.INVALID, "project_id must be a valid uuid");
        }
        return problem(request)
                .map(words -> refused(Reason.INVALID, words))
                .orElseGet(() -> set(id.get(), settings(request), caller));
    }

    private Outcome set(UUID projectId, ObjectNode settings, Caller caller) {
        if (!projects.set(projectId, settings)) {
            return refused(Reason.NOT_FOUND, "there is no project " + projectId);
        }
        outbox.add(new ProjectChanged(projectId, List.of("settings"), caller.id()));
        return done(new Replies.StatusSuccess());
    }

    private Optional<String> problem(ProjectsSetAdminQuotas request) {
        var most = new LinkedHashMap<String, Double>();
        most.put("memory_limit", (double) config.quota().maxMemoryMib());
        most.put("memory_request", (double) config.quota().maxMemoryMib());
        most.put("cpu_request", config.quota().maxCores());
        most.put("cpu_limit", config.quota().maxCores());
        most.put("disk_quota", (double) config.quota().maxDiskMib());
        most.put("idle_timeout", (double) config.quota().maxMintime().toSeconds());
        var given = amounts(request);
        return most.entrySet().stream()
                .filter(it -> given.get(it.getKey()) != null)
                .filter(it -> given.get(it.getKey()) < 0 || given.get(it.getKey()) > it.getValue())
                .findFirst()
                .map(it -> "%s must be between 0 and %.0f".formatted(it.getKey(), it.getValue()));
    }

    private static Map<String, Double> amounts(ProjectsSetAdminQuotas request) {
        var amounts = new LinkedHashMap<String, Double>();
        amounts.put("memory_limit", request.memoryLimit());
        amounts.put("memory_request", request.memoryRequest());
        amounts.put("cpu_request", request.cpuRequest());
        amounts.put("cpu_limit", request.cpuLimit());
        amounts.put("disk_quota", request.diskQuota());
        amounts.put("idle_timeout", request.idleTimeout());
        return amounts;
    }

    private static ObjectNode settings(ProjectsSetAdminQuotas request) {
        var settings = JsonNodeFactory.instance.objectNode();
        put(settings, "memory", request.memoryLimit());
        put(settings, "memory_request", request.memoryRequest());
        put(settings, "cpu_shares", request.cpuRequest() == null ? null : request.cpuRequest() * SHARES_OF_A_CORE);
        put(settings, "cores", request.cpuLimit());
        put(settings, "disk_quota", request.diskQuota());
        put(settings, "mintime", request.idleTimeout());
        put(settings, "network", request.internet());
        put(settings, "member_host", request.memberHost());
        put(settings, "always_running", request.alwaysRunning());
        return settings;
    }

    private static void put(ObjectNode settings, String name, Double value) {
        if (value != null && value == Math.rint(value)) {
            settings.put(name, value.longValue());
        } else if (value != null) {
            settings.put(name, value);
        }
    }

    private static void put(ObjectNode settings, String name, Boolean value) {
        if (value != null) {
            settings.put(name, value ? 1 : 0);
        }
    }
}
