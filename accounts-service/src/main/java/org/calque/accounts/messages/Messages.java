package org.calque.accounts.messages;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.Texts;
import org.calque.kit.Outbox;
import org.calque.messages.Caller;
import org.calque.messages.Rate;
import org.calque.messages.facts.SettingsChanged;

/// What people write to each other, and the rules for it.
@ApplicationScoped
public class Messages {
    private final MessageRows rows;
    private final CallRates rates;
    private final Outbox outbox;
    private final Clock clock;
    private final AccountsConfig.Messages config;
    private final Rate rate;

    /// What is wrong with a message, in words for its writer.
    public static final class Unfit extends Exception {
        Unfit(String words) {
            super(words, null, false, false);
        }
    }

    Messages(MessageRows rows, CallRates rates, Outbox outbox, Clock clock, AccountsConfig config) {
        this.rows = rows;
        this.rates = rates;
        this.outbox = outbox;
        this.clock = clock;
        this.config = config.messages();
        this.rate = new Rate(this.config.perHour(), this.config.perHour(), this.config.perHour());
    }

    /// Checks the two texts of a message.
    void checkTexts(String subject, String body) throws Unfit {
        check("subject", subject, config.maxSubject());
        check("body", body, config.maxBody());
    }

    private static void check(String field, String text, int longest) throws Unfit {
        var problem = Texts.problem(field, text, longest);
        if (problem.isPresent()) {
            throw new Unfit(problem.get());
        }
    }

    /// The first message of the conversation that a message belongs to, as far as somebody has sent or received that
    /// message; null else.
    @Transactional
    public Integer threadOf(long messageId, UUID account) {
        if (messageId <= 0 || messageId > Integer.MAX_VALUE) {
            return null;
        }
        return rows.find((int) messageId)
                .filter(it -> it.isBy(account) || it.isFor(account))
                .map(it -> it.threadId() == null ? it.id() : it.threadId())
                .orElse(null);
    }

    /// Sends what somebody has written.
    ///
    /// @param to     each account once
    /// @param thread see [#threadOf]
    @Transactional
    public int send(Caller from, List<UUID> to, String subject, String body, Integer thread) throws Unfit {
        checkTexts(subject, body);
        return send(from, new Draft(to, subject, body, thread));
    }

    @Transactional(TxType.MANDATORY)
    int send(Caller from, Draft draft) throws Unfit {
        checkThatItCanBeSent(from, draft);
        int id = rows.add(from.id(), draft, clock.instant());
        arrived(from.id(), draft.toIds());
        return id;
    }

    @Transactional(TxType.MANDATORY)
    int keep(UUID from, Draft draft) {
        int id = rows.add(from, draft, null);
        outbox.add(new SettingsChanged(from));
        return id;
    }

    /// Sends the same to each member of an organization, in a message of its own.
    @Transactional(TxType.MANDATORY)
    public void sendToMembers(Caller from, String organization, String subject, String body) throws Unfit {
        checkTexts(subject, body);
        checkThatOneMoreCanBeSent(from);
        var receivers =
                rows.addForMembers(from.id(), organization, new Draft(List.of(), subject, body, null), clock.instant());
        arrived(from.id(), receivers);
    }

    /// Checks that a message is for somebody, and that its writer has not sent too many.
    @Transactional(TxType.MANDATORY)
    void checkThatItCanBeSent(Caller from, Draft draft) throws Unfit {
        if (draft.toIds().isEmpty()) {
            throw new Unfit("to_ids must name at least one account");
        }
        checkThatOneMoreCanBeSent(from);
    }

    private void checkThatOneMoreCanBeSent(Caller from) throws Unfit {
        var oneTooMany = rates.refusal("messages", rate, from);
        if (oneTooMany.isPresent()) {
            throw new Unfit(oneTooMany.get());
        }
    }

    /// A message is there now, for all of them to read.
    @Transactional(TxType.MANDATORY)
    void arrived(UUID from, List<UUID> receivers) {
        rows.countUnread(receivers, 1);
        outbox.addAll(receivers.stream().map(SettingsChanged::new).toList());
        if (!receivers.contains(from)) {
            outbox.add(new SettingsChanged(from));
        }
    }
}
