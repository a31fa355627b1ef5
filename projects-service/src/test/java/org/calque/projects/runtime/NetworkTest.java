package org.calque.projects.runtime;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.calque.kit.posix.Libc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a project reaches whose quota has `network`, and what it never does.
class NetworkTest {
    private static final Workspace.Limits NETWORK = new Workspace.Limits(1, 256L << 20, 64).withNetwork(true);
    private static final String ASK = "exec 5<>/dev/tcp/%s/%d && cat <&5";

    /// Who binds a socket to a device goes around all routes.
    private static final String BOUND =
            "perl -e 'use Socket;socket(S,2,1,6);setsockopt(S,1,25,\"net0\") or die;connect(S,pack_sockaddr_in({port},inet_aton(";

    private static final String CONNECT = "))) and print \"BREACH\"'";

    /// {here} is an address of the machine, {port} a port that it listens on, on all of its addresses.
    private static final List<String> ATTEMPTS = List.of(
            "(exec 5<>/dev/tcp/{here}/{port}) && echo BREACH",
            "(exec 5<>/dev/tcp/127.0.0.1/{port}) && echo BREACH",
            "(exec 5<>/dev/tcp/127.0.0.2/{port}) && echo BREACH",
            "(exec 5<>/dev/tcp/::1/{port}) && echo BREACH",
            "(exec 5<>/dev/tcp/::ffff:{here}/{port}) && echo BREACH",
            "(exec 5<>/dev/tcp/10.0.2.2/{port}) && echo BREACH",
            "(exec 5<>/dev/tcp/10.0.2.100/{port}) && echo BREACH",
            "(exec 5<>/dev/tcp/0.0.0.0/{port}) && echo BREACH",
            "(exec 5<>/dev/tcp/169.254.53.53/{port}) && echo BREACH",
            "(exec 5<>/dev/tcp/169.254.53.53/53) && echo BREACH",
            "(exec 5<>/dev/tcp/169.254.169.254/80) && echo BREACH",
            "(exec 5<>/dev/tcp/100.100.100.200/80) && echo BREACH",
            "(exec 5<>/dev/tcp/10.0.0.1/80) && echo BREACH",
            "(exec 5<>/dev/tcp/172.17.0.1/80) && echo BREACH",
            "(exec 5<>/dev/tcp/192.168.1.1/80) && echo BREACH",
            "(exec 5<>/dev/udp/{here}/53 && printf x >&5) && echo BREACH",
            "(exec 5<>/dev/udp/224.0.0.251/5353 && printf x >&5) && echo BREACH",
            "(exec 5<>/dev/udp/255.255.255.255/67 && printf x >&5) && echo BREACH",
            "(exec 5<>/dev/tcp/fd00::2/{port}) && echo BREACH",
            "(exec 5<>/dev/tcp/2606:4700::1111/80) && echo BREACH",
            BOUND + "\"{here}\"" + CONNECT,
            BOUND + "\"127.0.0.1\"" + CONNECT,
            BOUND + "\"169.254.169.254\"" + CONNECT,
            BOUND + "\"10.0.2.2\"" + CONNECT,
            "perl -e 'socket(S,2,3,1) and print \"BREACH\"'",
            "perl -e 'socket(S,17,3,0) and print \"BREACH\"'",
            "nft flush ruleset && echo BREACH",
            "nft list ruleset | grep -q . && echo BREACH",
            "ip route add 192.0.2.0/24 via 10.0.2.2 && echo BREACH",
            "ip link set net0 down && echo BREACH",
            "ip addr add 10.0.2.101/24 dev net0 && echo BREACH",
            "[ $(wc -l < /proc/net/unix) = 1 ] || echo BREACH",
            "ls -l /proc/1/fd | grep -v pipe: | grep -v /dev/null | grep -q '>' && echo BREACH",
            "pgrep -f passt && echo BREACH",
            "cat /dev/net/tun && echo BREACH");

