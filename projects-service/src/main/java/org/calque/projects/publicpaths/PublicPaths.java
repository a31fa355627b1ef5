package org.calque.projects.publicpaths;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.Caller;

/// What projects have published, and whether a path lies in it: segment by segment, never by the letters that a path
/// begins with. Where a link inside of a published folder leads is for [PublicFiles] to mind.
@ApplicationScoped
public class PublicPaths {
    private static final String COVERING = """
            select u.id, u.path, u.authenticated, u.unlisted, p.host_uid
            from public_paths u join projects p on p.project_id = u.project_id
            where u.project_id = ? and coalesce(u.disabled, false) = false and coalesce(p.deleted, false) = false
                and regexp_replace(u.path, '^(\\./+)+|/+$', '', 'g') = any(?)
            order by length(u.path) desc""";
    private static final String PUBLISHED = """
            select u.site_license_id
            from public_paths u join projects p on p.project_id = u.project_id
            where u.id = ? and u.disabled is not true and p.deleted is not true""";
    private static final int DEEPEST = 500;

    private final AgroalDataSource database;

    PublicPaths(AgroalDataSource database) {
        this.database = database;
    }

    /// A path that is published.
    ///
    /// @param path    relative to the home, without dots and slashes too many; empty for the home itself
    /// @param hostUid owner of the project's files on this machine
    public record PublicPath(
            String id, UUID projectId, String path, boolean authenticated, boolean unlisted, int hostUid) {}

    /// What is said of something that is published.
    ///
    /// @param licenseId of its licence; null for none
    public record Published(String licenseId) {}

    /// The published path that holds `path`, the longest of them; empty when there is none that the caller may
    /// see. Those that ask for it are shown to people who are signed in only, and to services, which ask for such.
    public Optional<PublicPath> covering(UUID projectId, String path, Caller caller) {
        return covering(projectId, path, null, caller);
    }

    /// The same, but only the published path of this id counts, unless that is null.
    Optional<PublicPath> covering(UUID projectId, String path, String id, Caller caller) {
        var segments = segments(projectId, path);
        if (segments.isEmpty()) {
            return Optional.empty();
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(COVERING)) {
            select.setObject(1, projectId);
            select.setArray(2, connection.createArrayOf("text", beginnings(segments.get())));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var found = publicPath(row, projectId);
                    if ((id == null || id.equals(found.id()))
                            && (!found.authenticated() || caller.isAccount() || caller.isService())) {
                        return Optional.of(found);
                    }
                }
            }
            return Optional.empty();
        } catch (SQLException failure) {
            throw new IllegalStateException("public paths could not be read", failure);
        }
    }

    private static PublicPath publicPath(ResultSet row, UUID projectId) throws SQLException {
        return new PublicPath(
                row.getString(1),
                projectId,
                String.join("/", plain(row.getString(2))),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getInt(5));
    }

    /// What is published under this id, whoever may see it.
    public Optional<Published> published(String id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(PUBLISHED)) {
            select.setString(1, id);
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(new Published(row.getString(1))) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("a public path could not be read", failure);
        }
    }

    /// The path of `path` below what is published; empty for that itself.
    static String below(PublicPath published, String path) {
        var all = segments(published.projectId(), path).orElseThrow();
        return String.join("/", all.subList(plain(published.path()).size(), all.size()));
    }

    /// Empty when no published path can hold it.
    private static Optional<List<String>> segments(UUID projectId, String path) {
        var home = "/projects/" + projectId;
        var isHome = path.equals(home) || path.startsWith(home + "/");
        if (path.startsWith("/") && !isHome || path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        var segments = plain(isHome ? path.substring(home.length()) : path);
        return segments.contains("..") || segments.size() > DEEPEST ? Optional.empty() : Optional.of(segments);
    }

    private static List<String> plain(String path) {
        var segments = new ArrayList<String>();
        for (var segment : path.split("/")) {
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private static Object[] beginnings(List<String> segments) {
        var beginnings = new ArrayList<String>(List.of("", "."));
        for (var i = 1; i <= segments.size(); i++) {
            beginnings.add(String.join("/", segments.subList(0, i)));
        }
        return beginnings.toArray();
    }
}
