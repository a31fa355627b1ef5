package org.calque.gateway.pages;

import java.time.Duration;

/// Cookies that only the gateway's pages set and read: never for scripts, never sent by other sites.
public final class Cookie {
    private Cookie() {}

    /// The name, with the prefix that ties a cookie to this host where browsers come by https.
    public static String name(String name, boolean secure) {
        return secure ? "__Host-" + name : name;
    }

    public static String set(String name, String value, Duration life, boolean secure) {
        return name(name, secure) + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + attributes(secure);
    }

    public static String untilTheBrowserCloses(String name, String value, boolean secure) {
        return name(name, secure) + "=" + value + "; Path=/" + attributes(secure);
    }

    public static String forget(String name, boolean secure) {
        return set(name, "", Duration.ZERO, secure);
    }

    /// The value of a cookie in a `Cookie` header; null when it is not there.
    public static String find(String header, String name) {
        if (header == null) {
            return null;
        }
        for (String cookie : header.split(";")) {
            int equals = cookie.indexOf('=');
            if (equals > 0 && cookie.substring(0, equals).strip().equals(name)) {
                return cookie.substring(equals + 1).strip();
            }
        }
        return null;
    }

    private static String attributes(boolean secure) {
        return "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}