    private String here;
    private ServerSocket server;
    private Sandboxes sandboxes;
    private Workspace project;

    @BeforeEach
    void aServerThatEverybodyMayReach() throws IOException {
        var lack = NetworkTools.lack();
        assumeTrue(lack.isEmpty(), () -> "needs a way out: " + lack.get());
        here = ownAddress().orElse(null);
        assumeTrue(here != null, "needs an address beside the loopback");
        server = new ServerSocket();
        server.bind(new InetSocketAddress("0.0.0.0", 0));
        Thread.startVirtualThread(this::greet);
    }

    private static Optional<String> ownAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(it -> !isLoopback(it))
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .map(InetAddress::getHostAddress)
                .findFirst();
    }

    private static boolean isLoopback(NetworkInterface network) {
        try {
            return network.isLoopback();
        } catch (SocketException e) {
            return true;
        }
    }

    private void greet() {
        while (!server.isClosed()) {
            try (var caller = server.accept()) {
                caller.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                assertTrue(server.isClosed(), e.toString());
            }
        }
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        if (server != null) {
            server.close();
        }
        if (sandboxes != null) {
            sandboxes.close();
            assertEquals(List.of(), Sandboxes.processesOf(project));
        }
    }

    private void start(String... allowed) {
        sandboxes = new Sandboxes(
                SandboxSettings.named("test-net-" + ProcessHandle.current().pid())
                        .withAllowedNetworks(allowed));
        project = sandboxes.project(NETWORK);
        sandboxes.runtime.start(project);
        assertEquals(Optional.empty(), sandboxes.runtime.lack(project.projectId()));
    }

    private String ask() {
        return sandboxes
                .bash(project, ASK.formatted(here, server.getLocalPort()))
                .stdout();
    }

    @Test
    void aProjectReachesWhatIsAllowedAndOnlyThat() {
        start(here);
        assertEquals("hello\n", ask());
        assertEquals(
                "BREACH",
                sandboxes
                        .bash(project, withAddresses(BOUND + "\"{here}\"" + CONNECT))
                        .stdout());
        assertEquals(
                "",
                sandboxes
                        .bash(project, ASK.formatted("10.0.2.2", server.getLocalPort()))
                        .stdout());
        assertEquals(
                "",
                sandboxes
                        .bash(project, ASK.formatted("127.0.0.1", server.getLocalPort()))
                        .stdout());
    }

    @Test
    void aProjectWithoutTheQuotaReachesNothing() {
        start(here);
        var other = sandboxes.project();
        assertEquals(
                "",
                sandboxes
                        .bash(other, ASK.formatted(here, server.getLocalPort()))
                        .stdout());
        assertEquals(
                "lo\n",
                sandboxes
                        .bash(other, "sed -n 's/^ *\\([a-z0-9]*\\):.*/\\1/p' /proc/net/dev")
                        .stdout());
    }

    @Test
    void namesAreAskedOfTheResolverThatIsPassedOn() {
        start();
        assertEquals(
                "nameserver 169.254.53.53\noptions edns0\n",
                sandboxes.bash(project, "cat /etc/resolv.conf").stdout());
        assertEquals(
                0,
                sandboxes
                        .bash(project, "exec 5<>/dev/udp/169.254.53.53/53 && printf x >&5")
                        .exitCode());
    }

    @Test
    void andNeverWhatIsNotPublicOrNotItsOwn() {
        start();
        assertAll(ATTEMPTS.stream().map(it -> () -> assertRefused(it)));
    }

    private void assertRefused(String attempt) {
        var said = sandboxes.bash(project, "exec 2>/dev/null; " + withAddresses(attempt) + "; true");
        assertFalse(said.stdout().contains("BREACH"), attempt + "\n" + said);
    }

    private String withAddresses(String script) {
        return script.replace("{here}", here).replace("{port}", "" + server.getLocalPort());
    }

    @Test
    void twoProjectsDoNotReachEachOther() {
        start();
        var other = sandboxes.project(NETWORK);
        sandboxes.bash(
                other,
                "perl -MSocket -e 'socket(S,2,1,6);bind(S,pack_sockaddr_in(7777,INADDR_ANY));listen(S,5);sleep 60' >/dev/null 2>&1 &"
                        + " until grep -q ':1E61 ' /proc/net/tcp; do :; done");
        var address = sandboxes
                .bash(other, "(exec 5<>/dev/tcp/10.0.2.100/7777) && echo heard")
                .stdout();
        assertEquals("heard\n", address);
        var said = sandboxes.bash(
                project,
                "for a in 127.0.0.1 10.0.2.100 10.0.2.2 %s; do (exec 5<>/dev/tcp/$a/7777) && echo BREACH; done; true"
                        .formatted(here));
        assertEquals("", said.stdout());
        assertFalse(isHeard(7777), "nothing that listens inside is heard outside");
    }

    private static boolean isHeard(int port) {
        try (var socket = new java.net.Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aHelperThatEndsIsReplaced() {
        assumeTrue(Libc.isRoot(), "needs a user for each project");
        start(here);
        var first = helper();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        await(() -> Sandboxes.processesOf(project).stream().anyMatch(it -> isHelper(it) && it != first));
        await(() -> ask().equals("hello\n"));
    }

    private long helper() {
        return Sandboxes.processesOf(project).stream()
                .filter(NetworkTest::isHelper)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isHelper(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(it -> it.info().command())
                .filter(it -> it.contains("passt") || it.contains("pasta"))
                .isPresent();
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "in time");
            Thread.onSpinWait();
        }
    }

    @Test
    void aCrashOfTheServiceInterruptsNoConnection() throws Exception {
        assumeTrue(Libc.isRoot(), "needs a user for each project");
        var folder = Files.createTempDirectory("calque-homes");
        var doomed = new Workspace(UUID.randomUUID(), folder.resolve("home"), 72_500, NETWORK);
        var settings = SandboxSettings.named(
                        "test-net-crash-" + ProcessHandle.current().pid())
                .withState(folder.resolve("state"), Duration.ofSeconds(60))
                .withAllowedNetworks(here);
        try (var service = new DoomedService(settings, doomed, "true", "touch begun; sleep 60", "")) {
            service.kill();
            var before = Sandboxes.processesOf(doomed).stream()
                    .filter(NetworkTest::isHelper)
                    .toList();
            assertEquals(1, before.size());
            try (var next = new SandboxRuntime(settings)) {
                assertEquals(Set.of(doomed.projectId()), next.adopted());
                assertEquals(
                        before,
                        Sandboxes.processesOf(doomed).stream()
                                .filter(NetworkTest::isHelper)
                                .toList());
                assertEquals(
                        new ExecResult.Finished("hello\n", "", 0),
                        next.exec(doomed, Sandboxes.script(ASK.formatted(here, server.getLocalPort()))));
            }
            assertEquals(List.of(), Sandboxes.processesOf(doomed));
        } finally {
            remove(folder);
        }
    }

    @Test
    void aServiceThatNeverComesBackLeavesNoHelper() throws Exception {
        assumeTrue(Libc.isRoot(), "needs a user for each project");
        var folder = Files.createTempDirectory("calque-homes");
        var doomed = new Workspace(UUID.randomUUID(), folder.resolve("home"), 72_501, NETWORK);
        var settings = SandboxSettings.named(
                        "test-net-lost-" + ProcessHandle.current().pid())
                .withState(folder.resolve("state"), Duration.ofMillis(300));
        try (var service = new DoomedService(settings, doomed, "true", "touch begun; sleep 60", "")) {
            service.kill();
            await(() -> Sandboxes.processesOf(doomed).isEmpty());
            await(() -> !Files.exists(settings.state().resolve(doomed.projectId() + "/leash")));
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws Exception {
        new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
    }
}
