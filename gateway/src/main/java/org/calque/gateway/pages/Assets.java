package org.calque.gateway.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/// The style sheet, the scripts and the sign of all pages. Their addresses change with their content, so browsers may
/// keep them.
public final class Assets {
    private static final Asset STYLE = read("pages.css", "text/css; charset=utf-8");
    private static final Asset SCRIPT = read("pages.js", "text/javascript; charset=utf-8");
    private static final Asset DOCS_SCRIPT = read("docs.js", "text/javascript; charset=utf-8");
    private static final Asset SIGN = read("calque.svg", "image/svg+xml");
    private static final Map<String, Asset> ALL =
            Map.of(STYLE.path(), STYLE, SCRIPT.path(), SCRIPT, DOCS_SCRIPT.path(), DOCS_SCRIPT, SIGN.path(), SIGN);

    /// A file that is the same for everybody.
    public record Asset(String path, String type, byte[] bytes) {}

    private Assets() {}

    public static String style() {
        return STYLE.path();
    }

    public static String script() {
        return SCRIPT.path();
    }

    /// The script of the reference alone.
    public static String docsScript() {
        return DOCS_SCRIPT.path();
    }

    /// The sign of the product, for the head of the page and its tab.
    public static String sign() {
        return SIGN.path();
    }

    /// The file at this path, or null.
    public static Asset at(String path) {
        return ALL.get(path);
    }

    private static Asset read(String name, String type) {
        try (var file = Assets.class.getResourceAsStream("/pages/" + name)) {
            var bytes = file.readAllBytes();
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 16);
            return new Asset("/assets/" + digest + "/" + name, type, bytes);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
