package org.calque.query;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.calque.query.tables.Expectations;
import org.calque.query.tables.Mutants;
import org.calque.query.tables.Mutants.Mutant;
import org.junit.jupiter.api.Test;

/// A declaration that is a little wrong is noticed: by what the contract says of it, or by questions that it answers
/// otherwise than the model.
///
/// `-Dmutants.every=1` tries all of them, `-Dmutants.questions=true` by questions alone.
@QuarkusTest
class MutationTest extends QueryTest {
    private static final int QUESTIONS = 250;
    private static final long SEED = 4711;
    private static final double NOTICED_AT_LEAST = 0.9;

    @Inject
    Engine engine;

    @Test
    void nineOfTenWrongDeclarationsAreNoticed() throws Exception {
        int every = Integer.getInteger("mutants.every", 12);
        var byQuestionsAlone = Boolean.getBoolean("mutants.questions");
        var survivors = new ArrayList<String>();
        int tried = 0;
        int byExpectations = 0;
        var all = Mutants.all();
        var oracle = Oracle.of(engine, SEED);
        for (int i = 0; i < all.size(); i += every) {
            var mutant = all.get(i);
            tried++;
            if (!byQuestionsAlone && !Expectations.differences(mutant.table()).isEmpty()) {
                byExpectations++;
            } else if (!isNoticed(oracle, mutant)) {
                survivors.add(mutant.toString());
            }
        }
        System.out.printf(
                "%d mutants, %d noticed by expectations, %d by questions, %d survived%n%s%n",
                tried,
                byExpectations,
                tried - byExpectations - survivors.size(),
                survivors.size(),
                String.join("\n", survivors));
        assertTrue(tried - survivors.size() >= tried * NOTICED_AT_LEAST, survivors::toString);
    }

    private static boolean isNoticed(Oracle oracle, Mutant mutant) {
        var noticed = new boolean[1];
        Mutants.with(
                mutant,
                () -> noticed[0] = !oracle.ask(QUESTIONS, List.of(mutant.table().name()), 1)
                        .isEmpty());
        Statement.forgetTexts();
        return noticed[0];
    }
}
