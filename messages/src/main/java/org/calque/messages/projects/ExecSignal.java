package org.calque.messages.projects;

import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Sends a signal to every process of a job.
///
/// Source: Calque's own.
///
/// @param projectId the project
/// @param jobId     the job
/// @param signal    its name, such as `TERM` or `SIGINT`, or its number, 1 to 31

@Answers(Replies.Ok.class)
public record ExecSignal(String projectId, String jobId, JsonNode signal) implements Request {}
