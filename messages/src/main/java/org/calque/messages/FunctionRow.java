package org.calque.messages;

import java.util.LinkedHashMap;
import java.util.Map;

/// A row of the table of functions, as [Function] writes it.
///
/// @param request   the operation behind it: the request that its owner has a handler for, as for API v1 and v2
/// @param arguments how what the client sends becomes the fields of that request
/// @param answer    what of the reply the client gets
/// @param words     refusals that the bridge words in its own way, by the words of the operation
record FunctionRow(
        Face face,
        String name,
        Service owner,
        Scope scope,
        Class<? extends Request> request,
        Arguments arguments,
        Answer answer,
        Map<String, String> words) {

    static FunctionRow hub(String name, Service owner, Scope scope, Class<? extends Request> request) {
        return new FunctionRow(Face.HUB, name, owner, scope, request, Arguments.OBJECT, new Answer.Whole(), Map.of());
    }

    /// All of these belong to projects-service, and get their `project_id` from the bridge.
    static FunctionRow project(String name, Scope scope, Class<? extends Request> request) {
        return new FunctionRow(
                Face.PROJECT, name, Service.PROJECTS, scope, request, Arguments.OBJECT, new Answer.Whole(), Map.of());
    }

    /// The fields stand in the `opts` of the first argument.
    FunctionRow inOpts() {
        return taking(arguments.inOpts());
    }

    /// Each argument is one of these fields.
    FunctionRow at(String... fields) {
        return taking(arguments.at(fields));
    }

    /// Clients of the bridge call the field `ours` by the name `theirs`.
    FunctionRow renaming(String theirs, String ours) {
        return taking(arguments.renaming(theirs, ours));
    }

    /// A field that is left out has the value of another one.
    FunctionRow taking(String field, String other) {
        return taking(arguments.taking(field, other));
    }

    /// A field that is left out is this text.
    FunctionRow filling(String field, String text) {
        return taking(arguments.filling(field, text));
    }

    /// The answer is this field of the reply alone.
    FunctionRow answering(String field) {
        return answering(new Answer.Field(field));
    }

    /// The answer is the path of the address in this field of the reply.
    FunctionRow answeringPathOf(String field) {
        return answering(new Answer.PathOf(field));
    }

    /// The answer is an object of this field alone, of the reply or as it was given.
    FunctionRow repeating(String field) {
        return answering(new Answer.Repeated(field));
    }

    /// The answer is `null`.
    FunctionRow answeringNothing() {
        return answering(new Answer.Nothing());
    }

    /// Where the operation refuses in the words `theirs`, the bridge says `ours`.
    FunctionRow saying(String ours, String theirs) {
        var more = new LinkedHashMap<>(words);
        more.put(theirs, ours);
        return new FunctionRow(face, name, owner, scope, request, arguments, answer, more);
    }

    private FunctionRow taking(Arguments other) {
        return new FunctionRow(face, name, owner, scope, request, other, answer, words);
    }

    private FunctionRow answering(Answer other) {
        return new FunctionRow(face, name, owner, scope, request, arguments, other, words);
    }
}
