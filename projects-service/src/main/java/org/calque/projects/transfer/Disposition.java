package org.calque.projects.transfer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Under which name a client that saves a file shall save it, by RFC 6266.
public final class Disposition {
    private Disposition() {}

    public static String attachment(String name) {
        var plain = name.replaceAll("[^ -~]|[\"\\\\%]", "_");
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }
}
