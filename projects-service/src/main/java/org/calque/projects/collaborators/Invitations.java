package org.calque.projects.collaborators;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.calque.kit.ServiceClient;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Service;
import org.calque.projects.ProjectRepository;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Texts;

/// Hands invitations to accounts-service, which knows addresses and sends mails.
@ApplicationScoped
class Invitations {
    private static final int LONGEST_LINE = 254;

    private final ServiceClient services;
    private final ProjectRepository projects;
    private final int maxText;

    /// What the caller says.
    ///
    /// @param title   how it calls the project; null for the project's title
    /// @param subject null for that of the site
    record Words(String title, String subject, String text) {}

    private record ToAddresses(UUID projectId, String title, String subject, String text, List<String> to) {}

    private record ToAccount(UUID projectId, String title, String subject, String text, UUID accountId) {}

    /// What accounts-service says.
    sealed interface Answer {
        /// @param accounts who has an account already
        record Kept(List<UUID> accounts) implements Answer {}

        record Refused(Reason reason, String why) implements Answer {}
    }

    Invitations(ServiceClient services, ProjectRepository projects, ProjectsConfig config) {
        this.services = services;
        this.projects = projects;
        this.maxText = config.people().maxText();
    }

    Optional<Outcome> problem(Words words) {
        return Texts.problem("email", words.text(), maxText)
                .or(() -> Texts.problem("subject", words.subject(), LONGEST_LINE))
                .or(() -> Texts.problem("title", words.title(), maxText))
                .map(it -> refused(Reason.INVALID, it));
    }

    Answer keep(UUID project, List<String> to, Words words, Caller caller) {
        var answer = services.post(
                Service.ACCOUNTS,
                "/invitations",
                new ToAddresses(project, title(project, words), words.subject(), words.text(), to),
                caller);
        return switch (answer.status()) {
            case 200 ->
                new Answer.Kept(
                        StreamSupport.stream(answer.json().path("account_ids").spliterator(), false)
                                .map(it -> UUID.fromString(it.asText()))
                                .toList());
            case 400 ->
                new Answer.Refused(Reason.INVALID, answer.json().path("error").asText());
            case 429 ->
                new Answer.Refused(Reason.TOO_MANY, answer.json().path("error").asText());
            default -> throw new Unavailable("the accounts service does not take invitations", null);
        };
    }

    /// Mails an account that it was added. Whether it is mailed is for accounts-service to decide.
    void tell(UUID project, UUID account, Words words, Caller caller) {
        var answer = services.post(
                Service.ACCOUNTS,
                "/invitations/tell",
                new ToAccount(project, title(project, words), words.subject(), words.text(), account),
                caller);
        if (answer.status() != 200) {
            throw new Unavailable("the account was added, but the accounts service sends it no mail", null);
        }
    }

    private String title(UUID project, Words words) {
        return words.title() == null || words.title().isBlank() ? projects.findById(project).title : words.title();
    }
}
