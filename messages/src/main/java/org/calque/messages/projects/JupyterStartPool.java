package org.calque.messages.projects;

import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Makes kernels ready for quick use.
///
/// Source: API v1, `jupyter_start_pool`.
///
/// @param projectId project whose kernels are meant
/// @param kernels   which kernels
@Answers()
public record JupyterStartPool(String projectId, JsonNode kernels) implements Request {}
