package org.calque.copies;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.ServiceClient;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Service;

/// Asks projects-service whether a path is public. Nothing is remembered: what was unpublished is so at once.
@ApplicationScoped
class PublicPaths {
    private record Question(UUID projectId, String path, String publicId) {}

    private final ServiceClient services;

    PublicPaths(ServiceClient services) {
        this.services = services;
    }

    /// Empty when `path` of the project is public: published itself, or inside a folder that is.
    ///
    /// @param publicId the public path that it must lie in; null for any
    Optional<Outcome> refusal(Caller caller, UUID project, String path, String publicId) {
        return PathInHome.of(project, path)
                        .filter(it -> isPublic(caller, new Question(project, it.relative(), publicId)))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Outcome.refused(Reason.FORBIDDEN, notPublic(path, project)));
    }

    /// Whether `path` of the project is public, for whoever is asking.
    boolean isPublic(Caller caller, UUID project, String path) {
        return PathInHome.of(project, path)
                .filter(it -> isPublic(caller, new Question(project, it.relative(), null)))
                .isPresent();
    }

    static String notPublic(String path, UUID project) {
        return "path '" + path + "' of project with id '" + project + "' is not public";
    }

    private boolean isPublic(Caller caller, Question question) {
        var answer = services.post(Service.PROJECTS, "/access/public", question, caller);
        if (answer.status() != 200) {
            throw new Unavailable("the projects service does not say what is public", null);
        }
        return answer.json().path("public").asBoolean();
    }
}
