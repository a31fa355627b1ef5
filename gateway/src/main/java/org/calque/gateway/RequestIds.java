package org.calque.gateway;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Ids of requests: random uuids of version 4. They are names, not secrets, so a fast generator is enough.
final class RequestIds {
    private RequestIds() {}

    static String next() {
        var random = ThreadLocalRandom.current();
        long high = random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
