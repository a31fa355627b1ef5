package org.calque.kit.logging;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/// Keeps secrets out of the log of every service, also out of access logs and stack traces: see [Redaction]. It lets
/// everything pass.
@LoggingFilter(name = "redaction")
public final class RedactionFilter implements Filter {
    private static final String REQUEST_ID = "requestId";

    @Override
    public boolean isLoggable(LogRecord record) {
        var extended = ExtLogRecord.wrap(record);
        var message = extended.getFormattedMessage();
        var masked = Redaction.mask(message);
        if (masked != message) {
            extended.setMessage(masked, ExtLogRecord.FormatStyle.NO_FORMAT);
            extended.setParameters(null);
        }
        if (record.getThrown() != null && MaskedThrowable.isNeededFor(record.getThrown())) {
            record.setThrown(MaskedThrowable.of(record.getThrown()));
        }
        maskRequestId(extended);
        return true;
    }

    /// A client may choose it.
    private static void maskRequestId(ExtLogRecord record) {
        var id = record.getMdc(REQUEST_ID);
        var masked = Redaction.mask(id);
        if (masked != id) {
            record.putMdc(REQUEST_ID, masked);
        }
    }
}
