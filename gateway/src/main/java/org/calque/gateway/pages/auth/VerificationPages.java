package org.calque.gateway.pages.auth;

import jakarta.inject.Singleton;
import java.util.Map;
import org.calque.gateway.pages.Fields;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.PageFamily;
import org.calque.gateway.pages.Plain;
import org.calque.gateway.pages.Site;
import org.calque.gateway.pages.Visit;

/// Where the link leads that was sent to a new e-mail address. Opening it changes nothing, since programs that look
/// through mail open links, too; the button does.
@Singleton
class VerificationPages implements PageFamily {
    private static final String VERIFY = "/auth/verify-email";

    @Override
    public void addTo(Site site) {
        site.get(VERIFY, visit -> Page.shown(view(visit, visit.query(), ""))).post(VERIFY, this::verify);
    }

    private Page verify(Visit visit) {
        var form = visit.form();
        var reply = visit.call(
                "auth/redeem-verify-email", Map.of("email_address", form.one("email"), "token", form.one("token")));
        return reply.error()
                .map(error -> Page.refused(
                        view(visit, form, Problems.in(Problems.FORM, error).inForm())))
                .orElseGet(() -> Page.shown(Plain.message(
                        visit.frame(), "Thank you", "The e-mail address " + form.one("email") + " is confirmed.")));
    }

    private static io.quarkus.qute.TemplateInstance view(Visit visit, Fields named, String problem) {
        return AuthTemplates.verifyEmail(visit.frame(), named.one("email"), named.one("token"), problem);
    }
}
