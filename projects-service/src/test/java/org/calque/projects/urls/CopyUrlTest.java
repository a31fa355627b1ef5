package org.calque.projects.urls;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.transfer.StreamTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The tests may fetch from 127.0.0.1, and from nowhere else inside.
@QuarkusTest
class CopyUrlTest extends StreamTest {
    private static final byte[] CONTENT = bytes(300_000);
    private static HttpServer web;
    private static String base;

    private TestCaller ada;
    private String project;

    @BeforeAll
    static void aWebServer() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        base = "http://127.0.0.1:" + web.getAddress().getPort();
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.createContext("/data/file one.bin", http -> answer(http, 200, CONTENT));
        web.createContext("/to/file", http -> redirect(http, "/data/file%20one.bin"));
        web.createContext("/to/inside", http -> redirect(http, "http://127.0.0.2:1/x"));
        web.createContext("/to/metadata", http -> redirect(http, "http://169.254.169.254/latest"));
        web.createContext("/to/ftp", http -> redirect(http, "ftp://example.com/x"));
        web.createContext("/to/itself", http -> redirect(http, "/to/itself"));
        web.createContext("/huge", http -> {
            http.sendResponseHeaders(200, 1L << 40);
            http.getResponseBody().write(new byte[10]);
            http.getResponseBody().flush();
            http.close();
        });
        web.createContext("/cut", http -> {
            http.sendResponseHeaders(200, 1000);
            http.getResponseBody().write(new byte[10]);
            http.getResponseBody().flush();
            http.close();
        });
        web.createContext("/missing", http -> answer(http, 404, new byte[5]));
        web.start();
    }

    @AfterAll
    static void end() {
        web.stop(0);
    }

    private static void answer(HttpExchange http, int status, byte[] body) throws IOException {
        http.sendResponseHeaders(status, body.length);
        http.getResponseBody().write(body);
        http.close();
    }

    private static void redirect(HttpExchange http, String location) throws IOException {
        http.getResponseHeaders().add("Location", location);
        answer(http, 302, new byte[3]);
    }

    @BeforeEach
    void aProject() {
        ada = somebody();
        project = project(ada);
    }

    @Test
    void aFileOfTheWebComesIntoTheProjectWhole() {
        copy("url", base + "/data/file%20one.bin")
                .body("response.event", is("file_written_to_project"))
                .body("response.id", notNullValue());
        assertEquals(
                digest(CONTENT),
                digest(get(ada, project, "file one.bin", Map.of()).asByteArray()));
        copy("url", base + "/to/file", "path", "sub/folder/").body("response.event", notNullValue());
        copy("url", base + "/to/file?x=1", "path", "sub/named").body("response.event", notNullValue());
        assertEquals(
                "300000 folder/file\n300000 named\n",
                output(ada, project, "cd sub; stat -c '%s %n' folder/file named"));
    }

    @Test
    void nothingInsideIsAskedWhateverTheAddressLooksLike() {
        for (var host : new String[] {
            "127.0.0.2",
            "10.0.0.1",
            "192.168.1.1",
            "172.16.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "[::1]",
            "[fe80::1]",
            "[fd00::1]",
            "[::ffff:10.0.0.1]",
            "[::ffff:127.0.0.2]",
            "[64:ff9b::7f00:2]",
            "224.0.0.1",
            "255.255.255.255",
            "[2002:7f00:2::1]",
            "[::]"
        }) {
            copy("url", "http://" + host + "/x", "path", "x")
                    .body("error", is("files are not fetched from '" + host + "': it is not on the public internet"));
        }
        for (var host : new String[] {"2130706434", "0x7f.0.0.2", "0177.0.0.2", "127.2"}) {
            copy("url", "http://" + host + "/x", "path", "x").body("error", notNullValue());
        }
        copy("url", base + "/to/inside").body("error", containsString("not fetched from '127.0.0.2'"));
        copy("url", base + "/to/metadata").body("error", containsString("not fetched from '169.254.169.254'"));
        copy("url", base + "/to/ftp").body("error", containsString("must begin with http"));
        copy("url", base + "/to/itself").body("error", is("the server redirects more than 5 times"));
        assertEquals("", output(ada, project, "ls -A"));
    }

    @Test
    void whatFailsLeavesTheOldFile() {
        put(ada, project, "f", bytes(3), Map.of());
        copy("url", base + "/missing", "path", "f").body("error", is("the server answered with status 404"));
        copy("url", base + "/huge", "path", "f").body("error", containsString("is larger than"));
        copy("url", base + "/cut", "path", "f").body("error", is("the server broke off"));
        copy("url", "http://127.0.0.1:1/", "path", "f").body("error", is("'127.0.0.1' does not answer"));
        copy("url", base + "/data/file%20one.bin", "path", "../f").body("error", containsString("EXDEV"));
        assertEquals(3, get(ada, project, "f", Map.of()).asByteArray().length);
        assertEquals("f\n", output(ada, project, "ls -A"));
    }

    @Test
    void addressesThatAreNoneAreRefused() {
        for (var url : new String[] {
            "ftp://example.com/x",
            "file:///etc/passwd",
            "example.com",
            "http://",
            "http:///x",
            "gopher://x/",
            "javascript:alert(1)",
            "http://a b/"
        }) {
            copy("url", url).body("error", containsString("url"));
        }
        copy("url", "http://user:secret@example.com/x").body("error", is("url must not hold a user name or password"));
    }

    @Test
    void theChecksComeInTheOrderOfTheContract() {
        route(TestCallers.nobody(), "projects/copy-url").body("error", is("url must be specified"));
        route(TestCallers.nobody(), "projects/copy-url", "url", "x", "project_id", "x")
                .body("error", is("project_id must be a valid uuid"));
        route(TestCallers.nobody(), "projects/copy-url", "url", "x", "project_id", project)
                .body("error", is("must be signed in"));
        route(somebody(), "projects/copy-url", "url", "x", "project_id", project)
                .body("error", is("must be a collaborator on target project"));
        copy("url", "github/sagemathinc/cocalc")
                .body(
                        "error",
                        is("copying of directories (e.g., full GitHub repos) is not implemented; copy an individual"
                                + " file instead"));
        route(
                        TestCallers.project(UUID.fromString(project)),
                        "projects/copy-url",
                        "url",
                        base + "/to/file",
                        "project_id",
                        project)
                .body("response.event", is("file_written_to_project"));
    }

    @Test
    void pathsOfSharedFilesAreRewritten() throws Exception {
        rewritten("github/o/r/blob/main/a/b.txt", "https://raw.githubusercontent.com/o/r/main/a/b.txt");
        rewritten("/github/o/r/blob/main/a/b.txt", "https://raw.githubusercontent.com/o/r/main/a/b.txt");
        rewritten("https://github.com/o/r/blob/main/b.txt", "https://raw.githubusercontent.com/o/r/main/b.txt");
        rewritten("gist/o/123", "https://gist.githubusercontent.com/o/123/raw");
        rewritten("url/example.com/a.txt", "https://example.com/a.txt");
        rewritten("http://example.com:8080/a?b=c", "http://example.com:8080/a?b=c");
        assertThrows(NotFetched.class, () -> Source.of("github/o/r/tree/main/a"));
        assertThrows(NotFetched.class, () -> Source.of("https://github.com/o/r"));
    }

    private static void rewritten(String given, String address) throws NotFetched {
        assertEquals(address, Source.of(given).uri().toString());
    }

    private ValidatableResponse copy(Object... parameters) {
        var all = map(parameters);
        all.put("project_id", project);
        return post(ada, "/v2/projects/copy-url", all);
    }
}
