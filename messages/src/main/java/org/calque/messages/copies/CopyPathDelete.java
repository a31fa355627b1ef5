package org.calque.messages.copies;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Deletes a scheduled copy that has not ended. Answered with `copy_path_status_response`.
///
/// Source: API v1, `copy_path_delete`.
///
/// @param copyPathId the copy
@Answers(CopyPathStatus.Status.class)
public record CopyPathDelete(String copyPathId) implements Request {}
