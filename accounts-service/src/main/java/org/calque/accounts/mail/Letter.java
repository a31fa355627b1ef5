package org.calque.accounts.mail;

/// What a mail says.
///
/// @param replyTo where an answer goes; null for nowhere
record Letter(String subject, String text, String html, String replyTo) {
    @Override
    public String toString() {
        return "letter";
    }
}
