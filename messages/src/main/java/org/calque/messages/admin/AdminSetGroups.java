package org.calque.messages.admin;

import java.util.List;
import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Says which groups an account is in. The last administrator stays one. For administrators only.
///
/// Source: API v2, `admin/set-groups`.
///
/// @param accountId whose
/// @param groups    all of them: `admin`, `partner`, both or none
@Answers(Replies.StatusSuccess.class)
public record AdminSetGroups(String accountId, List<String> groups) implements Request {}
