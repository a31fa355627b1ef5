package org.calque.projects;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/// Ids of rows about a path of a project, as clients make them too.
public final class PathIds {
    private PathIds() {}

    /// SHA-1 of project id and path, in hexadecimal digits.
    public static String of(UUID projectId, String path) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1")
                            .digest((projectId + path).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
