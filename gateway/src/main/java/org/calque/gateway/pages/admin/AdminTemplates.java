package org.calque.gateway.pages.admin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.calque.gateway.pages.Frame;
import org.calque.gateway.pages.Moment;

@CheckedTemplate(basePath = "admin")
final class AdminTemplates {
    private AdminTemplates() {}

    /// A mail that was not sent.
    public record Mail(
            long id,
            String kind,
            String state,
            String address,
            String account,
            boolean hasLink,
            Moment created,
            String error) {}

    /// A registration token.
    public record Token(
            long id,
            String hint,
            String descr,
            long counter,
            String limit,
            Moment expires,
            boolean disabled,
            String ephemeral) {}

    /// An entry of the audit log.
    public record Deed(
            long seq, Moment time, String event, String actor, String target, String address, String details) {}

    /// What a verification of the log has found.
    public record Verified(boolean valid, long entries, String head, String problem) {}

    static native TemplateInstance start(Frame frame);

    static native TemplateInstance accounts(Frame frame, List<Account> accounts, String query, String after);

    static native TemplateInstance account(Frame frame, Account account, String note);

    static native TemplateInstance mails(Frame frame, List<Mail> mails, boolean delivered);

    /// @param secret empty when it was shown before
    static native TemplateInstance once(Frame frame, String title, String label, String secret, String back);

    static native TemplateInstance tokens(Frame frame, List<Token> tokens, String problem);

    static native TemplateInstance audit(Frame frame, List<Deed> deeds, String account, String event, long before);

    static native TemplateInstance verified(Frame frame, Verified verified);
}
