package org.calque.messages.copies;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Goes on with a schedule that was paused, from now on: nothing is made up for.
///
/// Source: Calque's own addition to API v2, `copies/schedules/resume`.
///
/// @param scheduleId the schedule
@Answers(Replies.Ok.class)
public record CopiesSchedulesResume(String scheduleId) implements Request {}
