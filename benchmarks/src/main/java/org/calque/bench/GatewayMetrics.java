package org.calque.bench;

import java.util.TreeMap;
import java.util.regex.Pattern;

/// How long the gateway took to find out who was calling, as it counts that itself: calls by an upper bound of their
/// time in seconds, in text form of Prometheus.
///
/// @param memory   callers whom it remembered
/// @param accounts callers whom it had to ask accounts-service about
record GatewayMetrics(TreeMap<Double, Double> memory, TreeMap<Double, Double> accounts) {
    private static final Pattern BUCKET =
            Pattern.compile("calque_gateway_callers_seconds_bucket\\{([^}]*)} ([0-9.eE+]+)");
    private static final Pattern BOUND = Pattern.compile("le=\"([^\"]+)\"");

    static GatewayMetrics read(String text) {
        var metrics = new GatewayMetrics(new TreeMap<>(), new TreeMap<>());
        BUCKET.matcher(text).results().forEach(bucket -> {
            var bound = BOUND.matcher(bucket.group(1));
            if (bound.find()) {
                var of = bucket.group(1).contains("source=\"memory\"") ? metrics.memory : metrics.accounts;
                var seconds = bound.group(1).equals("+Inf") ? Double.MAX_VALUE : Double.parseDouble(bound.group(1));
                of.put(seconds, Double.parseDouble(bucket.group(2)));
            }
        });
        return metrics;
    }

    /// What has been remembered since then; each figure is an upper bound.
    Spread memorySince(GatewayMetrics before) {
        return since(memory, before.memory);
    }

    /// What has been asked since then; each figure is an upper bound.
    Spread accountsSince(GatewayMetrics before) {
        return since(accounts, before.accounts);
    }

    private static Spread since(TreeMap<Double, Double> now, TreeMap<Double, Double> before) {
        var counts = new TreeMap<Double, Double>();
        now.forEach((bound, count) -> counts.put(bound, count - before.getOrDefault(bound, 0.0)));
        if (counts.isEmpty() || counts.lastEntry().getValue() == 0) {
            throw new IllegalStateException("the gateway has counted no such call");
        }
        return new Spread(percentile(counts, 0.5), percentile(counts, 0.99));
    }

    private static double percentile(TreeMap<Double, Double> counts, double part) {
        var wanted = counts.lastEntry().getValue() * part;
        return counts.entrySet().stream()
                .filter(bucket -> bucket.getValue() >= wanted)
                .mapToDouble(bucket -> bucket.getKey() * 1000)
                .findFirst()
                .orElseThrow();
    }
}
