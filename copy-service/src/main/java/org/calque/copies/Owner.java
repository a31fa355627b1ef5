package org.calque.copies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// The user to whom the files of a project belong: the owner of its home folder.
final class Owner {
    private Owner() {}

    static int of(Path home) throws IOException {
        return (int) Files.getAttribute(home, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
