package org.calque.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The classes of a service as the JVM had them in memory after an earlier start, so that it need not load and check
/// them
/// again. One that is missing, or does not fit the JVM or the jars, is passed over: then the service starts slower.
///
/// @param folder where the packaged application is
/// @param record whether it is to be made now, when the service ends, instead of being used
record ClassArchive(Path folder, boolean record) {
    private static final String FINISHED = "app.jsa";
    private static final String BEGUN = "app.jsa.new";
    private static final String MADE_FOR = "app.jsa.for";

    /// The options for the JVM that is started in the folder.
    List<String> options() throws IOException {
        if (record) {
            return List.of("-XX:ArchiveClassesAtExit=" + BEGUN);
        }
        var madeFor = folder.resolve(MADE_FOR);
        // With an archive that does not fit, the JVM would do without the classes of the JDK that it keeps itself.
        return Files.exists(madeFor) && Files.readString(madeFor).equals(circumstances())
                ? List.of("-XX:SharedArchiveFile=" + FINISHED)
                : List.of();
    }

    /// Puts what the service has left at its end in its place.
    void keep() throws IOException {
        Files.move(
                folder.resolve(BEGUN),
                folder.resolve(FINISHED),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(folder.resolve(MADE_FOR), circumstances());
    }

    /// What an archive depends on: the JVM, and the jars where they are and as they are.
    private String circumstances() throws IOException {
        return String.join(
                "\n",
                System.getProperty("java.home"),
                System.getProperty("java.vm.version"),
                folder.toString(),
                Files.getLastModifiedTime(folder.resolve(ServicePart.JAR)).toString());
    }
}
