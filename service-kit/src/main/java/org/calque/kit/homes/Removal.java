package org.calque.kit.homes;

import java.util.function.BooleanSupplier;
import org.calque.kit.homes.Folder.Entry;
import org.calque.kit.posix.Errno;

/// Removes what is in a folder, folders in it included, without ever following a link.
final class Removal {
    /// Each level holds a folder open.
    private static final int DEEPEST = 200;

    private final BooleanSupplier mayGoOn;
    private long removed;

    Removal(BooleanSupplier mayGoOn) {
        this.mayGoOn = mayGoOn;
    }

    long removed() {
        return removed;
    }

    void empty(Folder folder, int depth) throws HomeException {
        folder.visit(entry -> remove(folder, entry, depth));
    }

    private void remove(Folder folder, Entry entry, int depth) throws HomeException {
        if (!mayGoOn.getAsBoolean()) {
            throw new HomeException(
                    Errno.EBUSY,
                    "too much to remove at once; %d entries are gone, ask again for the rest".formatted(removed),
                    "rm",
                    folder.path(),
                    -1);
        }
        if (entry.info().isDirectory()) {
            if (depth >= DEEPEST) {
                throw new HomeException(
                        Errno.ELOOP,
                        "folders more than %d deep; remove them by a command".formatted(DEEPEST),
                        "rm",
                        folder.path(),
                        -1);
            }
            try (var below = folder.folder(entry.name())) {
                empty(below, depth + 1);
            }
        }
        folder.remove(entry.name(), entry.info().isDirectory());
        removed++;
    }
}
