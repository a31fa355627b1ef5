package org.calque.projects;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.calque.kit.FactReaders;
import org.calque.kit.FactReaders.Received;
import org.calque.messages.Fact.Topic;
import org.calque.projects.collaborators.InvitedPeople;
import org.calque.projects.manage.FirstProjects;

/// Follows what is told of accounts, for all who want to hear of it.
@ApplicationScoped
class AccountsTopic {
    private static final String GROUP = "first-projects";

    private final FactReaders facts;
    private final FirstProjects firstProjects;
    private final InvitedPeople invitedPeople;

    AccountsTopic(FactReaders facts, FirstProjects firstProjects, InvitedPeople invitedPeople) {
        this.facts = facts;
        this.firstProjects = firstProjects;
        this.invitedPeople = invitedPeople;
    }

    void follow(@Observes StartupEvent started) {
        facts.sharedAmong(GROUP, Topic.ACCOUNTS, this::read);
    }

    private void read(Received fact) {
        firstProjects.read(fact);
        invitedPeople.read(fact);
    }
}
