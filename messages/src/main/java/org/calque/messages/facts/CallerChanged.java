package org.calque.messages.facts;

import java.util.UUID;
import org.calque.messages.Fact;

/// What is known of an account or project as a caller has changed (groups, a ban, its members): whoever remembers it
/// looks it up anew.
///
/// @param callerId the account's or project's id
public record CallerChanged(UUID callerId) implements Fact {
    @Override
    public Topic topic() {
        return Topic.KEYS;
    }

    @Override
    public String key() {
        return callerId.toString();
    }
}
