package org.calque.messages.bridge;

import java.util.List;
import java.util.Map;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// The history of a file that people edit together. This server keeps none: both parts are empty.
///
/// Source: the bridge, `sync.history`.
///
/// @param projectId the project
/// @param path      the file
/// @param startSeq  first patch
/// @param endSeq    last patch
public record SyncHistory(String projectId, String path, Long startSeq, Long endSeq) implements Request {
    public record History(List<Object> patches, Map<String, Object> info) implements Reply {
        /// Of a file that nobody has edited together.
        public static final History NONE = new History(List.of(), Map.of());
    }
}
