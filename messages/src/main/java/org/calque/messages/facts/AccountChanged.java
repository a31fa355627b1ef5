package org.calque.messages.facts;

import java.util.UUID;
import org.calque.messages.Fact;

/// What others see of an account has changed: its names, its e-mail address, a ban. The new values are not told;
/// whoever
/// keeps them reads them anew.
///
/// @param accountId the account
public record AccountChanged(UUID accountId) implements Fact {
    @Override
    public Topic topic() {
        return Topic.ACCOUNTS;
    }

    @Override
    public String key() {
        return accountId.toString();
    }
}
