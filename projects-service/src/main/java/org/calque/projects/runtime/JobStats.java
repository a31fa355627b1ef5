package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.calque.messages.Json;

/// What a job used, over time: the newest hundred samples.
///
/// @param timestamp milliseconds since 1970
/// @param memRss    MiB
/// @param cpuPct    of one processor, since the sample before
/// @param cpuSecs   processor time of the processes that live
public record JobStats(long timestamp, double memRss, double cpuPct, double cpuSecs) {
    private static final int KEPT = 100;
    private static final double HUNDREDTH = 100;

    static JobStats of(JobProcesses.Usage usage, long now, JobStats before, long began) {
        var secondsBefore = before == null ? 0 : before.cpuSecs;
        var millis = Math.max(1, now - (before == null ? began : before.timestamp));
        var percent = Math.max(0, usage.seconds() - secondsBefore) * 1000 / millis * 100;
        return new JobStats(now, rounded(usage.mib()), rounded(percent), rounded(usage.seconds()));
    }

    private static double rounded(double number) {
        return Math.round(number * HUNDREDTH) / HUNDREDTH;
    }

    static List<JobStats> read(JobFolder folder) throws IOException {
        var all = new ArrayList<JobStats>();
        var lines = Files.exists(folder.stats()) ? Files.readAllLines(folder.stats()) : List.<String>of();
        for (var line : lines.subList(Math.max(0, lines.size() - KEPT), lines.size())) {
            all.add(Json.MAPPER.readValue(line, JobStats.class));
        }
        return all;
    }

    void append(JobFolder folder) throws IOException {
        var line = Json.MAPPER.writeValueAsString(this) + "\n";
        folder.append(folder.stats(), line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
