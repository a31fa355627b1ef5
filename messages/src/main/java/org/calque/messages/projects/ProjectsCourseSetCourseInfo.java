package org.calque.messages.projects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Says which course a project belongs to, in place of what was said before. Refused unless the caller is on the
/// project, on the project of the course that it belongs to now, and on that of the new one.
///
/// Source: API v2, `projects/course/set-course-info`.
///
/// @param projectId the project of a student, or one that a course shares
/// @param course    `project_id` and `path`, where the course is; `account_id` or `email_address` of the student;
///                  `type`; `pay`, until when the student must have paid; and whatever else clients keep there. An
///                  empty object takes the project out of its course. The people of the project read it as `course`
///                  of the table `projects`
public record ProjectsCourseSetCourseInfo(String projectId, ObjectNode course) implements Request {
    /// @param course as it is now
    public record Said(ObjectNode course) implements Reply {}
}
