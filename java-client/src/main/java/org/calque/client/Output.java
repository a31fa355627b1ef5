package org.calque.client;

/// A piece of what a job writes.
///
/// @param stream `stdout` or `stderr`
/// @param offset of its first byte in that stream
/// @param bytes  as the job wrote them
public record Output(String stream, long offset, byte[] bytes) {}
