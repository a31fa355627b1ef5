package org.calque.gateway.pages.auth;

import java.util.regex.Pattern;

/// Where a browser goes when it is signed in: one of the pages that need it, and nowhere else, whatever an address
/// says.
final class Target {
    static final String FIRST = "/settings";
    private static final Pattern OURS = Pattern.compile("/(settings|admin)(/[A-Za-z0-9-]+)*");

    private static final int LONGEST = 200;

    private Target() {}

    static String of(String wish) {
        return wish.length() <= LONGEST && OURS.matcher(wish).matches() ? wish : FIRST;
    }
}
