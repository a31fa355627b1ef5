package org.calque.projects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// One project, as far as the service itself reads it. The columns that only its people read and write are handled by
/// [org.calque.projects.tables.ProjectsTable] and the view `api_projects`. JSON columns are held as text.
@Entity
@Table(name = "projects")
public class Project {
    @Id
    public UUID projectId;

    @Column(length = 100)
    public String name;

    @Column(columnDefinition = "text")
    public String title;

    @Column(columnDefinition = "text")
    public String description;

    public Boolean deleted;
    public Instant created;
    public Instant lastEdited;

    @JdbcTypeCode(SqlTypes.JSON)
    public String state;

    @JdbcTypeCode(SqlTypes.JSON)
    public String siteLicense;

    @JdbcTypeCode(SqlTypes.JSON)
    public String env;

    @Column(columnDefinition = "text")
    public String computeImage;

    public Boolean manageUsersOwnerOnly;
    public int hostUid;

    @Override
    public String toString() {
        return "project " + projectId;
    }
}
