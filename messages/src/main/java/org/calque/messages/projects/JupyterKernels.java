package org.calque.messages.projects;

import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Lists the Jupyter kernels that can be used.
///
/// Source: API v1, `jupyter_kernels`.
///
/// @param projectId project whose kernels are meant
/// @param kernels   accepted and without effect
@Answers()
public record JupyterKernels(String projectId, JsonNode kernels) implements Request {}
