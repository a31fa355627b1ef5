package org.calque.gateway.pages.auth;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.calque.gateway.pages.Fields;
import org.calque.gateway.pages.Frame;

@CheckedTemplate(basePath = "auth")
final class AuthTemplates {
    private AuthTemplates() {}

    /// @param client null when no program waits for a key
    /// @param target where to go afterwards
    static native TemplateInstance signIn(
            Frame frame, Fields form, Problems problems, Client client, String target, String note);

    static native TemplateInstance signUp(
            Frame frame, Fields form, Problems problems, Client client, boolean needsToken);

    static native TemplateInstance signOut(Frame frame);

    static native TemplateInstance giveKey(Frame frame, Client client);

    /// @param sent the address to which a link was sent; empty before
    static native TemplateInstance passwordReset(Frame frame, Fields form, Problems problems, String sent);

    static native TemplateInstance newPassword(Frame frame, String secret, Problems problems);

    static native TemplateInstance verifyEmail(Frame frame, String email, String token, String problem);

    /// @param next the full address to go on to
    static native TemplateInstance impersonated(Frame frame, String next);
}
