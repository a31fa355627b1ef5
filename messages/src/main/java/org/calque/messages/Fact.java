package org.calque.messages;

/// Something that has happened, told on Kafka. Readers are idempotent by the fact's id, which the outbox gives it.
///
/// The record's components are the JSON value; its simple name is the CloudEvents type.
public interface Fact {
    /// The topic it is told on: the name of the service that owns it, or `keys`.
    Topic topic();

    /// Id of the thing that changed; facts of one key stay in order.
    String key();

    /// The topics.
    enum Topic {
        ACCOUNTS,
        KEYS,
        PROJECTS,
        COPIES,
        BILLING;

        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
