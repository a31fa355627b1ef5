package org.calque.projects.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.calque.kit.homes.Draft;
import org.calque.kit.homes.HomeException;

/// Takes the body of a request into a draft.
public final class Incoming {
    private static final int CHUNK = 128 << 10;

    private final InputStream body;
    private final long most;

    /// What became of it.
    public enum End {
        WHOLE,
        TOO_LARGE,
        BROKEN_OFF
    }

    /// @param most bytes that are taken
    public Incoming(InputStream body, long most) {
        this.body = body;
        this.most = most;
    }

    /// @param digest is told what comes in; may be null
    public End into(Draft draft, MessageDigest digest) throws HomeException {
        var chunk = new byte[CHUNK];
        var taken = 0L;
        while (true) {
            int count;
            try {
                count = body.read(chunk);
            } catch (IOException | IllegalStateException brokenOff) {
                return End.BROKEN_OFF;
            }
            if (count < 0) {
                return End.WHOLE;
            }
            taken += count;
            if (taken > most) {
                return End.TOO_LARGE;
            }
            draft.write(chunk, 0, count);
            if (digest != null) {
                digest.update(chunk, 0, count);
            }
        }
    }
}
