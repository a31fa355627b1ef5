package org.calque.projects.exec;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.projects.runtime.JobEnd;

@ApplicationScoped
class JobRepository implements PanacheRepositoryBase<Job, UUID> {
    private static final Sort NEWEST = Sort.descending("startedAt", "jobId");

    @Transactional
    void add(Job job) {
        persist(job);
    }

    /// The job, if it belongs to this project.
    @Transactional
    Optional<Job> find(UUID projectId, UUID jobId) {
        return find("jobId = ?1 and projectId = ?2", jobId, projectId).firstResultOptional();
    }

    /// The same, and notes that somebody has asked for it.
    @Transactional
    Optional<Job> asked(UUID projectId, UUID jobId, Instant now) {
        var job = find(projectId, jobId);
        job.ifPresent(it -> update("lastAccess = ?1 where jobId = ?2", now, jobId));
        return job;
    }

    /// All jobs of a project, newest first.
    @Transactional
    List<Job> of(UUID projectId) {
        return list("projectId = ?1", NEWEST, projectId);
    }

    @Transactional
    List<Job> runningAt(String node) {
        return list("status = ?1 and node = ?2", Job.RUNNING, node);
    }

    /// Jobs of this node that have ended and that nobody has asked for since `time`.
    @Transactional
    List<Job> idleSince(String node, Instant time) {
        return list("status <> ?1 and node = ?2 and lastAccess < ?3", Job.RUNNING, node, time);
    }

    @Transactional
    void keepPid(UUID jobId, int pid) {
        update("pid = ?1 where jobId = ?2", pid, jobId);
    }

    /// Notes how a job has ended, unless that is known.
    @Transactional
    void end(UUID jobId, JobEnd how) {
        findByIdOptional(jobId, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE)
                .filter(Job::isRunning)
                .ifPresent(job -> {
                    job.end(how);
                    job.lastAccess = how.at();
                });
    }

    @Transactional
    void remove(UUID jobId) {
        deleteById(jobId);
    }
}
