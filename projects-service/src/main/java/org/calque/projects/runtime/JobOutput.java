package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/// What a job has written, as far as it was kept.
public final class JobOutput {
    private final JobFolder folder;
    private final long stdout;
    private final long stderr;
    private final long stdoutDropped;
    private final long stderrDropped;

    JobOutput(JobFolder folder, long stdout, long stderr, long stdoutDropped, long stderrDropped) {
        this.folder = folder;
        this.stdout = stdout;
        this.stderr = stderr;
        this.stdoutDropped = stdoutDropped;
        this.stderrDropped = stderrDropped;
    }

    /// Of one stream.
    public enum Stream {
        STDOUT,
        STDERR
    }

    /// Bytes kept.
    public long size(Stream stream) {
        return stream == Stream.STDOUT ? stdout : stderr;
    }

    /// Bytes that were not kept.
    public long dropped(Stream stream) {
        return stream == Stream.STDOUT ? stdoutDropped : stderrDropped;
    }

    /// The bytes from `offset` on, at most so many; fewer when there are no more.
    public byte[] read(Stream stream, long offset, int most) throws IOException {
        var wanted = (int) Math.clamp(size(stream) - offset, 0, most);
        if (wanted == 0) {
            return new byte[0];
        }
        try (var file = FileChannel.open(path(stream), StandardOpenOption.READ)) {
            var bytes = ByteBuffer.allocate(wanted);
            while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) > 0) {
                continue;
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        } catch (NoSuchFileException e) {
            return new byte[0]; // forgotten meanwhile
        }
    }

    /// As a blocking command shows it: UTF-8, cut to so many characters with the note that says so.
    public String text(Stream stream, int maxCharacters) throws IOException {
        var bytes = read(stream, 0, (int) Math.min(size(stream), Output.mostBytes(maxCharacters, Integer.MAX_VALUE)));
        return Output.text(bytes, maxCharacters, dropped(stream) > 0);
    }

    public List<JobStats> stats() throws IOException {
        return JobStats.read(folder);
    }

    private Path path(Stream stream) {
        return stream == Stream.STDOUT ? folder.stdout() : folder.stderr();
    }
}
