package org.calque.copies;

/// What an earlier claim left running still holds the target, on another machine perhaps. It ends by itself when its
/// lease is not renewed; until then nobody may touch the target.
final class TargetBusy extends Exception {
    private static final long serialVersionUID = 1L;

    TargetBusy() {
        super("an earlier claim is still at work on the target", null, false, false);
    }
}
