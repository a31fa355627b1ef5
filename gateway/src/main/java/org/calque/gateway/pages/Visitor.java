package org.calque.gateway.pages;

import java.util.Set;
import java.util.UUID;

/// Who looks at a page: the owner of the session in the browser's cookie. API keys open no pages.
///
/// @param account null for somebody who is not signed in
/// @param session tells sessions apart without being a secret; empty when there is none
public record Visitor(UUID account, Set<String> groups, String session) {
    public static final Visitor NOBODY = new Visitor(null, Set.of(), "");

    public boolean isSignedIn() {
        return account != null;
    }

    public boolean isAdmin() {
        return groups.contains("admin");
    }
}
