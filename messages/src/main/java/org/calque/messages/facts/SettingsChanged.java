package org.calque.messages.facts;

import java.util.UUID;
import org.calque.messages.Fact;

/// What somebody sees of the own account alone has changed: its settings.
///
/// @param accountId the account
public record SettingsChanged(UUID accountId) implements Fact {
    @Override
    public Topic topic() {
        return Topic.ACCOUNTS;
    }

    @Override
    public String key() {
        return accountId.toString();
    }
}
