package org.calque.local;

import java.io.IOException;

/// Another gateway, where a test asks for no more.
public final class SecondGateway extends AnotherReplica {
    /// Returns when it is ready.
    public SecondGateway(RunningSystem system) throws IOException, InterruptedException {
        super(system, "gateway");
    }
}
