package org.calque.client;

/// What a command has written, and its exit code.
public record Result(String stdout, String stderr, int exitCode) {}
