package org.calque.accounts.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is worth an entry of the audit log: whatever lets somebody in, keeps somebody out, or changes who may.
public enum AuditEvent {
    SIGN_IN,
    SIGN_IN_FAILED,
    SIGN_OUT,
    IMPERSONATION,
    GET_USER_AUTH_TOKEN,
    REVOKE_AUTH_TOKEN,
    ACCOUNT_CREATED,
    ACCOUNT_DELETED,
    BAN,
    REMOVE_BAN,
    GROUPS_CHANGED,
    KEY_CREATED,
    KEY_ROTATED,
    KEY_EDITED,
    KEY_DELETED,
    PASSWORD_FAILED,
    PASSWORD_CHANGED,
    PASSWORD_RESET_ASKED,
    PASSWORD_RESET_LINK_MADE,
    PASSWORD_RESET_USED,
    EMAIL_CHANGED,
    EMAIL_READ,
    NAME_CHANGED,
    PASSPORT_UNLINKED,
    EMAIL_VERIFICATION_ASKED,
    EMAIL_VERIFICATION_LINK_MADE,
    EMAIL_VERIFIED,
    MAIL_DISMISSED,
    REGISTRATION_TOKEN_CREATED,
    REGISTRATION_TOKEN_CHANGED,
    REGISTRATION_TOKEN_DELETED,
    ORGANIZATION_CREATED,
    ORGANIZATION_ADMIN_ADDED,
    ORGANIZATION_ADMIN_REMOVED,
    MEMBER_ADDED,
    MEMBER_REMOVED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /// As the log and its readers write it, such as `sign_in`.
    public String wireName() {
        return wireName;
    }

    static Optional<AuditEvent> named(String wireName) {
        return Arrays.stream(values())
                .filter(it -> it.wireName.equals(wireName))
                .findFirst();
    }
}
