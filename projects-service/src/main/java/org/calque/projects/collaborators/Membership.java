package org.calque.projects.collaborators;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.calque.kit.Outbox;
import org.calque.messages.facts.CallerChanged;
import org.calque.messages.facts.MembershipChanged;
import org.calque.projects.Group;
import org.calque.projects.Member;
import org.calque.projects.MemberRepository;

/// Lets accounts come to a project and go.
@ApplicationScoped
class Membership {
    private final MemberRepository members;
    private final Outbox outbox;

    Membership(MemberRepository members, Outbox outbox) {
        this.members = members;
        this.outbox = outbox;
    }

    @Transactional
    void add(UUID projectId, UUID accountId, UUID by) {
        if (members.addCollaborator(projectId, accountId)) {
            outbox.add(new MembershipChanged(projectId, accountId, Group.COLLABORATOR.wireName(), by));
        }
    }

    /// Keys of the project that the account has made end with it, so whoever remembers the project as a caller looks
    /// it up anew.
    ///
    /// @return false for an owner, who stays
    @Transactional
    boolean remove(UUID projectId, UUID accountId, UUID by) {
        var member = members.findById(new Member.Key(projectId, accountId), LockModeType.PESSIMISTIC_WRITE);
        if (member == null) {
            return true;
        }
        if (member.group == Group.OWNER) {
            return false;
        }
        members.delete(member);
        outbox.add(new MembershipChanged(projectId, accountId, null, by));
        outbox.add(new CallerChanged(projectId));
        return true;
    }
}
