package org.calque.accounts.audit;

/// What the log may keep of an address, since nothing can be taken out of it again.
public final class Masked {
    private static final int LONGEST_DOMAIN = 100;

    private Masked() {}

    /// The first letter and the domain, such as `a…@example.org`; `…` for what has not the form of an address.
    public static String email(String address) {
        int at = address.lastIndexOf('@');
        var domain = address.substring(at + 1);
        return at > 0 && domain.length() <= LONGEST_DOMAIN && domain.matches("[A-Za-z0-9.-]+\\.[A-Za-z]{2,}")
                ? address.substring(0, address.offsetByCodePoints(0, 1)) + "…@" + domain
                : "…";
    }
}
