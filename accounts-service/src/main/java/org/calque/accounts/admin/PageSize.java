package org.calque.accounts.admin;

/// How much of a long list is answered at once.
public final class PageSize {
    private static final int USUAL = 100;

    private PageSize() {}

    public static int of(Long limit) {
        return limit == null ? USUAL : limit.intValue();
    }
}
