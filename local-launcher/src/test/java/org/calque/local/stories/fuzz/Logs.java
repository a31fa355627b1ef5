package org.calque.local.stories.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What services have written since the beginning of the run.
final class Logs {
    private static final Pattern TROUBLE =
            Pattern.compile("^[-\\d]+ [\\d:.]+ (ERROR|FATAL) .*|.* answered request .* with status .*");

    private final Path folder;
    private final Map<Path, Long> begin = new HashMap<>();

    Logs(Path folder) throws IOException {
        this.folder = folder;
        for (var log : files()) {
            begin.put(log, Files.size(log));
        }
    }

    /// Surprises, and what services said to each other that was not meant for clients.
    List<String> surprises() throws IOException {
        var found = new ArrayList<String>();
        for (var log : files()) {
            lines(log)
                    .filter(it -> TROUBLE.matcher(it).matches())
                    .forEach(it -> found.add(log.getFileName() + ": " + it));
        }
        return found;
    }

    private Stream<String> lines(Path log) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(begin.getOrDefault(log, 0L));
            var written = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(written);
            return new String(written, UTF_8).lines();
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".log")).toList();
        }
    }
}
