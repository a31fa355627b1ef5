package org.calque.messages.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Request;

/// Sends a signal to processes of a project, by the numbers that they have there.
///
/// Source: the bridge, `system.signal` of a project.
///
/// @param projectId the project
/// @param signal    a number from 1 to 64, or a name such as `SIGINT`
/// @param pid       one process
/// @param pids      a list of processes; at most 100
public record ProjectSignal(String projectId, JsonNode signal, Long pid, JsonNode pids) implements Request {}
