package org.calque.accounts.organizations;

import java.util.UUID;

/// An account that is to be added, removed or signed in.
///
/// @param org           name of the organization that it belongs to; null for none
/// @param administrates whether it has rights on the whole site
record Person(UUID id, String org, boolean banned, boolean administrates) {
    boolean isIn(String organization) {
        return organization.equals(org);
    }
}
