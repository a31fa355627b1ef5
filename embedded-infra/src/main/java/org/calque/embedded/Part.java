package org.calque.embedded;

import java.io.IOException;
import java.nio.file.Path;

/// One process of the system: how it is started, when it does its work, how it is asked to end.
public interface Part {

    /// The name that people see, for example `postgres`.
    String name();

    /// The file that takes everything the process prints.
    Path log();

    /// Prepares what it needs and starts it as a child of this JVM.
    Process start() throws IOException, InterruptedException;

    /// Whether the process does its work by now. Asked again and again while it starts.
    boolean ready(ProcessHandle process) throws IOException;

    /// Asks the process to end in good order; does not wait for it.
    default void stop(Process process) throws IOException {
        process.destroy();
    }
}
