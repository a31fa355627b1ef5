package org.calque.projects.archives;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.transfer.StreamTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ArchivesTest extends StreamTest {
    @Inject
    Asides asides;

    @Inject
    ProjectsConfig config;

    private TestCaller ada;
    private String project;

    @BeforeEach
    void aProject() {
        ada = somebody();
        project = project(ada);
    }

    /// One of this replica, found when it starts again; and one of a replica that does not come back.
    @Test
    void whatACrashHasLeftUnpackedIsRemoved() throws Exception {
        var target = config.dir().resolve(project).resolve("d");
        run(ada, project, "mkdir d; touch d/kept");
        var mine = asides.begin(UUID.fromString(project), "d");
        var others = asides.begin(UUID.fromString(project), "d");
        var running = asides.begin(UUID.fromString(project), "d");
        for (var id : List.of(mine, others, running)) {
            Files.createDirectories(target.resolve(Asides.name(id)).resolve("sub"));
            Files.writeString(target.resolve(Asides.name(id)).resolve("sub/f"), "half");
        }
        sql("update unpackings set address = 'http://127.0.0.1:1' where unpacking_id <> ?", mine);
        sql("insert into replicas (address, until) values ('http://127.0.0.1:1', now() + interval '1 hour')");
        asides.clearNobodys();
        asides.clearMine();
        assertEquals(Set.of("kept", Asides.name(others), Asides.name(running)), names(target));
        sql("delete from replicas where address = 'http://127.0.0.1:1'");
        asides.clearNobodys();
        assertEquals(Set.of("kept"), names(target));
        assertEquals("0", ask("select count(*) from unpackings where project_id = ?::uuid", project));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(it -> it.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void aFolderGoesOutAndComesInAsItIs() throws IOException {
        run(
                ada,
                project,
                "mkdir -p d/sub/empty && echo one > d/one && chmod 750 d/one && echo x > 'd/sub/ä b'"
                        + " && ln -s one d/link && ln -s /etc/passwd d/out && mkfifo d/pipe && touch -d @1000000000 d/one"
                        + " && mkdir d/" + "n".repeat(120) + " && head -c 300000 /dev/urandom > d/sub/random");
        for (var format : new String[] {"tar", "tar.gz"}) {
            var packed = pack(ada, "d", format);
            packed.then()
                    .statusCode(200)
                    .header("Content-Disposition", containsString("filename=\"d." + format + "\""));
            unpack(ada, "back/" + format, packed.asByteArray())
                    .then()
                    .statusCode(200)
                    .body("entries", is(8));
            assertEquals("", output(ada, project, "rm d/pipe 2>/dev/null; diff -r --no-dereference d back/" + format));
            assertEquals(
                    "750 1000000000 one\n",
                    output(
                            ada,
                            project,
                            "cd back/" + format + " && stat -c '%a %Y' one | tr '\\n' ' ' && readlink link"));
        }
        assertEquals("", output(ada, project, "find . -name '.calque*'"));
    }

    @Test
    void whatIsThereIsMergedAndReplaced() throws IOException {
        run(ada, project, "mkdir -p t/d && echo old > t/d/f && echo keep > t/d/keep && ln -s d t/link");
        unpack(ada, "t", tar(file("d/f", "new"), file("d/more", "more"), file("link", "now a file")))
                .then()
                .statusCode(200);
        assertEquals(
                "new\nkeep\nmore\nnow a file\n",
                output(ada, project, "cd t; cat d/f; echo; cat d/keep d/more; echo; cat link; echo"));
        unpack(ada, "t", tar(file("d", "no folder any more"), file("aaa", "x")))
                .then()
                .statusCode(409)
                .body("error", containsString("a folder is where the file shall be"));
        assertEquals("d\nlink\n", output(ada, project, "ls -A t"));
    }

    @Test
    void noNameAndNoLinkLeadsOut() throws IOException {
        run(ada, project, "echo mine > mine && mkdir t");
        var bad = new TreeMap<String, byte[]>();
        bad.put("absolute", tar(file("/etc/evil", "x")));
        bad.put("dots", tar(file("../evil", "x")));
        bad.put("hidden dots", tar(file("a/../../evil", "x")));
        bad.put("through a link", tar(link("l", "/etc"), file("l/evil", "x")));
        bad.put("through a link up", tar(link("l", ".."), file("l/evil", "x")));
        bad.put("through a chain", tar(link("a", "b"), link("b", "../.."), file("a/evil", "x")));
        bad.put("hard link out", tar(hardLink("h", "../mine")));
        bad.put("hard link to an absolute path", tar(hardLink("h", "/projects/" + project + "/mine")));
        bad.put("hard link through a link", tar(link("l", "../../mine"), hardLink("h", "l")));
        bad.put("device", tar(special("dev", TarConstants.LF_CHR)));
        bad.put("block device", tar(special("dev", TarConstants.LF_BLK)));
        bad.put("pipe", tar(special("pipe", TarConstants.LF_FIFO)));
        bad.put("too deep", tar(file("d/".repeat(150) + "f", "x")));
        bad.put("nothing", new byte[0]);
        bad.put("no archive", bytes(5000));
        bad.put("no archive, packed", packed(bytes(5000)));
        for (var archive : bad.entrySet()) {
            var answer = unpack(ada, "t", archive.getValue());
            assertTrue(
                    answer.statusCode() >= 400 && answer.statusCode() < 500,
                    archive.getKey() + " was answered with " + answer.statusCode() + " " + answer.asString());
            assertEquals("", output(ada, project, "ls -A t"), archive.getKey());
        }
        assertEquals("mine\nt\n", output(ada, project, "ls -A"));
        unpack(ada, "t", tar(link("l", "/etc/passwd"), link("l2", "../mine")))
                .then()
                .statusCode(200);
        unpack(ada, "t/l", tar(file("x", "x"))).then().statusCode(403).body("error", startsWith("EXDEV"));
    }

    @Test
    void bombsAreRefusedBeforeTheyGoOff() throws IOException {
        var name = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(name)) {
            var header = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
            header.setSize(1L << 30);
            var block = new byte[512];
            header.writeEntryHeader(block);
            gzip.write(block);
            for (var i = 0; i < 64; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        unpack(ada, "t", name.toByteArray()).then().statusCode(422).body("error", containsString("header"));
        var huge = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(huge)) {
            var tar = new TarArchiveOutputStream(gzip);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
            var header = new TarArchiveEntry("huge");
            header.setSize(1L << 40);
            tar.putArchiveEntry(header);
            tar.flush();
        }
        unpack(ada, "t", huge.toByteArray()).then().statusCode(413);
        var cut = tar(file("f", "x".repeat(5000)));
        unpack(ada, "t", java.util.Arrays.copyOf(cut, 2000)).then().statusCode(422);
        assertEquals("", output(ada, project, "ls -A t"));
    }

    @Test
    void aLastEntryOfTheSameNameCounts() throws IOException {
        unpack(ada, "t", tar(link("f", "elsewhere"), file("g", "1"), file("g", "2"), hardLink("h", "g")))
                .then()
                .statusCode(200);
        assertEquals("2 2\n", output(ada, project, "cd t; echo $(cat g) $(stat -c %h g)"));
    }

    @Test
    void failuresHaveTheirStatus() throws IOException {
        run(ada, project, "echo > f");
        pack(ada, "no", "tar").then().statusCode(404);
        pack(ada, "f", "tar").then().statusCode(409).body("error", startsWith("ENOTDIR"));
        pack(ada, "..", "tar").then().statusCode(403);
        pack(ada, "", "zip").then().statusCode(400).body("error", is("format must be tar or tar.gz"));
        unpack(ada, "f", tar(file("x", "x"))).then().statusCode(409);
        unpack(ada, "../x", tar(file("x", "x"))).then().statusCode(403);
        var stranger = somebody();
        pack(stranger, "", "tar").then().statusCode(403);
        unpack(stranger, "", tar(file("x", "x"))).then().statusCode(403);
        pack(TestCallers.nobody(), "", "tar").then().statusCode(401);
        unpack(ada.withScopes("read"), "", tar(file("x", "x"))).then().statusCode(403);
        assertEquals("f\n", output(ada, project, "ls -A"));
    }

    @Test
    void theWholeHomeIsPackedWithoutWhatIsHiddenInIt() throws IOException {
        run(ada, project, "echo > f; mkdir .calque-uploads; echo > .calque-uploads/x; echo > .rc");
        var names = new ArrayList<String>();
        try (var tar = new TarArchiveInputStream(
                new ByteArrayInputStream(pack(ada, "", "tar").asByteArray()))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        names.sort(null);
        assertEquals(List.of(".rc", "f"), names);
    }

    private Response pack(TestCaller caller, String path, String format) {
        return as(caller, Map.of())
                .queryParam("project_id", project)
                .queryParam("path", path)
                .queryParam("format", format)
                .get("/streams/projects/files/archive");
    }

    private Response unpack(TestCaller caller, String path, byte[] archive) {
        return as(caller, Map.of())
                .contentType("application/octet-stream")
                .queryParam("project_id", project)
                .queryParam("path", path)
                .body(archive)
                .put("/streams/projects/files/archive");
    }

    private record Item(TarArchiveEntry entry, byte[] content) {}

    private static Item file(String name, String content) {
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length());
        return new Item(entry, content.getBytes());
    }

    private static Item link(String name, String target) {
        var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return new Item(entry, new byte[0]);
    }

    private static Item hardLink(String name, String target) {
        var entry = new TarArchiveEntry(name, TarConstants.LF_LINK);
        entry.setLinkName(target);
        return new Item(entry, new byte[0]);
    }

    private static Item special(String name, byte type) {
        return new Item(new TarArchiveEntry(name, type), new byte[0]);
    }

    private static byte[] tar(Item... items) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var item : items) {
                tar.putArchiveEntry(item.entry());
                tar.write(item.content());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] packed(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}
