package org.calque.local.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One thing that `./calque admin` can do. Its usage says what it takes, for people and for the parser alike: words in
/// capitals are values, brackets hold what may be left out, `--name` is an option and `--name VALUE` one with a value.
///
/// @param name one word or two, such as `audit verify`
/// @param help what it does, in a line
record Command(String name, String usage, String help, Action action) {
    private static final Pattern PART = Pattern.compile("(\\[)?(?:(--[a-z-]+)( [A-Z|]+)?|([A-Z|]+))]?");

    /// What is done.
    interface Action {
        void run(Given given, Session session);
    }

    /// What was given: values in their order, and options by name without the dashes.
    record Given(List<String> values, Map<String, String> options) {
        String value() {
            return values.getFirst();
        }

        /// Puts an option into the parameters of a call, when it was given.
        void put(String option, String parameter, Map<String, Object> parameters) {
            if (options.containsKey(option)) {
                parameters.put(parameter, options.get(option));
            }
        }
    }

    /// Reads the words that follow the name.
    Given parse(List<String> words) {
        var options = options();
        var values = new ArrayList<String>();
        var found = new TreeMap<String, String>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (!word.startsWith("--")) {
                values.add(word);
                continue;
            }
            var name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            var hasValue = options.get(name);
            if (hasValue == null || !hasValue && word.contains("=")) {
                throw wrong("does not know " + word);
            }
            if (hasValue && !word.contains("=") && i + 1 == words.size()) {
                throw wrong("needs a value after " + word);
            }
            var value = !hasValue ? "" : word.contains("=") ? word.substring(name.length() + 1) : words.get(++i);
            found.put(name.substring(2), value);
        }
        if (values.size() < count(true)) {
            throw wrong("needs more");
        }
        if (values.size() > count(true) + count(false)) {
            throw wrong("does not know " + values.getLast());
        }
        return new Given(values, found);
    }

    private Failure wrong(String what) {
        return new Failure(Failure.USAGE, "admin " + name + " " + what + ". Usage: ./calque admin " + this);
    }

    /// Whether each option has a value.
    private Map<String, Boolean> options() {
        var options = new TreeMap<String, Boolean>();
        PART.matcher(usage)
                .results()
                .filter(part -> part.group(2) != null)
                .forEach(part -> options.put(part.group(2), part.group(3) != null));
        return options;
    }

    private long count(boolean required) {
        return PART.matcher(usage)
                .results()
                .filter(part -> part.group(4) != null && required == (part.group(1) == null))
                .count();
    }

    @Override
    public String toString() {
        return usage.isEmpty() ? name : name + " " + usage;
    }
}
