package org.calque.local.stories.fuzz;

import java.time.Duration;

/// What came back.
///
/// @param status  0 when nothing did
/// @param type    the media type, without parameters
/// @param body    of a stream of events only the beginning
/// @param failure why nothing came back; else null
record Reply(int status, String type, byte[] body, Duration took, String failure) {
    static Reply none(Duration took, String failure) {
        return new Reply(0, "", new byte[0], took, failure);
    }
}
