package org.calque.projects.runtime;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.calque.kit.posix.Libc;

/// The way out of a sandbox whose project may use the network: a device inside, a filter of what may pass it, and a
/// helper outside, which makes connections of its own out of what comes by the device.
///
/// The helper has no privileges but over the sandbox, sees no file, and passes nothing in that did not go out. It
/// outlives the service and ends with the guard of the sandbox, which holds the other end of its leash.
final class WayOut {
    /// What the helper was, for the next service.
    record Note(int pid, long started) {}

    /// @param joins     the files by which a process joins the groups of the project
    /// @param outerUser a handle of the user namespace that owns `net`
    /// @param leash     a named pipe that the guard holds open
    record Place(
            Workspace workspace,
            Machine machine,
            Passage passage,
            List<String> joins,
            int outerUser,
            int net,
            Path leash) {}

    private static final int READY_SECONDS = 10;
    private static final int STDERR_BYTES = 4 << 10;

    /// Some machines keep the devices to themselves: then the helper gets one of its own.
    private static final String OWN_TUNNELS = """
            mount -t tmpfs -o mode=755 calque /dev/net && mknod -m 666 /dev/net/tun c 10 200 || exit 126
            exec "$@"
            """;

    /// Becomes the helper; a process beside it ends it when the guard has ended, and ends with it.
    private static final String ON_A_LEASH = """
            setpriv=$1; user=$2; shift 2
            [ -z "$user" ] || chown "$user" /proc/self/fd/1 || exit 126
            "$setpriv" --pdeathsig KILL /bin/sh -c 'read -r _ <&3; kill -9 "$0"' $$ >/dev/null 2>&1 4<&- 5<&- &
            exec 3<&- "$@"
            """;

    private static final List<String> ENVIRONMENT = List.of("PATH=" + Passage.PATH, "LANG=C.UTF-8");

    private final Note note;
    private final Reactor reactor;
    private final int handle;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private WayOut(Note note, Reactor reactor, int handle) {
        this.note = note;
        this.reactor = reactor;
        this.handle = handle;
    }

    /// @throws IOException when there is none; what it says ends a sentence
    static WayOut open(Place place) throws IOException {
        var tools = NetworkTools.find();
        close(place, tools);
        return help(place, tools);
    }

    /// From here on only what the filter lets through can leave.
    private static void close(Place place, NetworkTools tools) throws IOException {
        var line = new ArrayList<>(place.passage().asUser(place.workspace().uid()));
        line.addAll(List.of(
                place.machine().tools().nsenter(),
                "--preserve-credentials",
                "--user=/proc/self/fd/3",
                "--net=/proc/self/fd/4",
                tools.nft(),
                "-f",
                "-"));
        var rules = NetworkFilter.rules(place.machine().settings().allowedNetworks());
        var stdin = Kernel.holding(rules.getBytes(StandardCharsets.UTF_8));
        try {
            var stderr = new Output(null, STDERR_BYTES, new AtomicLong(STDERR_BYTES));
            var exit = within(
                    start(
                                    place,
                                    line,
                                    stdin,
                                    new Output(null, 0, new AtomicLong()),
                                    stderr,
                                    place.outerUser(),
                                    place.net())
                            .exit(),
                    "the filter of its addresses does not end");
            if (exit.code() != 0 || exit.signal() != 0) {
                throw new IOException("the filter of its addresses cannot be set up: " + firstLine(stderr));
            }
        } finally {
            Kernel.close(stdin);
        }
    }

    private static WayOut help(Place place, NetworkTools tools) throws IOException {
        var leash = Kernel.openToRead(place.leash());
        try {
            Kernel.makeWaiting(leash);
            var ready = new CompletableFuture<Boolean>();
            var stderr = new Output(null, STDERR_BYTES, new AtomicLong(STDERR_BYTES));
            var child = start(
                    place,
                    helper(place, tools),
                    leash,
                    new Readiness(ready),
                    stderr,
                    leash,
                    place.outerUser(),
                    place.net());
            child.exit().thenRun(() -> ready.complete(false));
            if (!within(ready, "its helper is not ready")) {
                throw new IOException("its helper has ended: " + firstLine(stderr));
            }
            return of(
                    new Note(child.pid(), ProcessFacts.started(child.pid())),
                    place.machine().reactor());
        } finally {
            Kernel.close(leash);
        }
    }

