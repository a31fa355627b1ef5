package org.calque.messages.facts;

import java.util.UUID;
import org.calque.messages.Fact;

/// An account was deleted: its address is free again, and nobody can be it any longer.
///
/// @param accountId the account
public record AccountDeleted(UUID accountId) implements Fact {
    @Override
    public Topic topic() {
        return Topic.ACCOUNTS;
    }

    @Override
    public String key() {
        return accountId.toString();
    }
}
