package org.calque.messages.bridge;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Asks whether a project answers; the answer is the bare text `pong`.
///
/// Source: the bridge, `ping` of a project.
@Answers(String.class)
public record ProjectPong() implements Request {}