    private static List<String> helper(Place place, NetworkTools tools) {
        var uid = place.workspace().uid();
        var line = place.passage().limited(place.joins());
        if (Libc.isRoot() && areClosed(NetworkTools.TUNNELS)) {
            line.addAll(
                    List.of(place.machine().tools().unshare(), "--mount", Tools.SHELL, "-c", OWN_TUNNELS, "calque"));
        }
        line.addAll(List.of(Tools.SHELL, "-c", ON_A_LEASH, "calque", tools.setpriv()));
        line.add(Libc.isRoot() ? "" + uid : "");
        line.addAll(place.passage().asUser(uid));
        line.addAll(List.of(tools.pasta(), "--foreground", "--quiet", "--pid", "/proc/self/fd/1"));
        line.addAll(List.of("--userns", "/proc/self/fd/4", "--netns", "/proc/self/fd/5"));
        line.addAll(List.of("--config-net", "--ns-ifname", "net0", "--ipv4-only"));
        line.addAll(List.of("--address", "10.0.2.100", "--netmask", "24", "--gateway", "10.0.2.2", "--no-map-gw"));
        line.addAll(List.of("--tcp-ports", "none", "--udp-ports", "none", "--tcp-ns", "none", "--udp-ns", "none"));
        line.addAll(List.of("--no-dhcp", "--no-dhcpv6", "--no-ndp", "--no-ra"));
        line.addAll(List.of("--dns-forward", NetworkFilter.RESOLVER));
        return line;
    }

    /// Root opens them in any case, but the users of projects cannot.
    private static boolean areClosed(Path device) {
        try {
            return !Files.getPosixFilePermissions(device).contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException e) {
            return false; // there is none: the helper says so
        }
    }

    private static Child start(
            Place place, List<String> line, int stdin, Child.Sink stdout, Child.Sink stderr, int... more)
            throws IOException {
        var machine = place.machine();
        return machine.reactor()
                .ask(() -> Child.start(
                        machine.reactor(), machine.background(), line, ENVIRONMENT, stdin, stdout, stderr, more));
    }

    private static <T> T within(CompletableFuture<T> something, String otherwise) throws IOException {
        try {
            return something.get(READY_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the service is stopping", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(otherwise, e);
        }
    }

    private static String firstLine(Output stderr) {
        return stderr.text()
                .lines()
                .filter(it -> !it.isBlank() && !it.contains("syslog"))
                .findFirst()
                .orElse("it said nothing");
    }

    /// The helper writes its number once all is set up.
    private record Readiness(CompletableFuture<Boolean> ready) implements Child.Sink {
        @Override
        public void accept(MemorySegment buffer, int count) {
            ready.complete(true);
        }
    }

    private static WayOut of(Note note, Reactor reactor) throws IOException {
        var way = new WayOut(note, reactor, Kernel.processHandle(note.pid()));
        reactor.ask(() -> {
            reactor.watch(way.handle, way::ended);
            return null;
        });
        return way;
    }

    /// Takes up what an earlier run of the service has left.
    ///
    /// @throws IOException when it has ended
    static WayOut takeUp(Place place, Note note) throws IOException {
        close(place, NetworkTools.find());
        if (note == null) {
            throw new IOException("there was no helper");
        }
        var way = of(note, place.machine().reactor());
        if (!isThat(note)) { // asked now that the number cannot be given to another
            way.reactor.run(way::ended);
            throw new IOException("its helper has ended");
        }
        return way;
    }

    private static boolean isThat(Note note) {
        try {
            return ProcessFacts.started(note.pid()) == note.started();
        } catch (IOException e) {
            return false;
        }
    }

    private void ended() {
        if (!over.isDone()) {
            reactor.forget(handle);
            Kernel.close(handle);
            over.complete(null);
        }
    }

    Note note() {
        return note;
    }

    /// Done when the helper has ended.
    CompletableFuture<Void> over() {
        return over;
    }

    void end() {
        reactor.run(() -> {
            if (!over.isDone()) {
                Kernel.signal(handle, Kernel.SIGKILL);
            }
        });
    }
}
