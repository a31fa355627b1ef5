package org.calque.gateway;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.net.URI;
import org.calque.gateway.pages.Frame;

@CheckedTemplate(basePath = "front")
final class FrontTemplates {
    private FrontTemplates() {}

    /// @param events what can be called of API v1, as HTML
    /// @param routes the same of API v2
    static native TemplateInstance front(Frame frame, URI url, String events, String routes);
}
