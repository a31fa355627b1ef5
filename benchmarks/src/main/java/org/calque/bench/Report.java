package org.calque.bench;

import java.util.ArrayList;
import java.util.List;

/// What was measured so far, and what went wrong.
final class Report {
    private final Table figures =
            new Table("figure", "connections", "Calque", "p50 / p99 at", "peer", "peer reaches", "ratio", "goal");
    private final List<String> remarks = new ArrayList<>();
    private boolean failed;

    /// A peer or limit of a figure, measured in the same run and the same unit.
    record Peer(String name, double value, String goal) {}

    /// Requests a second; the latency of callers while half of that arrives.
    void requests(String figure, int connections, Measured capacity, Measured steady, List<Peer> peers) {
        trouble(figure, capacity);
        trouble(figure, steady);
        figure(
                figure,
                connections,
                capacity.perSecond(),
                "/s",
                "%s / %s ms at %s/s"
                        .formatted(
                                Table.number(steady.p50()),
                                Table.number(steady.p99()),
                                Table.number(steady.perSecond())),
                peers);
    }

    /// A figure that has a goal and no peer.
    void figure(String figure, int connections, double value, String unit, String latency, String goal) {
        var own = Table.number(value) + unit;
        figures.row(figure, String.valueOf(connections), own, latency, "", "", "", goal);
        System.err.println("  " + figure + " at " + connections + ": " + own);
    }

    /// Any figure of which more is better.
    void figure(String figure, int connections, double value, String unit, String latency, List<Peer> peers) {
        var connected = connections == 0 ? "" : String.valueOf(connections);
        var own = Table.number(value) + unit;
        if (peers.isEmpty()) {
            figures.row(figure, connected, own, latency);
        }
        for (var peer : peers) {
            var first = peer == peers.getFirst();
            figures.row(
                    first ? figure : "",
                    first ? connected : "",
                    first ? own : "",
                    first ? latency : "",
                    peer.name(),
                    Table.number(peer.value()) + unit,
                    Table.number(value / peer.value()),
                    peer.goal());
        }
        System.err.println("  " + figure + (connected.isEmpty() ? "" : " at " + connected) + ": " + own);
    }

    /// A latency, of which less is better: its 99th percentile counts, and that of its peer.
    void latency(String figure, int connections, Spread own, String at, String peerName, Spread peer, String goal) {
        figures.row(
                figure,
                String.valueOf(connections),
                own.p99Text(),
                own + at,
                peerName,
                peer.toString(),
                Table.number(own.p99() / peer.p99()),
                goal);
        System.err.println("  " + figure + ": " + own + at);
    }

    void remark(String remark) {
        remarks.add(remark);
        System.err.println("  " + remark);
    }

    /// A figure with failures in it is none.
    void trouble(String figure, Measured measured) {
        if (measured.failures() > 0) {
            failed = true;
            remark(figure + ": " + measured.failures() + " failures, such as " + measured.oneFailure());
        }
    }

    boolean failed() {
        return failed;
    }

    @Override
    public String toString() {
        var text = new StringBuilder(figures.toString());
        if (!remarks.isEmpty()) {
            text.append('\n');
            remarks.forEach(it -> text.append("- ").append(it).append('\n'));
        }
        return text.toString();
    }
}
