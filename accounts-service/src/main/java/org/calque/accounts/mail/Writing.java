package org.calque.accounts.mail;

import java.util.UUID;

/// What one person says to another in a mail about a project.
///
/// @param by      who writes
/// @param title   how the project is called
/// @param subject null for that of the site
public record Writing(UUID by, UUID projectId, String title, String subject, String text) {
    @Override
    public String toString() {
        return "words of " + by;
    }
}
