package org.calque.messages;

/// What a client asks for: the options of one [Event] or the parameters of one [Route].
///
/// Implemented by records. A component's wire name is its Java name in snake case, or the name its `@JsonProperty`
/// gives; an absent or null component was not given; the compact constructor fills in defaults.
public interface Request {}
