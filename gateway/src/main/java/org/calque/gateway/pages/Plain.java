package org.calque.gateway.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/// Pages that only say something.
@CheckedTemplate(basePath = "plain")
public final class Plain {
    private Plain() {}

    /// Why something else is not shown.
    public static native TemplateInstance message(Frame frame, String title, String text);
}
