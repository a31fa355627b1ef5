package org.calque.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The classes of a service as the JVM had them in memory after an earlier start, so that it need not load and check
/// them
/// again. One that is missing, or does not fit the JVM or the jars, is passed over: then the service starts slower.
///
/// @param folder where the packaged application is
/// @param record whether it is to be made now, when the service ends, instead of being used
record ClassArchive(Path folder, boolean record) {
    private static final String FINISHED = "app.jsa";
    private static final String BEGUN = "app.jsa.new";

    /// The option for the JVM that is started in the folder.
    String option() {
        return record ? "-XX:ArchiveClassesAtExit=" + BEGUN : "-XX:SharedArchiveFile=" + FINISHED;
    }

    /// Puts what the service has left at its end in its place.
    void keep() throws IOException {
        Files.move(
                folder.resolve(BEGUN),
                folder.resolve(FINISHED),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
