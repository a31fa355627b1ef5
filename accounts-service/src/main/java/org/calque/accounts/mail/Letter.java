package org.calque.accounts.mail;

/// What a mail says.
record Letter(String subject, String text, String html) {
    @Override
    public String toString() {
        return "letter";
    }
}
