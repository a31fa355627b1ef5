package org.calque.local.stories.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// All calls, by several clients at once. What the n-th call is depends on the seed and on n alone.
final class Run {
    private static final int CLIENTS = 16;

    /// What is answered when account, key or project are no more.
    private static final Pattern LOST = Pattern.compile("No account found|User is BANNED|is deleted; restore it");

    /// What API v2 answers then, to keys of projects in other cases too.
    private static final String NOBODY = "must be signed in";

    private final Wire wire;
    private final Inputs inputs;
    private final Operations operations;
    private final People people;
    private final Verdict verdict;
    private final long seed;
    private final Findings findings = new Findings();
    private final Tally tally = new Tally();
    private Duration took;

    Run(String baseUrl, JsonNode document, Operations operations, People people, long seed) {
        this.wire = new Wire(baseUrl);
        this.inputs = new Inputs(document, people);
        this.operations = operations;
        this.people = people;
        this.verdict = new Verdict(document, people.hermit().marks());
        this.seed = seed;
    }

    void calls(int count) throws Exception {
        var begin = Instant.now();
        var next = new AtomicInteger();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var ends = new ArrayList<Future<?>>();
            for (int i = 0; i < CLIENTS; i++) {
                ends.add(clients.submit(() -> {
                    for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                        call(number);
                    }
                    return null;
                }));
            }
            for (var end : ends) {
                end.get();
            }
        }
        took = Duration.between(begin, Instant.now());
    }

    private void call(int number) throws InterruptedException {
        var random = new Random(seed * 1_000_003 + number);
        var call = inputs.make(number, operations.any(random), random);
        var reply = wire.send(call);
        verdict.on(call, reply).ifPresent(it -> findings.add(call, it));
        learn(call, reply);
    }

    /// Administrators are told the ids of what must not be touched: nothing is learnt from them.
    private void learn(Call call, Reply reply) {
        var json = json(reply);
        var error = json.path("error").asText() + json.path("detail").asText();
        tally.count(call.operation(), reply, reply.status() / 100 == 2 && error.isEmpty());
        boolean lost = LOST.matcher(error).find();
        switch (call.caller().kind()) {
            case OWNER -> {
                call.caller().whose().known().learn(json);
                lost |= error.equals(NOBODY);
            }
            case PROJECT_KEY -> call.caller().whose().known().learn(json);
            case OTHER, ADMINISTRATOR -> lost |= error.equals(NOBODY);
            case READ_KEY -> {}
            case NOBODY, WRONG_KEY -> lost = false;
        }
        if (lost) {
            people.replace(call.caller());
        }
    }

    private static JsonNode json(Reply reply) {
        try {
            return reply.type().endsWith("json") ? Corpus.JSON.readTree(reply.body()) : MissingNode.getInstance();
        } catch (IOException unreadable) {
            return MissingNode.getInstance();
        }
    }

    List<String> findings() {
        return findings.all();
    }

    Tally tally() {
        return tally;
    }

    String summary() {
        return tally.summary(took) + "\n    " + people.count() + " people";
    }
}
