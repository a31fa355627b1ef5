package org.calque.messages.bridge;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.calque.messages.Request;
import org.calque.messages.projects.ProjectsSetAdminQuotas;

/// Sets what a project may use, as [ProjectsSetAdminQuotas] does, in other words: flags are 0 or 1, and shares of a
/// processor are counted as 1024 to a processor.
///
/// Source: the bridge, `projects.setQuotas`.
///
/// @param projectId     the project
/// @param memory        memory, in MB
/// @param memoryRequest memory that is set aside, in MB
/// @param cpuShares     share of a processor that is set aside
/// @param cores         processors
/// @param diskQuota     space of its home, in MB
/// @param minTime       seconds after which it stops when nobody uses it
/// @param network       whether it reaches the network
/// @param memberHost    whether it runs among members' projects
/// @param alwaysRunning whether it is started whenever it does not run
public record ProjectsSetQuotas(
        String projectId,
        Double memory,
        Double memoryRequest,
        Double cpuShares,
        Double cores,
        Double diskQuota,
        @JsonProperty("mintime") Double minTime,
        Double network,
        Double memberHost,
        Double alwaysRunning)
        implements Request {
    private static final double SHARES_OF_A_CORE = 1024;

    /// The same in the words of API v2.
    public ProjectsSetAdminQuotas inV2() {
        return new ProjectsSetAdminQuotas(
                projectId,
                memory,
                memoryRequest,
                cpuShares == null ? null : Double.valueOf(cpuShares / SHARES_OF_A_CORE),
                cores,
                diskQuota,
                minTime,
                flag(network),
                flag(memberHost),
                flag(alwaysRunning));
    }

    private static Boolean flag(Double number) {
        return number == null ? null : Boolean.valueOf(number != 0);
    }
}
