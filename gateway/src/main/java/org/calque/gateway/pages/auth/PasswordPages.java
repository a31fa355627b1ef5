package org.calque.gateway.pages.auth;

import jakarta.inject.Singleton;
import java.util.Map;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.PageFamily;
import org.calque.gateway.pages.Site;
import org.calque.gateway.pages.Visit;

/// A new password for whoever has forgotten the old one: a link by mail, and the page that it leads to.
@Singleton
class PasswordPages implements PageFamily {
    private static final String ASK = "/auth/password-reset";
    private static final String REDEEM = ASK + "/{secret}";

    @Override
    public void addTo(Site site) {
        site.get(ASK, visit -> ask(visit, Problems.NONE))
                .post(ASK, this::send)
                .get(REDEEM, visit -> redeem(visit, Problems.NONE))
                .post(REDEEM, this::set);
    }

    private static Page ask(Visit visit, Problems problems) {
        var body = AuthTemplates.passwordReset(visit.frame(), visit.form(), problems, "");
        return problems.areNone() ? Page.shown(body) : Page.refused(body);
    }

    private Page send(Visit visit) {
        var email = visit.form().one("email");
        if (email.isEmpty()) {
            return ask(visit, Problems.in("email", "Enter your e-mail address."));
        }
        var reply = visit.api().asNobody().call("auth/password-reset", Map.of("email", email));
        return reply.error()
                .map(error -> ask(visit, Problems.in("email", error)))
                .orElseGet(() ->
                        Page.shown(AuthTemplates.passwordReset(visit.frame(), visit.form(), Problems.NONE, email)));
    }

    private static Page redeem(Visit visit, Problems problems) {
        var body = AuthTemplates.newPassword(visit.frame(), visit.variable("secret"), problems);
        return problems.areNone() ? Page.shown(body) : Page.refused(body);
    }

    /// Opening the link changes nothing: programs that look through mail open links, too.
    private Page set(Visit visit) {
        var reply = visit.api()
                .asNobody()
                .call(
                        "auth/redeem-password-reset",
                        Map.of(
                                "password",
                                visit.form().exact("password"),
                                "passwordResetId",
                                visit.variable("secret")));
        return reply.error()
                .map(error -> redeem(visit, problems(error)))
                .orElseGet(() -> new Page.Moved(Target.FIRST + "?note=password", reply.cookies()));
    }

    private static Problems problems(String error) {
        return Problems.in(error.startsWith("Password reset") ? Problems.FORM : "password", error);
    }
}
