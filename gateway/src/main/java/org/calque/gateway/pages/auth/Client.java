package org.calque.gateway.pages.auth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.calque.gateway.pages.Visit;

/// A program that waits for a key of whoever signs in: `get_api_key=myapp`.
///
/// @param code as the address names it
public record Client(String code) {
    private static final int LONGEST = 40;
    private static final String PARAMETER = "get_api_key";

    /// The client of this visit, named by the address or by the form that it led to.
    static Optional<Client> of(Visit visit) {
        var named = visit.form().one(PARAMETER);
        return Optional.of(printable(named.isEmpty() ? visit.query().one(PARAMETER) : named))
                .filter(code -> !code.isEmpty())
                .map(Client::new);
    }

    /// As the page calls it: `Myapp`.
    public String name() {
        int first = code.offsetByCodePoints(0, 1);
        return code.substring(0, first).toUpperCase(java.util.Locale.ROOT) + code.substring(first);
    }

    /// As a link hands it on.
    public String forAddress() {
        return URLEncoder.encode(code, StandardCharsets.UTF_8);
    }

    /// Nothing that hides, turns the text around, or fills the page.
    private static String printable(String code) {
        return code.codePoints()
                .filter(it -> it == ' ' || Character.isLetterOrDigit(it) || "-_.+&'()<>\"/:@#!,".indexOf(it) >= 0)
                .limit(LONGEST)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
    }
}
