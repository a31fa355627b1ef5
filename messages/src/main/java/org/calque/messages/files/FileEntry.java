package org.calque.messages.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.calque.messages.Unit;

/// A file, folder or link as it is told to clients. A byte of a name that is no UTF-8 is shown as U+FFFD.
///
/// @param name       in its folder
/// @param size       in bytes
/// @param mtime      when the content last changed
/// @param mode       permissions in octal digits, such as `0644`
/// @param isDir      whether it is a folder, or a link to one inside the home
/// @param isSymlink  whether it is a symbolic link
/// @param linkTarget where a link points to, as it is written in it
/// @param etag       names the present content of a regular file; null for all else
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileEntry(
        String name,
        @Unit("bytes") long size,
        Instant mtime,
        String mode,
        @JsonProperty("isdir") boolean isDir,
        @JsonProperty("issymlink") boolean isSymlink,
        String linkTarget,
        String etag) {}
