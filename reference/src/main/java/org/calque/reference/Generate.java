package org.calque.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.calque.messages.Json;

/// Writes the reference into the jar when Calque is built, so that a gateway that starts has nothing to find out.
public final class Generate {
    private Generate() {}

    /// @param arguments the folder of the project, and that of the classes
    public static void main(String[] arguments) throws IOException {
        var reference = new Catalogue(Path.of(arguments[0])).read();
        var folder = Path.of(arguments[1]);
        write(folder, Reference.RESOURCE, Json.MAPPER.writeValueAsBytes(reference));
        write(folder, OpenApi.RESOURCE, Json.MAPPER.writeValueAsBytes(new OpenApi(reference).write()));
        write(
                folder,
                MessageReference.RESOURCE,
                Json.MAPPER.writeValueAsBytes(new MessageReference(reference).write()));
        write(folder, ToolList.RESOURCE, Json.MAPPER.writeValueAsBytes(new ToolList(reference).write()));
    }

    private static void write(Path folder, String resource, byte[] content) throws IOException {
        var file = folder.resolve(resource.substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
