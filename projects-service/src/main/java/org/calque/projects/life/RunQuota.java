package org.calque.projects.life;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Set;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.runtime.Workspace.Limits;

/// What a project may use while it runs: what the site gives to everyone, or an administrator to this project, and on
/// top of it what its people give. Names and units are those of `projects.settings`: memory and disk in MB, times in
/// seconds, shares of a processor in 1/1024, and yes or no as 1 or 0.
public record RunQuota(ObjectNode values) {
    private static final Set<String> FLAGS =
            Set.of("network", "member_host", "always_running", "ephemeral_state", "ephemeral_disk");

    /// Of a project that is given none on top.
    private static final int USUAL_SHARES = 1024;

    /// @param settings what administrators have set for the project
    /// @param upgrades what its people give to it, summed by name
    public static RunQuota of(ProjectsConfig config, JsonNode settings, JsonNode upgrades) {
        var site = config.quota();
        var sum = new Sum(settings, upgrades, JsonNodeFactory.instance.objectNode());
        sum.add("cores", config.limits().cores(), site.maxCores());
        sum.add("cpu_shares", 0, site.maxCores() * 1024);
        sum.add("memory", config.limits().memoryMib(), site.maxMemoryMib());
        sum.add("memory_request", 0, site.maxMemoryMib());
        sum.add("disk_quota", site.diskMib(), site.maxDiskMib());
        sum.add("mintime", site.mintime().toSeconds(), site.maxMintime().toSeconds());
        sum.values().set("idle_timeout", sum.values().get("mintime"));
        sum.add("network", site.network() ? 1 : 0, 1);
        sum.add("member_host", 0, 1);
        sum.add("always_running", 0, 1);
        sum.add("ephemeral_state", 0, 1);
        sum.add("ephemeral_disk", 0, 1);
        return new RunQuota(sum.values());
    }

    private record Sum(JsonNode settings, JsonNode upgrades, ObjectNode values) {
        private void add(String name, double base, double most) {
            var given = settings.path(name).isNumber() ? settings.path(name).decimalValue() : BigDecimal.valueOf(base);
            var sum = given.add(upgrades.path(name).decimalValue());
            if (FLAGS.contains(name)) {
                values.put(name, sum.signum() > 0 ? 1 : 0);
            } else {
                put(name, sum.min(BigDecimal.valueOf(most)));
            }
        }

        private void put(String name, BigDecimal amount) {
            var plain = amount.stripTrailingZeros();
            if (plain.scale() <= 0) {
                values.put(name, plain.longValue());
            } else {
                values.put(name, plain.doubleValue());
            }
        }
    }

    public double number(String name) {
        return values.path(name).doubleValue();
    }

    public boolean flag(String name) {
        return number(name) > 0;
    }

    /// The part of it that the runtime sees to.
    public Limits limits(ProjectsConfig config) {
        return new Limits(
                        number("cores"),
                        (long) number("memory") << 20,
                        config.limits().processes())
                .withShares(USUAL_SHARES + (int) number("cpu_shares"))
                .withDisk((long) number("disk_quota") << 20)
                .withNetwork(flag("network"));
    }

    String toJson() {
        return values.toString();
    }
}
