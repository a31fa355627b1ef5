package org.calque.accounts.keys;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.UUID;
import org.calque.accounts.AccountsConfig;
import org.calque.kit.FactReaders;
import org.calque.kit.FactReaders.Received;
import org.calque.messages.Fact.Topic;
import org.calque.messages.facts.MembershipChanged;

/// Takes the keys of a project from those who no longer work on it, as soon as projects-service tells. A fact that is
/// lost changes nothing: the look-up of such a key asks projects-service.
@ApplicationScoped
class FormerMembers {
    private static final Set<String> AT_WORK = Set.of("owner", "collaborator");

    private final FactReaders facts;
    private final KeyRemover remover;
    private final boolean follow;

    FormerMembers(FactReaders facts, KeyRemover remover, AccountsConfig config) {
        this.facts = facts;
        this.remover = remover;
        this.follow = config.keys().followProjects();
    }

    void follow(@Observes StartupEvent started) {
        if (follow) {
            facts.sharedAmong("accounts-keys", Topic.PROJECTS, this::read);
        }
    }

    /// Told twice, it finds nothing to do the second time.
    void read(Received fact) {
        if (fact.type().equals(MembershipChanged.class.getSimpleName())
                && !AT_WORK.contains(fact.value().path("group").asText())) {
            remover.removeOfFormerMember(
                    UUID.fromString(fact.value().path("account_id").asText()),
                    UUID.fromString(fact.value().path("project_id").asText()));
        }
    }
}
