package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Ends a job with every process that it has started. Nothing happens to one that has ended.
///
/// Source: Calque's own.
///
/// @param projectId the project
/// @param jobId     the job

@Answers(Exec.Job.class)
public record ExecCancel(String projectId, String jobId) implements Request {}
