package org.calque.projects.manage;

/// What is for administrators alone.
final class Administrators {
    static final String ONLY = "The `account_id` field may only be specified by account administrators.";

    private Administrators() {}
}
