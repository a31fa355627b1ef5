package org.calque.client;

import com.fasterxml.jackson.databind.JsonNode;

/// The server answered, and what it answered is an error, told in its own words.
public final class Refused extends CalqueException {
    private final int status;
    private final transient JsonNode answer;

    Refused(String text, int status, JsonNode answer) {
        super(text, null);
        this.status = status;
        this.answer = answer;
    }

    /// The status of HTTP: 200 for most refusals, as the API has it.
    public int status() {
        return status;
    }

    /// The whole answer, where there is more in it than the text; a missing node when it was no JSON.
    public JsonNode answer() {
        return answer;
    }
}
