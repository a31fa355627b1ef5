package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/// What a job has written, as far as it was kept.
public final class JobOutput {
    /// Of a job that has written nothing.
    public static final JobOutput NONE = of(new byte[0], new byte[0], 0, 0);

    private final Content content;
    private final long stdout;
    private final long stderr;
    private final long stdoutDropped;
    private final long stderrDropped;

    /// Where the output is.
    private interface Content {
        byte[] read(Stream stream, long offset, int count) throws IOException;

        List<JobStats> stats() throws IOException;
    }

    private record InFolder(JobFolder folder) implements Content {
        @Override
        public byte[] read(Stream stream, long offset, int count) throws IOException {
            var path = stream == Stream.STDOUT ? folder.stdout() : folder.stderr();
            try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
                var bytes = ByteBuffer.allocate(count);
                while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) > 0) {
                    continue;
                }
                return Arrays.copyOf(bytes.array(), bytes.position());
            } catch (NoSuchFileException e) {
                return new byte[0]; // forgotten meanwhile
            }
        }

        @Override
        public List<JobStats> stats() throws IOException {
            return JobStats.read(folder);
        }
    }

    private record InMemory(byte[] stdout, byte[] stderr) implements Content {
        @Override
        public byte[] read(Stream stream, long offset, int count) {
            var all = stream == Stream.STDOUT ? stdout : stderr;
            return Arrays.copyOfRange(all, (int) offset, (int) offset + count);
        }

        @Override
        public List<JobStats> stats() {
            return List.of();
        }
    }

    JobOutput(JobFolder folder, long stdout, long stderr, long stdoutDropped, long stderrDropped) {
        this(new InFolder(folder), stdout, stderr, stdoutDropped, stderrDropped);
    }

    /// What was kept elsewhere of an ended job.
    public static JobOutput of(byte[] stdout, byte[] stderr, long stdoutDropped, long stderrDropped) {
        return new JobOutput(new InMemory(stdout, stderr), stdout.length, stderr.length, stdoutDropped, stderrDropped);
    }

    private JobOutput(Content content, long stdout, long stderr, long stdoutDropped, long stderrDropped) {
        this.content = content;
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
        return wanted == 0 ? new byte[0] : content.read(stream, offset, wanted);
    }

    /// As a blocking command shows it: UTF-8, cut to so many characters with the note that says so.
    public String text(Stream stream, int maxCharacters) throws IOException {
        var bytes = read(stream, 0, (int) Math.min(size(stream), Output.mostBytes(maxCharacters, Integer.MAX_VALUE)));
        return Output.text(bytes, maxCharacters, dropped(stream) > 0);
    }

    public List<JobStats> stats() throws IOException {
        return content.stats();
    }
}
