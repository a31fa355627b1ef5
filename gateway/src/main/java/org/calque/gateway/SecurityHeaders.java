package org.calque.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/// What every answer tells a browser: this is data, keep it to yourself; and do not keep it, unless whoever answers has
/// said for how long.
final class SecurityHeaders {
    static final CharSequence CONTENT_SECURITY_POLICY = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence FRAME_OPTIONS = HttpHeaders.createOptimized("x-frame-options");
    private static final CharSequence DENY = HttpHeaders.createOptimized("DENY");
    static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence NOTHING =
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");

    static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");

    private SecurityHeaders() {}

    static void addTo(MultiMap headers) {
        headers.add(CONTENT_TYPE_OPTIONS, NOSNIFF);
        headers.add(FRAME_OPTIONS, DENY);
        headers.add(REFERRER_POLICY, NO_REFERRER);
        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.add(HttpHeaders.CACHE_CONTROL, NO_STORE);
        }
        headers.add(CONTENT_SECURITY_POLICY, NOTHING);
    }
}
