package org.calque.copies;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.calque.kit.ProjectAccess;
import org.calque.kit.ProjectAccess.Level;
import org.calque.kit.ServiceTokens;
import org.calque.kit.Unavailable;

/// Asks projects-service for those who wait, all in one call: what is wanted while a call is on its way, the next one
/// asks for. Copies that begin together cost a few calls and not one each, and who comes alone waits for nobody.
@ApplicationScoped
class LevelDesk {
    private final ProjectAccess projects;
    private final ServiceTokens tokens;
    private final LinkedBlockingQueue<Question> waiting = new LinkedBlockingQueue<>();
    private final ExecutorService asker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("copies-access").daemon().factory());

    private record Question(UUID account, List<UUID> projects, CompletableFuture<Map<UUID, Level>> answer) {}

    LevelDesk(ProjectAccess projects, ServiceTokens tokens) {
        this.projects = projects;
        this.tokens = tokens;
    }

    /// What an account may do to these projects by now.
    ///
    /// @throws Unavailable when projects-service does not say
    Map<UUID, Level> ofAccount(UUID account, List<UUID> wanted) throws InterruptedException {
        var question = new Question(account, wanted, new CompletableFuture<>());
        waiting.add(question);
        asker.execute(this::askForAll);
        try {
            return question.answer.get();
        } catch (ExecutionException failure) {
            throw new Unavailable(failure.getCause().getMessage(), failure.getCause());
        }
    }

    private void askForAll() {
        var asked = new ArrayList<Question>();
        waiting.drainTo(asked);
        if (asked.isEmpty()) {
            return;
        }
        try {
            var wanted = new HashMap<UUID, Set<UUID>>();
            asked.forEach(it -> wanted.computeIfAbsent(it.account, account -> new HashSet<>())
                    .addAll(it.projects));
            var levels = projects.ofAccounts(tokens.caller(), wanted);
            asked.forEach(it -> it.answer.complete(levels.get(it.account)));
        } catch (RuntimeException | Error failure) {
            asked.forEach(it -> it.answer.completeExceptionally(failure));
        }
    }
}
