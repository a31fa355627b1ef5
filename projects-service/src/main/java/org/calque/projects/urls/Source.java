package org.calque.projects.urls;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/// Where a file of the web is: what a caller gave, as an address that can be asked.
///
/// Besides addresses there are the paths of a server for shared files: `github/<owner>/<repo>/blob/<branch>/<path>`,
/// `gist/<owner>/<id>`, `url/<host>/<path>`. Pages of GitHub that show a file are taken for the file.
record Source(URI uri) {
    private static final int LONGEST = 4096;
    private static final String FOLDER =
            "copying of directories (e.g., full GitHub repos) is not implemented;" + " copy an individual file instead";
    private static final Pattern GITHUB = Pattern.compile("([^/]+)/([^/]+)/(?:blob|raw)/([^/]+/.+)");
    private static final Pattern GIST = Pattern.compile("([^/]+)/([^/]+)/?");

    static Source of(String given) throws NotFetched {
        if (given.length() > LONGEST) {
            throw new NotFetched("url must have at most %d characters".formatted(LONGEST));
        }
        var path = given.replaceFirst("^/+", "");
        if (path.startsWith("github/")) {
            return new Source(github(path.substring("github/".length())));
        }
        if (path.startsWith("gist/")) {
            return new Source(gist(path.substring("gist/".length())));
        }
        if (path.startsWith("url/")) {
            return new Source(address("https://" + path.substring("url/".length())));
        }
        var uri = address(given);
        return switch (uri.getHost().toLowerCase(java.util.Locale.ROOT)) {
            case "github.com", "www.github.com" ->
                new Source(github(uri.getRawPath().replaceFirst("^/+", "")));
            case "gist.github.com" -> new Source(gist(uri.getRawPath().replaceFirst("^/+", "")));
            default -> new Source(uri);
        };
    }

    private static URI github(String path) throws NotFetched {
        var file = GITHUB.matcher(path);
        if (!file.matches()) {
            throw new NotFetched(FOLDER);
        }
        return address(
                "https://raw.githubusercontent.com/" + file.group(1) + "/" + file.group(2) + "/" + file.group(3));
    }

    private static URI gist(String path) throws NotFetched {
        var gist = GIST.matcher(path);
        if (!gist.matches()) {
            throw new NotFetched("a gist is named by gist/<owner>/<id>");
        }
        return address("https://gist.githubusercontent.com/" + gist.group(1) + "/" + gist.group(2) + "/raw");
    }

    /// An address of the web, checked.
    static URI address(String text) throws NotFetched {
        try {
            var uri = new URI(text.strip().replace(" ", "%20"));
            var isWeb = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!isWeb || uri.getHost() == null) {
                throw new NotFetched("url must begin with http:// or https:// and name a host");
            }
            if (uri.getRawUserInfo() != null) {
                throw new NotFetched("url must not hold a user name or password");
            }
            return uri;
        } catch (URISyntaxException unreadable) {
            throw new NotFetched("url cannot be read: " + unreadable.getReason());
        }
    }

    /// The last part of the address.
    String fileName() {
        var path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("/+$", "");
        var name = path.substring(path.lastIndexOf('/') + 1).replace("\0", "");
        return name.isEmpty() || name.equals(".") || name.equals("..") ? "index.html" : name;
    }

    /// Where a redirection leads.
    Source redirected(String location) throws NotFetched {
        try {
            return new Source(address(uri.resolve(new URI(location.strip())).toString()));
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            throw new NotFetched("the server redirects to an address that cannot be read");
        }
    }
}
