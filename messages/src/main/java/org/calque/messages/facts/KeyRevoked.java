package org.calque.messages.facts;

import org.calque.messages.Fact;

/// An API key or session does not work any longer: whoever remembers its caller forgets it.
///
/// @param keyId what the key look-up answered as `key_id`
public record KeyRevoked(String keyId) implements Fact {
    @Override
    public Topic topic() {
        return Topic.KEYS;
    }

    @Override
    public String key() {
        return keyId;
    }
}
