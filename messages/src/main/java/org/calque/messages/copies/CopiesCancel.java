package org.calque.messages.copies;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Cancels a copy that has not ended, be it waiting for its time or its turn, or running. It then ends with an error
/// that says so; one that is made already when its worker hears of it ends well. What was copied by then stays, file
/// by file.
///
/// Only people of the target project may.
///
/// @param copyId the copy
@Answers(Replies.Ok.class)
public record CopiesCancel(String copyId) implements Request {}
