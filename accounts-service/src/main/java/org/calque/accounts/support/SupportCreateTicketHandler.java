package org.calque.accounts.support;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.mail.Mails;
import org.calque.accounts.mail.Ticket;
import org.calque.accounts.support.TicketWish.Unfit;
import org.calque.kit.Handler;
import org.calque.messages.Binder;
import org.calque.messages.Caller;
import org.calque.messages.Options;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.SupportCreateTicket;

@ApplicationScoped
class SupportCreateTicketHandler implements Handler<SupportCreateTicket> {
    private final Support support;
    private final Mails mails;
    private final AccountRepository accounts;

    SupportCreateTicketHandler(Support support, Mails mails, AccountRepository accounts) {
        this.support = support;
        this.mails = mails;
        this.accounts = accounts;
    }

    @Override
    @Transactional
    public Outcome handle(SupportCreateTicket request, Caller caller) {
        var address = support.address();
        if (address.isEmpty()) {
            return refused(Reason.NOT_OFFERED, Support.NOT_SET_UP);
        }
        if (request.options() == null) {
            return refused(Reason.INVALID, "options must be specified");
        }
        try {
            return keep(address.get(), ticket(request.options(), caller), caller);
        } catch (Unfit unfit) {
            return refused(Reason.INVALID, unfit.getMessage());
        }
    }

    private Ticket ticket(ObjectNode options, Caller caller) throws Unfit {
        var asker = caller.isAccount() ? accounts.living(caller.id()).orElse(null) : null;
        return switch (Options.of(SupportCreateTicket.Ticket.class).checkLeniently(options)) {
            case Options.Checked.Wrong(String error) -> throw new Unfit(error);
            case Options.Checked.Fine(ObjectNode checked) -> TicketWish.read(bound(checked), asker);
        };
    }

    private static SupportCreateTicket.Ticket bound(ObjectNode checked) throws Unfit {
        try {
            return Binder.bind(checked, SupportCreateTicket.Ticket.class);
        } catch (Binder.Mismatch mismatch) {
            throw new Unfit(mismatch.getMessage());
        }
    }

    private Outcome keep(String address, Ticket ticket, Caller caller) {
        if (support.isOneTooMany(caller)) {
            return refused(Reason.TOO_MANY, support.tooMany());
        }
        var id = mails.addTicket(address, caller.isAccount() ? caller.id() : null, ticket);
        return done(new SupportCreateTicket.Created(Support.url(address, Mails.ticketSubject(id, ticket.subject()))));
    }
}
