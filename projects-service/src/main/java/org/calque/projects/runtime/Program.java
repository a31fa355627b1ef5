package org.calque.projects.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A program to be run in a sandbox.
///
/// @param token     the first word of what the way in has to say on stderr, which no program can know
/// @param folder    the absolute working directory
/// @param usual     the environment of every program, as `NAME=value`
/// @param variables what the caller gave on top of it
/// @param line      program and arguments
record Program(String token, String folder, List<String> usual, Map<String, String> variables, List<String> line) {

    List<String> environment() {
        var all = new ArrayList<String>();
        for (var variable : usual) {
            if (!variables.containsKey(variable.substring(0, variable.indexOf('=')))) {
                all.add(variable);
            }
        }
        variables.forEach((name, value) -> all.add(name + "=" + value));
        return all;
    }

    Program with(String variable) {
        var more = new ArrayList<>(usual);
        more.add(variable);
        return new Program(token, folder, more, variables, line);
    }

    /// A script that does not say what it is for, run by `interpreter` as the C library does it.
    Program through(String interpreter, String path) {
        var longer = new ArrayList<>(List.of(interpreter, path));
        longer.addAll(line.subList(1, line.size()));
        return new Program(token, folder, usual, variables, longer);
    }
}
