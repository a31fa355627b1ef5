package org.calque.gateway;

import java.util.List;
import java.util.Optional;
import org.calque.gateway.pages.Cookie;

/// The cookie by which browsers are signed in.
///
/// API clients are given `remember_me`, the name that they look for. Pages hand the same value on as
/// `__Host-remember_me` where browsers come by https, so that no neighbouring site can plant another. Both are read,
/// the stricter first.
final class SessionCookie {
    private static final String NAME = "remember_me";
    private static final String STRICT = Cookie.name(NAME, true);

    private SessionCookie() {}

    /// The session in a `Cookie` header, if there is one.
    static Optional<String> in(String header) {
        return Optional.ofNullable(Cookie.find(header, STRICT))
                .or(() -> Optional.ofNullable(Cookie.find(header, NAME)))
                .map(value -> Percent.decode(value, false))
                .filter(value -> !value.isEmpty());
    }

    /// The session that a `Set-Cookie` value starts.
    static Optional<String> startedBy(String cookie) {
        return in(cookie.substring(0, cookie.indexOf(';') < 0 ? cookie.length() : cookie.indexOf(';')));
    }

    /// What a page hands on of a cookie that a service has set. A session that ends does so under both names.
    static List<String> handedOn(String cookie, boolean https) {
        if (!https) {
            return List.of(cookie);
        }
        var secure = cookie.contains("; Secure") ? cookie : cookie + "; Secure";
        if (!cookie.startsWith(NAME + "=")) {
            return List.of(secure);
        }
        var strict = Cookie.name(secure, true);
        return startedBy(cookie).isPresent() ? List.of(strict) : List.of(strict, secure);
    }
}
