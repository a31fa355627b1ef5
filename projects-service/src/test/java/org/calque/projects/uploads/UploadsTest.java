package org.calque.projects.uploads;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.DoomedWriter;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.transfer.StreamTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UploadsTest extends StreamTest {
    @Inject
    UploadJanitor janitor;

    @Inject
    ProjectsConfig config;

    private TestCaller ada;
    private String project;
    private final byte[] content = bytes(1_000_000);

    @BeforeEach
    void aProject() {
        ada = somebody();
        project = project(ada);
    }

    @Test
    void anUploadGoesOnWhereTheServiceWasKilled() throws Exception {
        var id = begin("path", "f", "size", 1_000_000, "repr_digest", digest(content));
        var home = config.dir().resolve(project);
        var uid = Integer.parseInt(ask("select host_uid from projects where project_id = ?::uuid", project));
        try (var service = new DoomedWriter(home, uid, "f", UUID.fromString(id), 1_000_000)) {
            service.killAfter(50);
        }
        int offset = call("get", id).extract().path("offset");
        assertTrue(offset >= 50_000, "what has come is there: " + offset);
        piece(id, offset, 1_000_000, Map.of()).then().statusCode(200).body("offset", is(1_000_000));
        call("finish", id).body("repr_digest", is(digest(content)));
        assertArrayEquals(content, get(ada, project, "f", Map.of()).asByteArray());
    }

    @Test
    void aFileComesInPiecesAndIsThereWhenItIsFinished() {
        var id = begin("path", "in/data", "size", 1_000_000, "repr_digest", digest(content));
        piece(id, 0, 400_000, Map.of()).then().statusCode(200).body("offset", is(400_000));
        call("get", id).body("offset", is(400_000)).body("size", is(1_000_000));
        call("finish", id).body("error", is("400000 of 1000000 bytes have come; send the rest first"));
        get(ada, project, "in/data", Map.of()).then().statusCode(404);
        piece(id, 400_000, 1_000_000, Map.of("Content-Range", "bytes 400000-999999/1000000"))
                .then()
                .statusCode(200);
        call("finish", id).body("size", is(1_000_000)).body("repr_digest", is(digest(content)));
        assertArrayEquals(content, get(ada, project, "in/data", Map.of()).asByteArray());
        call("get", id).body("error", startsWith("no upload"));
        assertEquals("in\n", output(ada, project, "ls -A"));
    }

    @Test
    void aPieceMustBeginWhereTheLastOneEnded() {
        var id = begin("path", "f");
        piece(id, 0, 10, Map.of()).then().statusCode(200);
        piece(id, 0, 10, Map.of()).then().statusCode(409).body("error", is("the next piece begins at byte 10"));
        piece(id, 20, 30, Map.of()).then().statusCode(409);
        piece(id, 10, 20, Map.of("Content-Range", "bytes 10-12/*"))
                .then()
                .statusCode(413)
                .body("error", containsString("longer than its Content-Range"));
        call("get", id).body("offset", is(10));
        piece(id, 10, 20, Map.of("Content-Range", "nonsense")).then().statusCode(400);
        send(id, null, content, Map.of()).then().statusCode(400).body("error", containsString("offset="));
        call("finish", id).body("size", is(10));
    }

    @Test
    void moreThanWasSaidIsRefused() {
        var id = begin("path", "f", "size", 5);
        piece(id, 0, 10, Map.of()).then().statusCode(413).body("error", containsString("at most 5 bytes"));
        piece(id, 0, 5, Map.of("Content-Range", "bytes 0-4/6")).then().statusCode(400);
        piece(id, 0, 5, Map.of()).then().statusCode(200);
        call("finish", id).body("size", is(5));
    }

    @Test
    void aWrongDigestOrAFileThatChangedMeanwhileReplacesNothing() {
        put(ada, project, "f", bytes(3), Map.of());
        var etag = get(ada, project, "f", Map.of()).header("ETag");
        var wrong = begin("path", "f", "repr_digest", digest(bytes(99)));
        piece(wrong, 0, 10, Map.of());
        call("finish", wrong).body("error", containsString("nothing has changed"));
        var late = begin("path", "f", "if_match", etag);
        piece(late, 0, 10, Map.of());
        put(ada, project, "f", bytes(4), Map.of());
        call("finish", late).body("error", containsString("if_match"));
        assertArrayEquals(bytes(4), get(ada, project, "f", Map.of()).asByteArray());
        call("abandon", late).body("status", is("ok"));
        call("abandon", wrong).body("status", is("ok"));
        assertEquals("f\n", output(ada, project, "ls -A"));
    }

    @Test
    void whatWaitsTooLongIsDropped() throws Exception {
        var id = begin("path", "f");
        piece(id, 0, 10, Map.of());
        route(ada, "projects/files/uploads/list", "project_id", project)
                .body("$", hasSize(1))
                .body("[0].offset", is(10));
        sql("update uploads set expires = now() - interval '1 second' where upload_id = ?::uuid", id);
        janitor.dropExpired();
        call("get", id).body("error", startsWith("no upload"));
        assertEquals("", output(ada, project, "ls -A"));
    }

    @Test
    void whatThePeopleOfAProjectDoToItHarmsNobodyElse() {
        var gone = begin("path", "f");
        run(ada, project, "rm .calque-uploads/*");
        piece(gone, 0, 10, Map.of()).then().statusCode(404).body("error", containsString("removed from the project"));
        var swapped = begin("path", "f");
        run(ada, project, "rm -r .calque-uploads && ln -s /tmp .calque-uploads");
        piece(swapped, 0, 10, Map.of()).then().statusCode(409).body("error", startsWith("ENOTDIR"));
        call("abandon", swapped).body("status", is("ok"));
    }

    @Test
    void uploadsAreBoundedAndBadOnesRefused() {
        route(ada, "projects/files/uploads/create", "project_id", project)
                .body("error", startsWith("path must be specified"));
        route(ada, "projects/files/uploads/create", "project_id", project, "path", "f", "size", -1)
                .body("error", containsString("must be at least 0"));
        route(ada, "projects/files/uploads/create", "project_id", project, "path", "f", "repr_digest", "x")
                .body("error", containsString("sha-256"));
        route(ada, "projects/files/uploads/create", "project_id", project, "path", "../x")
                .body("error", startsWith("EXDEV"));
        route(ada, "projects/files/uploads/list", "project_id", project).body("$", hasSize(0));
        for (var i = 0; i < 64; i++) {
            begin("path", "f" + i);
        }
        route(ada, "projects/files/uploads/create", "project_id", project, "path", "g")
                .body("error", containsString("64 unfinished uploads"));
    }

    @Test
    void anUploadIsForThePeopleOfItsProjectOnly() {
        var id = begin("path", "f");
        var stranger = somebody();
        var theirs = project(stranger);
        for (var path : new String[] {"get", "finish", "abandon"}) {
            route(stranger, "projects/files/uploads/" + path, "project_id", theirs, "upload_id", id)
                    .body("error", startsWith("no upload"));
            route(stranger, "projects/files/uploads/" + path, "project_id", project, "upload_id", id)
                    .body("error", startsWith("must be"));
        }
        as(stranger, Map.of())
                .queryParam("project_id", theirs)
                .queryParam("upload_id", id)
                .queryParam("offset", 0)
                .body(new byte[5])
                .put("/streams/projects/files/uploads/piece")
                .then()
                .statusCode(404);
        route(
                        TestCallers.project(UUID.fromString(project)),
                        "projects/files/uploads/get",
                        "project_id",
                        project,
                        "upload_id",
                        id)
                .body("offset", is(0));
    }

    private String begin(Object... parameters) {
        var all = map(parameters);
        all.put("project_id", project);
        return post(ada, "/v2/projects/files/uploads/create", all).extract().path("upload_id");
    }

    private ValidatableResponse call(String what, String id) {
        return route(ada, "projects/files/uploads/" + what, "project_id", project, "upload_id", id);
    }

    private Response piece(String id, int from, int to, Map<String, ?> headers) {
        return send(id, from, Arrays.copyOfRange(content, from, to), headers);
    }

    private Response send(String id, Integer offset, byte[] piece, Map<String, ?> headers) {
        var request = as(ada, headers)
                .contentType("application/octet-stream")
                .queryParam("project_id", project)
                .queryParam("upload_id", id);
        return (offset == null ? request : request.queryParam("offset", offset))
                .body(piece)
                .put("/streams/projects/files/uploads/piece");
    }
}
