package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Objects;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Searches accounts by name, e-mail address or id, those active last first.
///
/// Source: API v1, `user_search`.
///
/// @param query     an id; or a list, separated by commas, of e-mail addresses and of words that all must be part of a
///                  name
/// @param admin     sees unlisted accounts and all addresses; for site administrators
/// @param active    only accounts active within this time, such as `6 months`; empty for all
/// @param limit     at most so many, never more than 50
/// @param onlyEmail looks for e-mail addresses only
public record UserSearch(@Required String query, Boolean admin, String active, Integer limit, Boolean onlyEmail)
        implements Request {
    private static final int USUAL_LIMIT = 20;

    public UserSearch {
        admin = Objects.requireNonNullElse(admin, false);
        active = Objects.requireNonNullElse(active, "");
        limit = Objects.requireNonNullElse(limit, USUAL_LIMIT);
        onlyEmail = Objects.requireNonNullElse(onlyEmail, false);
    }

    /// @param results who was found
    @JsonTypeName("user_search_results")
    public record Found(List<FoundUser> results) implements Reply {}
}
