package org.calque.projects.runtime;

/// How a command ended. [ExecTexts] puts failures into the words of the contract.
public sealed interface ExecResult {

    /// It ran to its end; `exitCode` may be nonzero. A program ended by a signal has exit code 0, as the contract
    /// wants.
    ///
    /// @param stdout decoded as UTF-8, cut to the limit with the contract's note behind it
    record Finished(String stdout, String stderr, int exitCode) implements ExecResult {}

    /// It was killed with all its children when its time was over.
    ///
    /// @param commandLine program and arguments, joined by blanks
    record TimedOut(String commandLine, String stdout, String stderr) implements ExecResult {}

    /// It never ran: no such program, not executable, no such working directory.
    ///
    /// @param code    POSIX name, `ENOENT` for instance
    /// @param syscall `spawn <program>`, or `chdir` when the working directory is at fault
    /// @param path    the program or the working directory
    record NotRunnable(String code, String syscall, String path) implements ExecResult {}
}
