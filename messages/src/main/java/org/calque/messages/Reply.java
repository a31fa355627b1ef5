package org.calque.messages;

/// What a client gets back. In API v1 the event name in `@JsonTypeName` and the request's `id` are written beside the
/// components; in API v2 the components stand alone. Null components are left out.
public interface Reply {}
