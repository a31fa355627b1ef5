package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.microsoft.playwright.impl.driver.Driver;
import jakarta.annotation.Generated;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.calque.embedded.Folders;
import org.calque.local.RunningSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/// Clients that a generator makes of the system's `/openapi.json`: what there is for Java is compiled whole, for
/// TypeScript as far as the program asks for it, which is all; and the program runs. Nothing must be installed: the
/// compiler of TypeScript is a jar, and Node.js the one that drives the browser.
class GeneratedClientsTest {
    private static final Path FOLDER = Path.of("target", "generated-clients").toAbsolutePath();
    private static final Path PROGRAMS = Path.of("src", "test", "resources", "generated-clients");
    private static final Path DESCRIPTION = FOLDER.resolve("openapi.json");
    private static final String COMPILER = "META-INF/resources/webjars/typescript/";
    private static final long PATIENCE_S = 120;
    private static final List<String> PRINTED = List.of("pong", "true", "42", "true", "a b", "true", "null");

    @BeforeAll
    static void readTheDescription() throws IOException, InterruptedException {
        Folders.delete(FOLDER);
        Files.createDirectories(FOLDER);
        try (var client = HttpClient.newHttpClient()) {
            var url = URI.create(RunningSystem.shared().baseUrl() + "/openapi.json");
            client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofFile(DESCRIPTION));
        }
    }

    @Test
    void aClientInJavaCompilesAndPingsMakesAProjectAndRunsCommands() throws Exception {
        var sources = FOLDER.resolve("java");
        generate("java", sources, Map.of("library", "native", "useJakartaEe", true, "openApiNullable", false));
        var needs = Stream.of(
                        ObjectMapper.class, JsonParser.class, JsonCreator.class, JavaTimeModule.class, Generated.class)
                .map(GeneratedClientsTest::jarOf)
                .toList();
        var classes = FOLDER.resolve("classes").toString();
        var compile = new ArrayList<>(List.of(jdk("javac"), "-nowarn", "-proc:none", "-J-XX:TieredStopAtLevel=1"));
        compile.addAll(List.of("-cp", String.join(File.pathSeparator, needs), "-d", classes));
        compile.add(PROGRAMS.resolve("Program.java").toString());
        compile.addAll(filesIn(sources.resolve("src/main/java"), ".java"));
        run("javac", compile);
        var classPath = classes + File.pathSeparator + String.join(File.pathSeparator, needs);
        assertEquals(PRINTED, run("java", List.of(jdk("java"), "-cp", classPath, "Program", url(), key())));
    }

    @Test
    void aClientInTypeScriptCompilesAndPingsMakesAProjectAndRunsCommands() throws Exception {
        var sources = FOLDER.resolve("typescript");
        generate("typescript-fetch", sources.resolve("client"), Map.of());
        Files.copy(PROGRAMS.resolve("program.ts"), sources.resolve("program.ts"));
        var node = Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false)
                .createProcessBuilder()
                .command()
                .getFirst();
        var out = FOLDER.resolve("javascript").toString();
        var compile = new ArrayList<>(List.of(node, typeScriptCompiler().toString(), "--strict"));
        compile.addAll(List.of("--target", "es2022", "--lib", "es2022,dom", "--module", "commonjs", "--outDir", out));
        compile.add(sources.resolve("program.ts").toString());
        run("tsc", compile);
        assertEquals(PRINTED, run("node", List.of(node, out + "/program.js", url(), key())));
    }

    private static void generate(String generator, Path folder, Map<String, Object> options) {
        var wanted = new CodegenConfigurator()
                .setGeneratorName(generator)
                .setInputSpec(DESCRIPTION.toString())
                .setOutputDir(folder.toString())
                .setAdditionalProperties(options)
                .setGlobalProperties(
                        Map.of("apiDocs", "false", "modelDocs", "false", "apiTests", "false", "modelTests", "false"));
        new DefaultGenerator().opts(wanted.toClientOptInput()).generate();
    }

    /// Unpacked beside what it compiles, for it reads the files next to it.
    private static Path typeScriptCompiler() throws IOException {
        var jar = Path.of(jarWith(COMPILER));
        var folder = FOLDER.resolve("tsc");
        Files.createDirectories(folder);
        try (var content = FileSystems.newFileSystem(jar);
                var files = Files.walk(content.getPath(COMPILER), 3)) {
            for (var file : files.filter(
                            it -> it.toString().matches(".*/lib/(_?tsc\\.js|lib\\..*\\.d\\.ts|lib\\.d\\.ts)"))
                    .toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        return folder.resolve("tsc.js");
    }

    private static String jarWith(String folder) {
        var found = GeneratedClientsTest.class.getClassLoader().getResource(folder);
        return found.getPath().replaceAll("^file:|!.*$", "");
    }

    private static String jarOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    private static String jdk(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    private static String url() {
        return RunningSystem.shared().baseUrl();
    }

    private static String key() {
        return RunningSystem.shared().adminKey();
    }

    private static List<String> filesIn(Path folder, String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(Path::toString).filter(it -> it.endsWith(ending)).toList();
        }
    }

    /// @return the lines that it prints
    private static List<String> run(String name, List<String> command) throws IOException, InterruptedException {
        var log = FOLDER.resolve(name + ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), name + " hangs; " + log + " tells more");
            var lines = Files.readAllLines(log);
            assertEquals(0, process.exitValue(), () -> name + " fails:\n" + String.join("\n", lines));
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}
