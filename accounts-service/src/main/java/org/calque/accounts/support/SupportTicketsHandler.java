package org.calque.accounts.support;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.mail.Mails;
import org.calque.accounts.mail.Mails.KeptTicket;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.SupportTickets;

@ApplicationScoped
class SupportTicketsHandler implements Handler<SupportTickets> {
    private static final int MOST = 100;

    private final Support support;
    private final Mails mails;

    SupportTicketsHandler(Support support, Mails mails) {
        this.support = support;
        this.mails = mails;
    }

    @Override
    public Outcome handle(SupportTickets request, Caller caller) {
        return caller.isAccount()
                ? done(new SupportTickets.Listed(mails.ticketsBy(caller.id(), MOST).stream()
                        .map(this::told)
                        .toList()))
                : refused(Reason.UNAUTHENTICATED, "you must be signed in to get support tickets");
    }

    private SupportTickets.Ticket told(KeptTicket ticket) {
        var url = support.address()
                .map(it -> Support.url(it, Mails.ticketSubject(ticket.id(), ticket.subject())))
                .orElse(null);
        return new SupportTickets.Ticket(
                ticket.id(), ticket.subject(), ticket.body(), ticket.state(), ticket.created(), url);
    }
}
