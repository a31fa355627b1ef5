package org.calque.accounts.admin;

/// How much of a long list is answered at once.
public final class PageSize {
    public static final String PROBLEM = "limit must be between 1 and 1000";
    private static final int USUAL = 100;
    private static final int LARGEST = 1000;

    private PageSize() {}

    public static boolean isUnfit(Long limit) {
        return limit != null && (limit < 1 || limit > LARGEST);
    }

    public static int of(Long limit) {
        return limit == null ? USUAL : limit.intValue();
    }
}
