package org.calque.messages.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Lists the other sites by which one can sign in here, as a bare list: none.
///
/// Source: API v2, `auth/sso-strategies`.
@Answers(value = ObjectNode.class, listed = true)
public record AuthSsoStrategies() implements Request {}
