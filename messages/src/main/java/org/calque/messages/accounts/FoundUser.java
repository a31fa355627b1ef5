package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.calque.messages.Unit;

/// An account as a search shows it.
///
/// @param name                 the user name; null when none was chosen
/// @param lastActive           in milliseconds since 1970; null when it never was
/// @param created              in milliseconds since 1970
/// @param emailAddressVerified whether its present address is known to be its owner's
/// @param emailAddress         only for whoever searched by it, and for administrators
/// @param banned               for administrators
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FoundUser(
        UUID accountId,
        String firstName,
        String lastName,
        String name,
        @Unit("milliseconds since 1970") Long lastActive,
        @Unit("milliseconds since 1970") Long created,
        boolean emailAddressVerified,
        @JsonInclude(JsonInclude.Include.NON_NULL) String emailAddress,
        @JsonInclude(JsonInclude.Include.NON_NULL) Boolean banned) {}
