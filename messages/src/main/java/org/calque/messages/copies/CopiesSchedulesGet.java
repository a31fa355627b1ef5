package org.calque.messages.copies;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Tells how a schedule of the caller stands.
///
/// Source: Calque's own addition to API v2, `copies/schedules/get`.
///
/// @param scheduleId the schedule
@Answers(CopySchedule.class)
public record CopiesSchedulesGet(String scheduleId) implements Request {}
