package org.calque.query;

import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/// Random people ask random questions about random rows, and are answered as a slow model of the contract says.
///
/// `-Doracle.questions=100000` asks more of them, `-Doracle.seed=…` the same ones again.
@QuarkusTest
class OracleTest extends QueryTest {
    private static final int PER_WORLD = 500;
    private static final int SHOWN = 5;

    @Inject
    Engine engine;

    @Test
    void whatIsSeenAndHandedOnIsWhatTheContractSays() throws Exception {
        int questions = Integer.getInteger("oracle.questions", 10_000);
        long seed = Long.getLong("oracle.seed", System.nanoTime());
        for (int asked = 0; asked < questions; asked += PER_WORLD, seed++) {
            var differences =
                    Oracle.of(engine, seed).ask(Math.min(PER_WORLD, questions - asked), Oracle.answered(), SHOWN);
            if (!differences.isEmpty()) {
                fail("-Doracle.seed=" + seed + "\n" + String.join("\n", differences));
            }
        }
        System.out.println(questions + " questions without a difference, up to seed " + (seed - 1));
    }
}
