package org.calque.gateway.pages.settings;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.calque.gateway.pages.Frame;

@CheckedTemplate(basePath = "settings")
final class SettingsTemplates {
    private SettingsTemplates() {}

    /// Which of the forms was not carried out, and why. Empty for none.
    public record Problem(String form, String text) {
        static final Problem NONE = new Problem("", "");

        public String of(String other) {
            return form.equals(other) ? text : "";
        }
    }

    static native TemplateInstance settings(Frame frame, Person person, String note, Problem problem);

    static native TemplateInstance deleteAccount(Frame frame, Person person, String problem);
}
