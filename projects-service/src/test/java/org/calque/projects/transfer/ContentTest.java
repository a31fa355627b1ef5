package org.calque.projects.transfer;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ContentTest extends StreamTest {
    private static final Map<String, String> PLAIN = Map.of();

    @TestHTTPResource
    URI service;

    private TestCaller ada;
    private String project;

    @BeforeEach
    void aProject() {
        ada = somebody();
        project = project(ada);
    }

    @Test
    void whatGoesInComesOutByteForByte() {
        var content = bytes(3_000_001);
        put(ada, project, "deep/er/data.bin", content, Map.of("Repr-Digest", digest(content)))
                .then()
                .statusCode(201)
                .body("size", is(3_000_001))
                .body("repr_digest", is(digest(content)));
        var got = get(ada, project, "deep/er/data.bin", Map.of("Want-Repr-Digest", "sha-256=1"));
        got.then()
                .statusCode(200)
                .header("Content-Length", "3000001")
                .header("Content-Type", "application/octet-stream")
                .header("Content-Disposition", "attachment; filename=\"data.bin\"; filename*=UTF-8''data.bin")
                .header("Accept-Ranges", "bytes")
                .header("Repr-Digest", digest(content));
        assertArrayEquals(content, got.asByteArray());
        put(ada, project, "deep/er/data.bin", new byte[0], PLAIN).then().statusCode(200);
        assertEquals(
                0,
                get(ada, project, "deep/er/data.bin", PLAIN)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray()
                        .length);
        assertEquals("0\n", output(ada, project, "stat -c %s deep/er/data.bin"));
    }

    @Test
    void headTellsAllButTheContent() {
        put(ada, project, "f", bytes(1000), PLAIN);
        as(ada, PLAIN)
                .queryParam("project_id", project)
                .queryParam("path", "f")
                .head("/streams/projects/files/content")
                .then()
                .statusCode(200)
                .header("Content-Length", "1000")
                .header("ETag", startsWith("\""));
    }

    @Test
    void partsAreSentOnWish() {
        var content = bytes(1000);
        put(ada, project, "f", content, PLAIN);
        part("bytes=0-99", 206, "bytes 0-99/1000", Arrays.copyOfRange(content, 0, 100));
        part("bytes=900-", 206, "bytes 900-999/1000", Arrays.copyOfRange(content, 900, 1000));
        part("bytes=-1", 206, "bytes 999-999/1000", Arrays.copyOfRange(content, 999, 1000));
        part("bytes=990-5000", 206, "bytes 990-999/1000", Arrays.copyOfRange(content, 990, 1000));
        part("bytes=0-1,5-6", 200, null, content);
        part("bytes=5-1", 200, null, content);
        part("lines=1-2", 200, null, content);
        for (var beyond : new String[] {"bytes=1000-", "bytes=-0", "bytes=5000-6000"}) {
            get(ada, project, "f", Map.of("Range", beyond))
                    .then()
                    .statusCode(416)
                    .header("Content-Range", "bytes */1000");
        }
    }

    private void part(String range, int status, String told, byte[] content) {
        var got = get(ada, project, "f", Map.of("Range", range));
        assertEquals(status, got.statusCode());
        assertEquals(told, got.header("Content-Range"));
        assertArrayEquals(content, got.asByteArray());
    }

    @Test
    void conditionsAreHeeded() {
        put(ada, project, "f", bytes(10), PLAIN);
        var first = get(ada, project, "f", PLAIN);
        var etag = first.header("ETag");
        get(ada, project, "f", Map.of("If-None-Match", etag))
                .then()
                .statusCode(304)
                .header("ETag", etag);
        get(ada, project, "f", Map.of("If-Modified-Since", first.header("Last-Modified")))
                .then()
                .statusCode(304);
        get(ada, project, "f", Map.of("If-Match", "\"other\"")).then().statusCode(412);
        get(ada, project, "f", Map.of("Range", "bytes=0-1", "If-Range", etag))
                .then()
                .statusCode(206);
        get(ada, project, "f", Map.of("Range", "bytes=0-1", "If-Range", "\"old\""))
                .then()
                .statusCode(200);
        put(ada, project, "f", bytes(11), Map.of("If-None-Match", "*")).then().statusCode(412);
        put(ada, project, "f", bytes(11), Map.of("If-Match", "\"other\""))
                .then()
                .statusCode(412);
        put(ada, project, "new", bytes(11), Map.of("If-Match", "*")).then().statusCode(412);
        put(ada, project, "f", bytes(11), Map.of("If-Match", etag)).then().statusCode(200);
        put(ada, project, "f", bytes(12), Map.of("If-Match", etag)).then().statusCode(412);
        assertEquals(11, get(ada, project, "f", PLAIN).asByteArray().length);
        assertNotEquals(etag, get(ada, project, "f", PLAIN).header("ETag"));
        put(ada, project, "new", bytes(1), Map.of("If-None-Match", "*")).then().statusCode(201);
    }

    @Test
    void contentThatIsNotWhatItsDigestTellsChangesNothing() {
        put(ada, project, "f", bytes(10), PLAIN);
        put(ada, project, "f", bytes(20), Map.of("Repr-Digest", digest(bytes(21))))
                .then()
                .statusCode(400)
                .body("error", containsString("Repr-Digest"));
        put(ada, project, "f", bytes(20), Map.of("Repr-Digest", "md5=:abc:"))
                .then()
                .statusCode(400);
        assertArrayEquals(bytes(10), get(ada, project, "f", PLAIN).asByteArray());
        assertEquals("f\n", output(ada, project, "ls -A"));
    }

    @Test
    void anUploadThatBreaksOffChangesNothing() throws IOException {
        put(ada, project, "f", bytes(10), PLAIN);
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            var head = "PUT /streams/projects/files/content?project_id=" + project + "&path=f HTTP/1.1\r\n"
                    + "Host: x\r\nAuthorization: " + ada.bearer() + "\r\nContent-Length: 1000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[200_000]);
            socket.getOutputStream().flush();
        }
        assertArrayEquals(bytes(10), get(ada, project, "f", PLAIN).asByteArray());
        assertEquals("f\n", output(ada, project, "ls -A"));
    }

    @Test
    void aLongPathOfAnyLettersIsFine() {
        var path = ("\u00e9".repeat(100) + "/").repeat(15) + "f";
        put(ada, project, path, bytes(5), PLAIN).then().statusCode(201);
        assertArrayEquals(bytes(5), get(ada, project, path, PLAIN).asByteArray());
    }

    /// Were it left on the connection, the next request there would wait behind it for ever.
    @Test
    void whatIsRefusedUnreadIsPassedOver() throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            for (int i = 0; i < 3; i++) {
                var head = "PUT /streams/projects/files/content?project_id=none&path=f HTTP/1.1\r\n"
                        + "Host: x\r\nAuthorization: " + ada.bearer() + "\r\nContent-Length: 3000000\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(new byte[3_000_000]);
                var answer = new byte[1000];
                int length = socket.getInputStream().read(answer);
                assertTrue(new String(answer, 0, length, StandardCharsets.US_ASCII).startsWith("HTTP/1.1 400"));
            }
        }
    }

    @Test
    void whatIsReplacedKeepsItsPermissionsAndLinksStay() {
        run(ada, project, "mkdir d; echo 1 > d/f; chmod 750 d/f; ln -s d/f link; ln -s /etc out");
        put(ada, project, "link", bytes(5), PLAIN).then().statusCode(200);
        assertEquals("750 5\n", output(ada, project, "test -L link && stat -c '%a %s' d/f"));
        put(ada, project, "out/x", bytes(5), PLAIN).then().statusCode(403).body("error", startsWith("EXDEV"));
        get(ada, project, "out/hostname", PLAIN).then().statusCode(403);
    }

    @Test
    void failuresHaveTheirStatus() {
        run(ada, project, "mkdir d; mkfifo pipe");
        get(ada, project, "no", PLAIN).then().statusCode(404).body("error", startsWith("ENOENT"));
        get(ada, project, "d", PLAIN).then().statusCode(409).body("error", startsWith("EISDIR"));
        get(ada, project, "pipe", PLAIN).then().statusCode(400).body("error", containsString("not a regular file"));
        get(ada, project, "", PLAIN).then().statusCode(400).body("error", is("path must be specified"));
        get(ada, project, "../x", PLAIN).then().statusCode(403);
        get(ada, project, "a\0b", PLAIN).then().statusCode(400);
        get(ada, "x", "f", PLAIN).then().statusCode(400).body("error", is("project_id must be a valid uuid"));
        put(ada, project, "d", bytes(1), PLAIN).then().statusCode(409).body("error", startsWith("EISDIR"));
        put(ada, project, "pipe", bytes(1), PLAIN).then().statusCode(400);
        put(ada, project, "/etc/x", bytes(1), PLAIN).then().statusCode(403);
    }

    @Test
    void nobodyElseReadsOrWrites() throws Exception {
        put(ada, project, "f", bytes(1), PLAIN);
        var otherProject = TestCallers.project(UUID.fromString(project(somebody())));
        for (var caller :
                new TestCaller[] {somebody(), otherProject, somebody().admin(), ada.onlyIn(UUID.randomUUID())}) {
            get(caller, project, "f", PLAIN).then().statusCode(403);
            put(caller, project, "f", bytes(2), PLAIN).then().statusCode(403);
        }
        get(TestCallers.nobody(), project, "f", PLAIN).then().statusCode(401).body("error", is("must be signed in"));
        put(ada.withScopes("read"), project, "f", bytes(2), PLAIN).then().statusCode(403);
        get(ada.withScopes("read"), project, "f", PLAIN).then().statusCode(200);
        var grace = somebody();
        add(ada, project, grace.id());
        sql("update members set \"group\" = 'viewer' where account_id = ?", grace.id());
        get(grace, project, "f", PLAIN).then().statusCode(200);
        put(grace, project, "f", bytes(2), PLAIN).then().statusCode(403);
        get(TestCallers.project(UUID.fromString(project)), project, "f", PLAIN)
                .then()
                .statusCode(200);
    }

    @Test
    void aFileThatShrinksWhileItIsSentEndsTheConnection() throws Exception {
        run(ada, project, "truncate -s 300M big");
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            var head = "GET /streams/projects/files/content?project_id=" + project + "&path=big HTTP/1.1\r\n"
                    + "Host: x\r\nAuthorization: " + ada.bearer() + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            var in = socket.getInputStream();
            in.readNBytes(1000);
            run(ada, project, "truncate -s 1M big");
            var rest = 0L;
            var chunk = new byte[1 << 20];
            for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                rest += count;
            }
            assertTrue(rest < 300L << 20, "all of it came, though it was not there");
        }
    }
}
