package org.calque.copies;

/// Files of the source were gone by the time they were to be copied; all others were copied.
final class FilesVanished extends Exception {
    private static final long serialVersionUID = 1L;

    FilesVanished() {
        super("files of the source vanished while it was copied", null, false, false);
    }
}
