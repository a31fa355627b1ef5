package org.calque.local.stories;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One block of `authorisation.txt`, in which the form of the file is told.
///
/// @param method  of HTTP; calls other than streams are all by POST
/// @param path    where the call is made
/// @param anew    whether it needs a cast of its own
/// @param request the body, of streams the query; with names between double braces
/// @param answers what each kind of caller is to be answered
record Authorisation(String method, String path, boolean anew, String request, Map<String, String> answers) {
    static final String GRANTED = "ok";
    private static final Pattern CALL = Pattern.compile("(v1|v2|stream [A-Z]+) (\\S+) (anew )?(\\{.*})");
    private static final Pattern FUNCTION = Pattern.compile("(hub|project) (\\S+) (\\[.*])");
    private static final Pattern TOOL = Pattern.compile("tool (\\S+) (\\{.*})");
    private static final Map<String, Map<String, String>> AT_THE_DOOR =
            Map.of("hub", atTheHub(), "project", atAProject());

    static List<Authorisation> read(Path file) throws IOException {
        var blocks = new ArrayList<Authorisation>();
        for (var line : Files.readAllLines(file)) {
            var call = CALL.matcher(line);
            if (call.matches()) {
                var isStream = call.group(1).startsWith("stream ");
                var method = isStream ? call.group(1).substring("stream ".length()) : "POST";
                var path = "/api/" + (isStream ? "v2" : call.group(1)) + "/" + call.group(2);
                blocks.add(
                        new Authorisation(method, path, call.group(3) != null, call.group(4), new LinkedHashMap<>()));
                continue;
            }
            var function = FUNCTION.matcher(line);
            var tool = TOOL.matcher(line);
            if (tool.matches()) {
                blocks.add(ofTool(tool.group(1), tool.group(2)));
            } else if (function.matches()) {
                blocks.add(ofFunction(function.group(1), function.group(2), function.group(3)));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                blocks.getLast().add(line.strip());
            }
        }
        return blocks;
    }

    private static Authorisation ofFunction(String face, String name, String args) {
        var request = "{\"name\":\"" + name + "\",\"args\":" + args
                + (face.equals("project") ? ",\"project_id\":\"{{project}}\"" : "") + "}";
        return new Authorisation(
                "POST", "/api/conat/" + face, false, request, new LinkedHashMap<>(AT_THE_DOOR.get(face)));
    }

    private static Authorisation ofTool(String name, String arguments) {
        var request = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + name
                + "\",\"arguments\":" + arguments + "}}";
        var answers = new LinkedHashMap<String, String>();
        answers.put("anonymous", "No account found. Is your API key wrong?");
        if (arguments.startsWith("{\"project_id\"")) {
            answers.put("other project's key", "this API key is for project {{me}} and no other");
        }
        return new Authorisation("POST", "/mcp", false, request, answers);
    }

    private static Map<String, String> atTheHub() {
        var words = "must be signed in and MUST provide an api key (cookies are not allowed)";
        return Map.of("anonymous", words, "project key", words, "other project's key", words);
    }

    private static Map<String, String> atAProject() {
        return Map.of(
                "anonymous",
                "must sign in as project or account",
                "other project's key",
                "project specific api key must match requested project");
    }

    private void add(String line) {
        var callers = line.substring(0, line.indexOf(':'));
        for (var caller : callers.split(", ")) {
            if (answers.put(caller, line.substring(callers.length() + 1).strip()) != null) {
                throw new IllegalStateException(path + " says twice how " + caller + " is answered");
            }
        }
    }

    private static String ofTool(JsonNode answer) {
        return answer.has("error")
                ? answer.at("/error/message").asText()
                : answer.at("/result/isError").asBoolean()
                        ? answer.at("/result/content/0/text").asText()
                        : GRANTED;
    }

    /// What a reply comes to, in the words of the file: the refusal, or that there is none.
    static String of(Client.Reply reply) {
        if (!reply.contentType().startsWith("application/json")) {
            return reply.status() < 300 ? GRANTED : reply.status() + " " + reply.body();
        }
        var json = reply.json();
        if (json.path("error").isTextual()) {
            return reply.error();
        }
        if (json.has("jsonrpc")) {
            return ofTool(json);
        }
        var reasons = json.has("issues") ? json.path("issues") : json.path("reason");
        var texts = new ArrayList<String>();
        reasons.properties()
                .forEach(it -> texts.add(it.getKey() + ": " + it.getValue().asText()));
        return texts.isEmpty() ? GRANTED : String.join("; ", texts);
    }
}
