package org.calque.accounts.registration;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.registration.TokenWish.Unfit;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.AdminRegistrationTokens;
import org.calque.messages.accounts.AdminRegistrationTokens.Response;

@ApplicationScoped
class AdminRegistrationTokensHandler implements Handler<AdminRegistrationTokens> {
    private final TokenBook book;

    AdminRegistrationTokensHandler(TokenBook book) {
        this.book = book;
    }

    @Override
    public Outcome handle(AdminRegistrationTokens request, Caller caller) {
        if (caller.isNobody()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        if (!caller.isAdmin()) {
            return refused(Reason.FORBIDDEN, "only admins can manage registration tokens");
        }
        try {
            var action = request.action() == null ? "get" : request.action();
            return switch (action) {
                case "get" -> done(new Response(book.all()));
                case "create" -> book.create(TokenWish.of(request), request.disabled(), caller);
                case "edit" -> book.edit(request.id(), TokenWish.of(request), request.disabled(), caller);
                case "delete" -> book.delete(request.id(), caller);
                default -> refused(Reason.INVALID, "action must be get, create, edit or delete");
            };
        } catch (Unfit unfit) {
            return refused(Reason.INVALID, unfit.getMessage());
        }
    }
}
