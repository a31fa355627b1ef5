package org.calque.accounts.mail;

import jakarta.persistence.AttributeConverter;
import java.util.Locale;

/// Kinds of mail in the table are written as everywhere on the wire.
class MailKindColumn implements AttributeConverter<MailKind, String> {
    @Override
    public String convertToDatabaseColumn(MailKind kind) {
        return kind.wireName();
    }

    @Override
    public MailKind convertToEntityAttribute(String text) {
        return MailKind.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
