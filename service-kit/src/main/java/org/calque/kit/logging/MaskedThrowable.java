package org.calque.kit.logging;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Stands for an exception in a log, with its stack trace and its causes, when their messages hold secrets.
final class MaskedThrowable extends Throwable {
    private static final long serialVersionUID = 1;

    private final String text;

    private MaskedThrowable(Throwable original) {
        super(Redaction.mask(original.getMessage()));
        this.text = Redaction.mask(original.toString());
        setStackTrace(original.getStackTrace());
    }

    static boolean isNeededFor(Throwable original) {
        return isNeededFor(original, seen());
    }

    static MaskedThrowable of(Throwable original) {
        return of(original, seen());
    }

    private static boolean isNeededFor(Throwable original, Set<Throwable> seen) {
        if (original == null || !seen.add(original)) {
            return false;
        }
        var text = original.toString();
        return Redaction.mask(text) != text
                || isNeededFor(original.getCause(), seen)
                || Arrays.stream(original.getSuppressed()).anyMatch(it -> isNeededFor(it, seen));
    }

    private static MaskedThrowable of(Throwable original, Set<Throwable> seen) {
        if (original == null || !seen.add(original)) {
            return null;
        }
        var masked = new MaskedThrowable(original);
        masked.initCause(of(original.getCause(), seen));
        for (Throwable suppressed : original.getSuppressed()) {
            var also = of(suppressed, seen);
            if (also != null) {
                masked.addSuppressed(also);
            }
        }
        return masked;
    }

    private static Set<Throwable> seen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    @Override
    public String toString() {
        return text;
    }
}
