package org.calque.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.calque.messages.Event;
import org.calque.messages.Route;
import org.junit.jupiter.api.Test;

class EventsPageTest {
    @Test
    void thePageOfEventsIsWhatTheCatalogueSays() throws IOException {
        new Page("events.md").mustSay(new Reference().write());
    }

    @Test
    void everyEventAndPathHasAHeadingUnderItsWireName() throws IOException {
        var reference = new Reference().write();
        for (var event : Event.values()) {
            assertTrue(reference.contains("\n### `" + event.wireName() + "`\n"), event.wireName());
        }
        for (var route : Route.values()) {
            assertTrue(reference.contains("\n### `" + route.path() + "`\n"), route.path());
        }
    }
}
