package org.calque.projects.collaborators;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.calque.messages.Caller;
import org.calque.projects.ProjectRepository;
import org.calque.projects.ProjectsConfig;

/// Makes invite tokens, and lets whoever manages the project make up their texts.
@ApplicationScoped
class NewTokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{8,100}");
    private static final int RANDOM_BYTES = 24;

    private final TokenRows rows;
    private final ProjectRepository projects;
    private final int maxTokens;

    NewTokens(TokenRows rows, ProjectRepository projects, ProjectsConfig config) {
        this.rows = rows;
        this.projects = projects;
        this.maxTokens = config.people().maxTokens();
    }

    /// A text that nobody guesses.
    static String random() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Makes a token, or changes one of the project.
    ///
    /// @return why not; empty when it is done
    @Transactional
    Optional<String> put(TokenRows.Wish wish, Caller by) {
        var problem = problem(wish);
        if (problem.isPresent()) {
            return problem;
        }
        projects.hold(wish.projectId());
        if (rows.count(wish.projectId()) >= maxTokens && !isOf(wish.projectId(), wish.token())) {
            return Optional.of("a project may have at most " + maxTokens + " invite tokens");
        }
        return rows.put(wish, by.id(), by.isAdmin())
                ? Optional.empty()
                : Optional.of("this invite token is taken; make up another one");
    }

    private boolean isOf(UUID projectId, String token) {
        return rows.take(token).filter(it -> it.projectId().equals(projectId)).isPresent();
    }

    private static Optional<String> problem(TokenRows.Wish wish) {
        if (!FORM.matcher(wish.token()).matches()) {
            return Optional.of("token must have 8 to 100 characters, each a letter, a digit or one of . _ ~ -");
        }
        if (!isKept(wish.created()) || !isKept(wish.expires())) {
            return Optional.of("created and expires must be times of the years 1 to 9999");
        }
        var limit = wish.usageLimit();
        return limit == null || limit >= 0 && limit <= 1e9 && limit == Math.rint(limit)
                ? Optional.empty()
                : Optional.of("usage_limit must be a whole number from 0 to 1000000000");
    }

    /// Whether the database can hold it, and everybody can read it.
    private static boolean isKept(Instant time) {
        return time == null || !time.isBefore(FIRST) && !time.isAfter(LAST);
    }
}
