package org.calque.accounts.organizations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What is told about an organization; what nobody has said is null.
@JsonInclude(JsonInclude.Include.ALWAYS)
record Organization(
        String name, String title, String description, String link, String emailAddress, List<UUID> adminAccountIds) {

    /// One of many.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Summary(String name, String title, List<UUID> adminAccountIds) {}

    /// Who belongs to it.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Member(String firstName, String lastName, UUID accountId, String emailAddress, Instant lastActive) {}
}
