package org.calque.gateway.pages.settings;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.calque.gateway.pages.Frame;
import org.calque.gateway.pages.Moment;

@CheckedTemplate(basePath = "settings")
final class KeyTemplates {
    private KeyTemplates() {}

    /// One thing that was done with a key.
    public record Deed(Moment time, String what, String who, String address) {}

    static native TemplateInstance keys(Frame frame, List<KeyShown> keys, String note);

    static native TemplateInstance newKey(Frame frame, KeyForm form, String problem);

    static native TemplateInstance key(
            Frame frame, KeyShown key, KeyForm form, List<Deed> deeds, String note, String problem);

    /// @param secret empty when it was shown before
    static native TemplateInstance keyMade(Frame frame, KeyShown key, String secret);

    static native TemplateInstance deleteKey(Frame frame, KeyShown key);
}
