package org.calque.gateway.pages;

import java.util.List;
import java.util.Map;

/// What a browser sent by name: the fields of a form, or the part of an address behind the question mark.
public record Fields(Map<String, List<String>> values) {
    public static final Fields NONE = new Fields(Map.of());

    /// The first value of this name, without blanks around it; empty when there is none.
    public String one(String name) {
        return exact(name).strip();
    }

    /// The first value of this name as it was typed: passwords may begin and end with blanks.
    public String exact(String name) {
        var all = all(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean has(String name) {
        return !one(name).isEmpty();
    }

    /// The number of this name, or the other one when there is none.
    public int number(String name, int other) {
        var text = one(name);
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : other;
    }
}
