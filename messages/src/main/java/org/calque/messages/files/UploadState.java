package org.calque.messages.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Unit;

/// How far an upload in pieces is.
///
/// @param uploadId names it
/// @param path     the file that it will become
/// @param offset   how many bytes have arrived: the next piece begins here
/// @param size     how many there will be; null when that was not said
/// @param expires  when it is dropped unless more arrives
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UploadState(
        UUID uploadId,
        String path,
        @Unit("bytes") long offset,
        @Unit("bytes") Long size,
        Instant created,
        Instant expires)
        implements Reply {}
