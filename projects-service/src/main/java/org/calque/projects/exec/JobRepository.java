package org.calque.projects.exec;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.calque.projects.runtime.JobEnd;

@ApplicationScoped
class JobRepository implements PanacheRepositoryBase<Job, UUID> {
    private static final String NOBODY_THERE =
            "not exists (select from replicas r where r.address = j.address and r.until > now())";

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

    @Transactional
    Set<UUID> idsAt(String node) {
        return list("node", node).stream().map(it -> it.jobId).collect(Collectors.toSet());
    }

    /// Jobs that have ended and that nobody has asked for since `time`: those of this node, and of nodes that are gone.
    @Transactional
    @SuppressWarnings("unchecked") // a native query knows its entity, not its type
    List<Job> idleSince(String node, Instant time) {
        return getEntityManager()
                .createNativeQuery(
                        "select * from jobs j where status <> 'running' and last_access < :time and (node = :node or "
                                + NOBODY_THERE + ")",
                        Job.class)
                .setParameter("time", time)
                .setParameter("node", node)
                .getResultList();
    }

    /// Notes of jobs that run by their rows since when nobody is there who could run them.
    @Transactional
    void noteOrphans(Instant now) {
        getEntityManager()
                .createNativeQuery("update jobs j set orphaned_at = case when " + NOBODY_THERE
                        + " then coalesce(orphaned_at, cast(:now as timestamptz)) end"
                        + " where status = 'running' and address is not null and (orphaned_at is not null or "
                        + NOBODY_THERE
                        + ")")
                .setParameter("now", now)
                .executeUpdate();
    }

    /// Jobs that nobody has run since before `time`.
    @Transactional
    List<Job> orphanedBefore(Instant time) {
        return list("status = ?1 and orphanedAt < ?2", Job.RUNNING, time);
    }

    @Transactional
    void keepPid(UUID jobId, int pid) {
        update("pid = ?1 where jobId = ?2", pid, jobId);
    }

    /// What an ended job has written, as far as all replicas have it.
    @Transactional
    Optional<KeptOutput> keptOutput(UUID jobId) {
        return Optional.ofNullable(getEntityManager().find(KeptOutput.class, jobId));
    }

    @Transactional
    void end(UUID jobId, JobEnd how) {
        end(jobId, how, null);
    }

    /// Notes how a job has ended, unless that is known.
    ///
    /// @param output null when it has written nothing
    @Transactional
    void end(UUID jobId, JobEnd how, KeptOutput output) {
        findByIdOptional(jobId, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE)
                .filter(Job::isRunning)
                .ifPresent(job -> {
                    job.end(how);
                    job.orphanedAt = null;
                    job.lastAccess = how.at();
                    if (output != null) {
                        getEntityManager().persist(output);
                    }
                });
    }

    @Transactional
    void remove(UUID jobId) {
        deleteById(jobId);
    }
}
