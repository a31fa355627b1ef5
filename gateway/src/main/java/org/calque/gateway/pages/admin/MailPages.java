package org.calque.gateway.pages.admin;

import static org.calque.gateway.pages.admin.Administrators.carryOut;
import static org.calque.gateway.pages.admin.Administrators.id;
import static org.calque.gateway.pages.admin.Administrators.only;
import static org.calque.gateway.pages.admin.Administrators.text;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Map;
import org.calque.gateway.pages.Moment;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.PageFamily;
import org.calque.gateway.pages.SecretOnce;
import org.calque.gateway.pages.Site;
import org.calque.gateway.pages.Visit;

/// Mails that were not sent: an administrator makes the link of one, once, and passes it on by another way.
@Singleton
class MailPages implements PageFamily {
    private static final String MAILS = "/admin/mails";
    private static final String API = "admin/mails";
    private static final String TICKET = "ticket";

    private final SecretOnce secrets;

    MailPages(SecretOnce secrets) {
        this.secrets = secrets;
    }

    @Override
    public void addTo(Site site) {
        site.get(MAILS, only(this::list))
                .post(MAILS + "/{id}/link", only(this::makeLink))
                .get(MAILS + "/{id}/link", only(this::showLink))
                .post(
                        MAILS + "/{id}/dismiss",
                        only(visit -> carryOut(visit, API, Map.of("action", "dismiss", "id", id(visit)), MAILS)));
    }

    private Page list(Visit visit) {
        var reply = visit.ask(API, Map.of("action", "get"));
        var mails = new ArrayList<AdminTemplates.Mail>();
        reply.path("response").forEach(json -> mails.add(mail(json)));
        return Page.shown(AdminTemplates.mails(
                visit.frame(), mails, reply.path("delivered").asBoolean()));
    }

    private Page makeLink(Visit visit) {
        var reply = visit.call(API, Map.of("action", "link", "id", id(visit)));
        return reply.error()
                .map(Administrators::refused)
                .orElseGet(() -> secrets.send(
                        visit, MAILS + "/" + id(visit) + "/link", "mail " + id(visit), text(reply.json(), "link")));
    }

    private Page showLink(Visit visit) {
        var link = secrets.take(visit, "mail " + id(visit)).orElse("");
        return secrets.forget(
                visit, Page.shown(AdminTemplates.once(visit.frame(), "Link to pass on", "Link", link, MAILS)));
    }

    private static String words(String kind) {
        return switch (kind) {
            case "verify_email" -> "Verification of an address";
            case "invitation" -> "Invitation to a project";
            case "added_to_project" -> "News of a project";
            case TICKET -> "Support ticket";
            default -> "Password reset";
        };
    }

    private static AdminTemplates.Mail mail(JsonNode json) {
        return new AdminTemplates.Mail(
                json.path("id").asLong(),
                words(text(json, "kind")),
                text(json, "state"),
                text(json, "email_address"),
                text(json, "account_id"),
                !text(json, "kind").equals(TICKET),
                Moment.in(json.path("created")),
                text(json, "error"));
    }
}
