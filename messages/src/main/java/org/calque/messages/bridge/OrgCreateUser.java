package org.calque.messages.bridge;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Makes an account that is a member of an organization, for its administrators and those of the site; the latter may
/// name an organization that is still to be made. The answer is the id of the account, which gets a first project.
///
/// Source: the function `org.createUser` of the bridge.
///
/// @param name      of the organization
/// @param email     that no account has
/// @param firstName of the person
/// @param lastName  of the person
/// @param password  6 to 64 characters; a random one when absent
@Answers(UUID.class)
public record OrgCreateUser(
        String name,
        String email,
        @JsonProperty("firstName") String firstName,
        @JsonProperty("lastName") String lastName,
        String password)
        implements Request {
    @Override
    public String toString() {
        return "a member of " + name + " to be made";
    }
}
