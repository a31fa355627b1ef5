package org.calque.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of which a part is written by a test: all that follows the mark.
record Page(String name) {
    static final Path ROOT = Path.of(System.getProperty("calque.root"));
    private static final String MARK =
            "<!-- From here on written by mvn -pl docs -am test -Dreference.write=true -->\n";

    /// Holds the page against what the code says, or writes it when that was asked for.
    void mustSay(String written) throws IOException {
        var file = ROOT.resolve("docs").resolve(name);
        var page = Files.readString(file);
        var mark = page.indexOf(MARK);
        if (mark < 0) {
            throw new IllegalStateException(file + " has lost its line " + MARK);
        }
        var expected = page.substring(0, mark + MARK.length()) + "\n" + written;
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(file, expected);
        }
        assertEquals(
                expected,
                Files.readString(file),
                "docs/" + name
                        + " is not what the code says. Write it anew: mvn -pl docs -am test -Dreference.write=true");
    }
}
