package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.calque.messages.Caller;
import org.calque.messages.Caller.Kind;
import org.calque.messages.Json;
import org.calque.messages.Limits;
import org.calque.query.oracle.Asker;
import org.calque.query.oracle.Comparison;
import org.calque.query.oracle.Comparison.Outcome;
import org.calque.query.oracle.Model;
import org.calque.query.oracle.Questions;
import org.calque.query.oracle.Questions.Question;
import org.calque.query.oracle.World;
import org.calque.query.tables.Catalogue;
import org.calque.query.tables.Table;

/// Asks the engine and the model the same questions.
final class Oracle {
    private static final long LONGEST = 10_000_000;

    private final Engine engine;
    private final Random random;
    private final World world;
    private final Model model;

    private Oracle(Engine engine, Random random, World world) {
        this.engine = engine;
        this.random = random;
        this.world = world;
        this.model = new Model(world, new TreeSet<>(answered()));
    }

    /// A world of its own, the same for the same seed.
    static Oracle of(Engine engine, long seed) throws SQLException, IOException {
        var random = new Random(seed);
        var views = new TreeSet<>(Set.of("projects.api_members"));
        Catalogue.all().forEach(table -> {
            if (!table.found()) {
                views.add(table.view());
            }
        });
        return new Oracle(engine, random, World.made(random, PublishedViews::as, List.copyOf(views)));
    }

    static List<String> answered() {
        return StreamSupport.stream(Catalogue.all().spliterator(), false)
                .map(Table::name)
                .sorted()
                .toList();
    }

    /// Asks so many questions about these tables.
    ///
    /// @return the first that were answered otherwise than they must be, in words
    List<String> ask(int questions, List<String> tables, int mostDifferences) {
        var made = new Questions(random, world, tables);
        var differences = new ArrayList<String>();
        for (int i = 0; i < questions && differences.size() < mostDifferences; i++) {
            var question = made.next();
            var difference = difference(question);
            if (difference.isPresent()) {
                differences.add("question %d%n  asked by %s%n  query   %s%n  options %s%n  %s"
                        .formatted(i, question.asker(), question.query(), question.options(), difference.get()));
            }
        }
        return differences;
    }

    private Optional<String> difference(Question question) {
        var expected = model.answer(question.asker(), question.query(), question.options());
        var outcome = outcome(question);
        return Comparison.difference(expected, outcome)
                .map(it ->
                        "%s%n  but was %s".formatted(it, outcome.error() == null ? outcome.json() : outcome.error()));
    }

    private Outcome outcome(Question question) {
        PublishedViews.CHANGES.clear();
        JsonNode json = null;
        String error = null;
        try {
            json = Json.MAPPER.readTree(
                    answered(engine, question.query(), question.options(), caller(question.asker())));
        } catch (QueryRefused refused) {
            error = refused.getMessage();
        } catch (IOException | RuntimeException surprise) {
            error = "SURPRISE " + surprise;
        }
        return new Outcome(json, error, new ArrayList<>(PublishedViews.CHANGES));
    }

    /// The answer as text.
    static String answered(Engine engine, JsonNode query, JsonNode options, Caller caller) throws QueryRefused {
        var answer = Answer.kept(new Answer.Limit(LONGEST, "none"));
        engine.answer(query, options, false, caller, answer);
        return new String(answer.rest(), StandardCharsets.UTF_8);
    }

    private static Caller caller(Asker asker) {
        var kind = asker.id() == null ? Kind.NOBODY : asker.project() ? Kind.PROJECT : Kind.ACCOUNT;
        var limits = new Limits(asker.reads() ? Set.of("read") : null, asker.onlyIn(), null);
        return new Caller(
                asker.id(),
                kind,
                asker.inAdmins() ? Set.of("admin") : Set.of(),
                limits,
                "key",
                "m",
                "r",
                null,
                "token");
    }
}
