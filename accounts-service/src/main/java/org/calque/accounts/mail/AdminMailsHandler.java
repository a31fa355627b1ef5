package org.calque.accounts.mail;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.accounts.AdminMails;

@ApplicationScoped
class AdminMailsHandler implements Handler<AdminMails> {
    private final MailRows rows;
    private final MailServer server;
    private final Links links;
    private final Audit audit;

    AdminMailsHandler(MailRows rows, MailServer server, Links links, Audit audit) {
        this.rows = rows;
        this.server = server;
        this.links = links;
        this.audit = audit;
    }

    @Override
    @Transactional
    public Outcome handle(AdminMails request, Caller caller) {
        if (caller.isNobody()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        if (!caller.isAdmin()) {
            return refused(Reason.FORBIDDEN, "only admins can see waiting mails");
        }
        return switch (request.action() == null ? "get" : request.action()) {
            case "get" ->
                done(new AdminMails.Waiting(
                        rows.open().stream().map(AdminMailsHandler::shown).toList(), server.isConfigured()));
            case "link" -> open(request.id()).map(mail -> link(mail, caller)).orElseGet(() -> unknown(request.id()));
            case "dismiss" ->
                open(request.id()).map(mail -> dismiss(mail, caller)).orElseGet(() -> unknown(request.id()));
            default -> refused(Reason.INVALID, "action must be get, link or dismiss");
        };
    }

    private Optional<Mail> open(Long id) {
        return id == null ? Optional.empty() : rows.findByIdOptional(id).filter(Mail::isOpen);
    }

    private static Outcome unknown(Long id) {
        return refused(Reason.NOT_FOUND, "no waiting mail with id " + id);
    }

    /// The mail stays on the list, since only the administrator knows whether the link arrived.
    private Outcome link(Mail mail, Caller caller) {
        if (mail.kind == MailKind.TICKET) {
            return refused(Reason.CONFLICT, "a ticket has no link");
        }
        if (mail.kind.isWriting()) {
            return done(new AdminMails.Link(links.placeOf(mail.kind), null));
        }
        var link = links.make(mail.kind, mail.accountId, mail.emailAddress);
        if (link.isEmpty()) {
            return refused(Reason.CONFLICT, "the account has another address by now");
        }
        audit.record(
                mail.kind.setsPassword()
                        ? AuditEvent.PASSWORD_RESET_LINK_MADE
                        : AuditEvent.EMAIL_VERIFICATION_LINK_MADE,
                caller,
                mail.accountId);
        return done(new AdminMails.Link(link.get().url(), link.get().expires()));
    }

    private Outcome dismiss(Mail mail, Caller caller) {
        mail.state = Mail.DISMISSED;
        audit.record(AuditEvent.MAIL_DISMISSED, caller, mail.accountId, Map.of("kind", mail.kind.wireName()));
        return done(new Replies.Empty());
    }

    private static AdminMails.Mail shown(Mail mail) {
        return new AdminMails.Mail(
                mail.id,
                mail.kind.wireName(),
                mail.state,
                mail.accountId,
                mail.emailAddress,
                mail.created,
                mail.tries,
                mail.error);
    }
}
