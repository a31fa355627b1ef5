package org.calque.local.stories.fuzz;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was wrong, by operation and kind: the first call of each, and how many there were.
final class Findings {
    private static final int SHOWN = 600;

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, String> firsts = new TreeMap<>();

    synchronized void add(Call call, Verdict.Wrong wrong) {
        var group = call.operation() + ": " + wrong.kind();
        if (counts.merge(group, 1, Integer::sum) == 1) {
            firsts.put(group, call.curl() + "\n    => " + cut(wrong.detail()));
        }
    }

    synchronized List<String> all() {
        return firsts.entrySet().stream()
                .map(it -> it.getKey() + " (" + counts.get(it.getKey()) + ")\n    " + it.getValue())
                .toList();
    }

    private static String cut(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
