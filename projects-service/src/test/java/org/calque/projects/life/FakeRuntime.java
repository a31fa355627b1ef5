package org.calque.projects.life;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.calque.projects.runtime.ExecRequest;
import org.calque.projects.runtime.ExecResult;
import org.calque.projects.runtime.ProjectRuntime;
import org.calque.projects.runtime.RuntimeStatus;
import org.calque.projects.runtime.RuntimeUnavailable;
import org.calque.projects.runtime.Workspace;

/// A runtime that only notes what runs.
final class FakeRuntime implements ProjectRuntime {
    final Set<UUID> running = ConcurrentHashMap.newKeySet();
    final AtomicInteger starts = new AtomicInteger();
    volatile String broken;
    volatile Workspace.Limits limits;

    @Override
    public void start(Workspace workspace) {
        if (broken != null) {
            throw new RuntimeUnavailable(broken);
        }
        limits = workspace.limits();
        starts.incrementAndGet();
        running.add(workspace.projectId());
    }

    @Override
    public void stop(UUID projectId) {
        running.remove(projectId);
    }

    @Override
    public State state(UUID projectId) {
        return running.contains(projectId) ? State.RUNNING : State.STOPPED;
    }

    @Override
    public ExecResult exec(Workspace workspace, ExecRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int commandsOf(UUID projectId) {
        return 0;
    }

    @Override
    public Set<UUID> adopted() {
        return Set.copyOf(running);
    }

    @Override
    public void startOnly(Predicate<UUID> allowed) {
        // Nothing is started here but by its owner.
    }

    @Override
    public RuntimeStatus status() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        running.clear();
    }
}
