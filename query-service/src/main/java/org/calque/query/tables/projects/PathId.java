package org.calque.query.tables.projects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/// SHA-1 of project id and path: what is about a path is one row, however often it is set.
final class PathId {
    private PathId() {}

    static JsonNode of(ObjectNode row, UUID caller) {
        var named = row.path("project_id").asText("").toLowerCase(Locale.ROOT)
                + row.path("path").asText("");
        try {
            var sha1 = MessageDigest.getInstance("SHA-1").digest(named.getBytes(StandardCharsets.UTF_8));
            return TextNode.valueOf(HexFormat.of().formatHex(sha1));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
