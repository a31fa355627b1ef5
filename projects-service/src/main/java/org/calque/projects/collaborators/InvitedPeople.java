package org.calque.projects.collaborators;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.calque.kit.FactReaders.Received;
import org.calque.messages.facts.InvitationsDue;
import org.calque.projects.ProjectRepository;
import org.jboss.logging.Logger;

/// Lets people in who were invited before they had an account. An invitation comes to nothing when who has sent it may
/// not add people any longer, or the project is deleted. Told twice, there is nothing to do the second time.
@ApplicationScoped
public class InvitedPeople {
    private static final Logger LOG = Logger.getLogger(InvitedPeople.class);

    private final ProjectRepository projects;
    private final Rules rules;
    private final Membership membership;

    InvitedPeople(ProjectRepository projects, Rules rules, Membership membership) {
        this.projects = projects;
        this.rules = rules;
        this.membership = membership;
    }

    @Transactional
    public void read(Received fact) {
        if (fact.type().equals(InvitationsDue.class.getSimpleName())) {
            var account = id(fact.value(), "account_id");
            fact.value().path("invitations").forEach(it -> letIn(account, it));
        }
    }

    private void letIn(UUID account, JsonNode invitation) {
        var project = id(invitation, "project_id");
        var invitedBy = id(invitation, "invited_by");
        var stillHolds = projects.standing(project, invitedBy)
                .filter(it -> !it.isDeleted())
                .filter(it -> rules.stillMayAdd(
                        it, invitation.path("by_administrator").asBoolean()))
                .filter(it -> rules.refusalOfMore(project, 1).isEmpty())
                .isPresent();
        if (stillHolds) {
            membership.add(Arrival.ofCollaborator(project, account), invitedBy);
        } else {
            LOG.infof("an invitation to project %s comes to nothing: who has sent it may not add people", project);
        }
    }

    private static UUID id(JsonNode node, String field) {
        return UUID.fromString(node.path(field).asText());
    }
}
