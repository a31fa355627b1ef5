package org.calque.messages.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// What a client may know of this site: its name, who may sign up, what it offers. Answered bare, as one object.
///
/// Source: API v2, `customize`.
///
/// @param fields names of what is wanted; all when absent
@Answers(ObjectNode.class)
public record Customize(List<String> fields) implements Request {}
