package org.calque.messages.projects;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Runs code in a Jupyter kernel and answers with its output.
///
/// Source: API v1, `jupyter_execute`.
///
/// @param hash      hash of an earlier run: only its kept output is wanted
/// @param kernel    name of the kernel
/// @param input     the code
/// @param history   code to run before, whose output is dropped
/// @param projectId project to run in
/// @param path      working directory in that project
/// @param tag       a name for statistics
/// @param pool      accepted and without effect
/// @param limits    accepted and without effect
@Answers()
public record JupyterExecute(
        String hash,
        String kernel,
        String input,
        List<String> history,
        String projectId,
        String path,
        String tag,
        JsonNode pool,
        JsonNode limits)
        implements Request {}
