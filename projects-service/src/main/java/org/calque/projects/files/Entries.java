package org.calque.projects.files;

import java.util.Optional;
import org.calque.kit.homes.FileInfo;
import org.calque.kit.homes.Folder.Entry;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.FileNames;
import org.calque.messages.bridge.ProjectListing.Item;
import org.calque.messages.files.FileEntry;

/// Files as clients are told of them.
final class Entries {
    private Entries() {}

    /// @param path of the file, in the home
    static FileEntry of(Home home, String path, String name, FileInfo info) {
        return new FileEntry(
                FileNames.shown(name),
                info.size(),
                info.modified(),
                "%04o".formatted(info.mode()),
                info.isDirectory() || info.isLink() && leadsToFolder(home, path),
                info.isLink(),
                info.isLink() ? target(home, path) : null,
                info.isFile() ? etag(info) : null);
    }

    /// An entry of the folder at `path`, as the bridge and the table `listings` tell it.
    static Item item(Home home, String path, Entry entry) {
        var told = of(home, in(path, entry.name()), entry.name(), entry.info());
        return new Item(
                told.name(),
                told.isDir() ? true : null,
                told.isSymlink() ? true : null,
                told.linkTarget(),
                told.size(),
                told.mtime().toEpochMilli() / 1000.0);
    }

    /// Names the content of a file, as HTTP wants it.
    static String etag(FileInfo info) {
        return '"' + info.tag() + '"';
    }

    private static boolean leadsToFolder(Home home, String path) {
        try {
            return home.stat(path).isDirectory();
        } catch (HomeException leadsNowhere) {
            return false;
        }
    }

    private static String target(Home home, String path) {
        try {
            return Optional.ofNullable(home.linkAt(path)).map(FileNames::shown).orElse(null);
        } catch (HomeException gone) {
            return null;
        }
    }

    /// `name` in the folder at `path`.
    static String in(String path, String name) {
        return path.isEmpty() || path.endsWith("/") ? path + name : path + "/" + name;
    }

    /// The last part of a path.
    static String lastOf(String path) {
        var end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }
}
