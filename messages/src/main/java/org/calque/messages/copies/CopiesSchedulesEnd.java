package org.calque.messages.copies;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Ends a schedule of the caller for good. Copies that were made for it go on.
///
/// Source: Calque's own addition to API v2, `copies/schedules/end`.
///
/// @param scheduleId the schedule
@Answers(Replies.Ok.class)
public record CopiesSchedulesEnd(String scheduleId) implements Request {}
