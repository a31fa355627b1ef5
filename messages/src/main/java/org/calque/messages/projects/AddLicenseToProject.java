package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Puts a licence on a project. Done twice, it is as done once. A licence that the site does not know gives a project
/// nothing.
///
/// Source: API v1, `add_license_to_project`.
///
/// @param projectId the project
/// @param licenseId id of the licence
@Answers(Replies.Success.class)
public record AddLicenseToProject(
        @Required String projectId, @Required String licenseId) implements Request {}
