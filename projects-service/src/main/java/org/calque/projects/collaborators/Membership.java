package org.calque.projects.collaborators;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.calque.kit.Outbox;
import org.calque.messages.facts.CallerChanged;
import org.calque.messages.facts.MembershipChanged;
import org.calque.projects.Group;
import org.calque.projects.Member;
import org.calque.projects.MemberRepository;
import org.calque.projects.ProjectRepository;

/// Lets accounts come to a project and go, and become something else in it.
@ApplicationScoped
class Membership {
    private final MemberRepository members;
    private final ProjectRepository projects;
    private final TokenRows tokens;
    private final RequestRows requests;
    private final Outbox outbox;

    Membership(
            MemberRepository members,
            ProjectRepository projects,
            TokenRows tokens,
            RequestRows requests,
            Outbox outbox) {
        this.members = members;
        this.projects = projects;
        this.tokens = tokens;
        this.requests = requests;
        this.outbox = outbox;
    }

    /// How a change of group ended.
    enum Change {
        DONE,
        NOT_A_MEMBER,
        A_VIEWER,
        LAST_OWNER
    }

    @Transactional
    void add(Arrival arrival, UUID by) {
        addAll(List.of(arrival), by);
    }

    /// Adds all or, when that fails, none. Who is on the project already stays what it is, but a viewer who comes as a
    /// collaborator becomes one.
    @Transactional
    void addAll(Collection<Arrival> arrivals, UUID by) {
        for (var arrival : arrivals) {
            if (members.add(arrival.project(), arrival.account(), arrival.group())) {
                requests.settle(arrival.project(), arrival.account());
                outbox.add(new MembershipChanged(
                        arrival.project(), arrival.account(), arrival.group().wireName(), by));
            }
        }
    }

    /// Keys of the project that the account has made end with it, so whoever remembers the project as a caller looks
    /// it up anew. Who is removed by somebody else has seen the project's invite tokens: they end, too.
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
        if (member.group.mayWrite() && !accountId.equals(by)) {
            tokens.endAll(projectId);
        }
        outbox.add(new MembershipChanged(projectId, accountId, null, by));
        outbox.add(new CallerChanged(projectId));
        return true;
    }

    /// Makes somebody an owner or a collaborator. The last owner stays one, however many are changed at once.
    @Transactional
    Change change(UUID projectId, UUID accountId, Group group, UUID by) {
        projects.hold(projectId);
        var member = members.findById(new Member.Key(projectId, accountId), LockModeType.PESSIMISTIC_WRITE);
        if (member == null) {
            return Change.NOT_A_MEMBER;
        }
        if (member.group == Group.VIEWER) {
            return Change.A_VIEWER;
        }
        if (member.group == Group.OWNER && group != Group.OWNER && members.owners(projectId) == 1) {
            return Change.LAST_OWNER;
        }
        if (member.group != group) {
            member.group = group;
            outbox.add(new MembershipChanged(projectId, accountId, group.wireName(), by));
        }
        return Change.DONE;
    }
}
