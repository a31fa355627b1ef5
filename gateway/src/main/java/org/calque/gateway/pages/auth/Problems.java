package org.calque.gateway.pages.auth;

import java.util.Map;

/// What is wrong with a form, by field; under the empty name what belongs to no field.
public record Problems(Map<String, String> byField) {
    static final Problems NONE = new Problems(Map.of());
    static final String FORM = "";

    static Problems in(String field, String text) {
        return new Problems(Map.of(field, sentence(text)));
    }

    static Problems of(Map<String, String> byField) {
        var sentences = new java.util.HashMap<String, String>();
        byField.forEach((field, text) -> sentences.put(field, sentence(text)));
        return new Problems(sentences);
    }

    /// Empty when nothing is wrong there.
    public String in(String field) {
        return byField.getOrDefault(field, "");
    }

    public String inForm() {
        return in(FORM);
    }

    boolean areNone() {
        return byField.isEmpty();
    }

    /// Texts of the API begin and end in many ways; on a page each is a sentence.
    private static String sentence(String text) {
        var start = text.isEmpty() ? text : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
        if (start.endsWith("..")) {
            return start.substring(0, start.length() - 1);
        }
        return start.isEmpty() || ".!?".indexOf(start.charAt(start.length() - 1)) >= 0 ? start : start + ".";
    }
}
