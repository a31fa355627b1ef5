package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;
import org.calque.messages.Unit;

/// Sets what a project may use, in place of what the site gives to everyone; what its people add to that stays theirs
/// to
/// give. What is left out stays as it is. For administrators. Counts from the next start of the project, but for
/// `idle_timeout` and `always_running`, which count at once.
///
/// Source: API v2, `projects/set-admin-quotas`.
///
/// @param projectId     the project
/// @param memoryLimit   memory, in MB
/// @param memoryRequest memory that is set aside, in MB
/// @param cpuRequest    share of a processor that is set aside; kept as `cpu_shares`, 1024 to a processor
/// @param cpuLimit      processors
/// @param diskQuota     space of its home, in MB
/// @param idleTimeout   seconds after which it stops when nobody uses it
/// @param internet      whether it reaches the network
/// @param memberHost    whether it runs among members' projects
/// @param alwaysRunning whether it is started whenever it does not run
@Answers(Replies.StatusSuccess.class)
public record ProjectsSetAdminQuotas(
        String projectId,
        @Unit("MB") Double memoryLimit,
        @Unit("MB") Double memoryRequest,
        @Unit("processors") Double cpuRequest,
        @Unit("processors") Double cpuLimit,
        @Unit("MB") Double diskQuota,
        @Unit("seconds") Double idleTimeout,
        Boolean internet,
        Boolean memberHost,
        Boolean alwaysRunning)
        implements Request {}
