package org.calque.projects.bridge;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies.Bare;
import org.calque.messages.bridge.ProjectPong;
import org.calque.messages.bridge.ProjectTest;
import org.calque.messages.bridge.ProjectVersion;
import org.calque.messages.bridge.SystemPing;

/// Functions that say no more than that the project is there. It has been started before one of them is called.
final class Presence {
    private Presence() {}

    @ApplicationScoped
    static class ProjectPongHandler implements Handler<ProjectPong> {
        @Override
        public Outcome handle(ProjectPong request, Caller caller) {
            return done(new Bare("pong"));
        }
    }

    @ApplicationScoped
    static class SystemPingHandler implements Handler<SystemPing> {
        private final Clock clock;

        SystemPingHandler(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Outcome handle(SystemPing request, Caller caller) {
            return done(new SystemPing.Now(clock.millis()));
        }
    }

    @ApplicationScoped
    static class ProjectTestHandler implements Handler<ProjectTest> {
        private final Clock clock;

        ProjectTestHandler(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Outcome handle(ProjectTest request, Caller caller) {
            return done(new ProjectTest.Tested(UUID.fromString(request.projectId()), clock.millis()));
        }
    }

    @ApplicationScoped
    static class ProjectVersionHandler implements Handler<ProjectVersion> {
        @Override
        public Outcome handle(ProjectVersion request, Caller caller) {
            return done(new Bare(ProjectVersion.CURRENT));
        }
    }
}
