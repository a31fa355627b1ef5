package org.calque.gateway.pages;

import io.quarkus.qute.TemplateInstance;
import java.util.ArrayList;
import java.util.List;

/// What a browser gets.
public sealed interface Page {
    /// Values of `Set-Cookie`.
    List<String> cookies();

    /// A page to look at.
    ///
    /// @param formsMayLeadTo an origin beside this site to which a form's answer may redirect; null for none
    /// @param callsItsSite   whether its script may call the API of this site
    record Shown(int status, TemplateInstance body, List<String> cookies, String formsMayLeadTo, boolean callsItsSite)
            implements Page {
        public Shown with(String cookie) {
            return new Shown(status, body, both(cookies, cookie), formsMayLeadTo, callsItsSite);
        }

        public Shown callingItsOwnSite() {
            return new Shown(status, body, cookies, formsMayLeadTo, true);
        }

        public Shown leadingTo(String origin) {
            return new Shown(status, body, cookies, origin, callsItsSite);
        }
    }

    /// Somewhere else to look, by GET: what follows every form that was carried out.
    record Moved(int status, String to, List<String> cookies) implements Page {
        public Moved(String to, List<String> cookies) {
            this(303, to, cookies);
        }

        public Moved with(String cookie) {
            return new Moved(status, to, both(cookies, cookie));
        }
    }

    /// Plain words, for programs that look for them.
    record Said(String text) implements Page {
        @Override
        public List<String> cookies() {
            return List.of();
        }
    }

    static Shown shown(TemplateInstance body) {
        return new Shown(200, body, List.of(), null, false);
    }

    /// A form that was not carried out, shown once more with the reason.
    static Shown refused(TemplateInstance body) {
        return new Shown(422, body, List.of(), null, false);
    }

    static Shown shown(int status, TemplateInstance body) {
        return new Shown(status, body, List.of(), null, false);
    }

    static Moved moved(String to) {
        return new Moved(to, List.of());
    }

    private static List<String> both(List<String> cookies, String another) {
        var both = new ArrayList<>(cookies);
        both.add(another);
        return List.copyOf(both);
    }
}
