package org.calque.accounts.mail;

/// What somebody asks those who run the site.
///
/// @param replyTo where the answer goes
/// @param details what those should know, too, who get it
public record Ticket(String replyTo, String subject, String body, String details) {
    @Override
    public String toString() {
        return "ticket";
    }
}
