package org.calque.messages.facts;

import java.util.UUID;
import org.calque.messages.Fact;

/// An account was made.
///
/// @param accountId    the new account
/// @param firstProject whether a first project is to be made for it
public record AccountCreated(UUID accountId, boolean firstProject) implements Fact {
    @Override
    public Topic topic() {
        return Topic.ACCOUNTS;
    }

    @Override
    public String key() {
        return accountId.toString();
    }
}
