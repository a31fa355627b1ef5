package org.calque.messages.copies;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Makes no more copies for a schedule of the caller until it is resumed. Copies that were made for it go on.
///
/// Source: Calque's own addition to API v2, `copies/schedules/pause`.
///
/// @param scheduleId the schedule
@Answers(Replies.Ok.class)
public record CopiesSchedulesPause(String scheduleId) implements Request {}
