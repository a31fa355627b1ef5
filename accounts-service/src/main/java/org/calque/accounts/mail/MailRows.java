package org.calque.accounts.mail;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Timeouts;

@ApplicationScoped
class MailRows implements PanacheRepositoryBase<Mail, Long> {
    private static final int SHOWN = 500;

    /// Takes a waiting mail for as long as a try may last, so that no other replica tries it meanwhile.
    @Transactional
    Optional<Mail> claim(long id, Instant now, Duration lease) {
        return find("id = ?1 and state = ?2 and due <= ?3", id, Mail.WAITING, now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(mail -> taken(mail, now.plus(lease)));
    }

    /// Takes the mail that has been due for longest, passing over those that another replica is taking.
    @Transactional
    Optional<Mail> claimNext(Instant now, Duration lease) {
        return find("state = ?1 and due <= ?2", Sort.by("due"), Mail.WAITING, now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint("jakarta.persistence.lock.timeout", Timeouts.SKIP_LOCKED_MILLI)
                .page(0, 1)
                .firstResultOptional()
                .map(mail -> taken(mail, now.plus(lease)));
    }

    private static Mail taken(Mail mail, Instant until) {
        mail.tries++;
        mail.due = until;
        return mail;
    }

    @Transactional
    void sent(long id) {
        update("state = ?1, error = null where id = ?2", Mail.SENT, id);
    }

    @Transactional
    void failed(long id, String error) {
        update("state = ?1, error = ?2 where id = ?3", Mail.FAILED, error, id);
    }

    @Transactional
    void tryAgain(long id, Instant due, String error) {
        update("due = ?1, error = ?2 where id = ?3", due, error, id);
    }

    @Transactional
    List<Mail> ticketsBy(UUID account, int most) {
        return find("invitedBy = ?1 and kind = ?2", Sort.descending("id"), account, MailKind.TICKET)
                .page(0, most)
                .list();
    }

    @Transactional
    List<Mail> open() {
        return find("state in (?1, ?2)", Sort.descending("id"), Mail.WAITING, Mail.FAILED)
                .page(0, SHOWN)
                .list();
    }
}
