package org.calque.projects.bridge;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Reply;
import org.calque.messages.Uuids;
import org.calque.messages.bridge.DbGetLegacyTimeTravelInfo;
import org.calque.messages.bridge.SyncHistory;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;

/// Nothing is kept here of how a file came to be what it is: people of its project are told that there is no history.
final class NoHistory {
    private NoHistory() {}

    @ApplicationScoped
    static class SyncHistoryHandler implements Handler<SyncHistory> {
        private final Access access;

        SyncHistoryHandler(Access access) {
            this.access = access;
        }

        @Override
        public Outcome handle(SyncHistory request, Caller caller) {
            return ofFile(
                    access,
                    caller,
                    request.projectId(),
                    request.path(),
                    "user must be collaborator on source project",
                    () -> SyncHistory.History.NONE);
        }
    }

    @ApplicationScoped
    static class DbGetLegacyTimeTravelInfoHandler implements Handler<DbGetLegacyTimeTravelInfo> {
        private final Access access;

        DbGetLegacyTimeTravelInfoHandler(Access access) {
            this.access = access;
        }

        @Override
        public Outcome handle(DbGetLegacyTimeTravelInfo request, Caller caller) {
            return ofFile(
                    access,
                    caller,
                    request.projectId(),
                    request.path(),
                    "user must be a collaborator on the project",
                    () -> new DbGetLegacyTimeTravelInfo.Info(""));
        }
    }

    private static Outcome ofFile(
            Access access, Caller caller, String projectId, String path, String notMine, Supplier<Reply> none) {
        var id = Uuids.parse(projectId);
        if (id.isEmpty()) {
            return refused(Reason.INVALID, "project_id must be a valid uuid");
        }
        return switch (access.toCollaborate(caller, id.get(), notMine)) {
            case Denied(var why) -> why;
            case Admitted _ when path == null -> refused(Reason.INVALID, "path must be specified");
            case Admitted _ -> done(none.get());
        };
    }
}
