package org.calque.messages.projects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Sends a message of API v1 to a project, which is started when it is at rest, and answers with the message that comes
/// back: with its `event` and `id`, also when it is an error.
///
/// Understood are `ping`, `project_exec`, `read_text_file_from_project`, `write_text_file_to_project`, `send_signal`,
/// `jupyter_execute` and `jupyter_kernels`. A key that has limits needs the scope of the message besides.
///
/// Source: API v2, `projects/call`.
///
/// @param projectId the project
/// @param mesg      the message, with its `event`
@Answers(ObjectNode.class)
public record ProjectsCall(String projectId, JsonNode mesg) implements Request {}
