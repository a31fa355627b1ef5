package org.calque.local.stories.fuzz;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/// Which operation is called next: what takes long less often, what many functions stand behind more often.
final class Operations {
    private static final int USUAL = 8;
    private static final int SELDOM = 3;
    private static final int OFTEN = 60;

    /// Hashes a password, runs a program, or looks through all that there is.
    private static final Pattern TAKES_LONG = Pattern.compile(
            ".*(create_account|sign-up|sign_in|sign-in|password|user_auth|ephemeral|email|project_exec|/exec|projects/call|projects/start|copy-url|audit-verify)");

    private static final Pattern HAS_MANY = Pattern.compile(".*(/query|user-query|/conat/.*)");

    private final List<Operation> all;
    private final int[] upTo;

    Operations(List<Operation> all) {
        this.all = all;
        this.upTo = new int[all.size()];
        for (int i = 0; i < upTo.length; i++) {
            upTo[i] = (i == 0 ? 0 : upTo[i - 1]) + weight(all.get(i).path());
        }
    }

    private static int weight(String path) {
        return TAKES_LONG.matcher(path).matches()
                ? SELDOM
                : HAS_MANY.matcher(path).matches() ? OFTEN : USUAL;
    }

    List<Operation> all() {
        return all;
    }

    Operation any(Random random) {
        int draw = random.nextInt(upTo[upTo.length - 1]);
        int at = 0;
        while (upTo[at] <= draw) {
            at++;
        }
        return all.get(at);
    }
}
