package org.calque.messages.bridge;

import org.calque.messages.Request;

/// Something that clients tell and that this server has no use for: it is answered as if it had been done.
public record NotNeeded() implements Request {}
