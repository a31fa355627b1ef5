package org.calque.messages.bridge;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Something that this server does not do; whoever asks for it is told so.
@Answers
public record NotDone() implements Request {}
