package org.calque.projects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// An account that is on a project.
@Entity
@Table(name = "members")
@IdClass(Member.Key.class)
public class Member {
    /// @param projectId the project
    /// @param accountId who
    public record Key(UUID projectId, UUID accountId) {}

    @Id
    public UUID projectId;

    @Id
    public UUID accountId;

    @Column(name = "\"group\"", columnDefinition = "text")
    public Group group;

    public Boolean hide;

    @JdbcTypeCode(SqlTypes.JSON)
    public String upgrades;

    public Instant added;

    static Member of(UUID projectId, UUID accountId, Group group, Instant added) {
        var member = new Member();
        member.projectId = projectId;
        member.accountId = accountId;
        member.group = group;
        member.added = added;
        return member;
    }
}
