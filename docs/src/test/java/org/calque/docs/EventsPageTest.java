package org.calque.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.calque.reference.Reference;
import org.junit.jupiter.api.Test;

class EventsPageTest {
    private final Reference reference = Reference.built();

    @Test
    void thePageOfEventsIsWhatTheCatalogueSays() throws IOException {
        new Page("events.md").mustSay(new EventsPage(reference).write());
    }

    @Test
    void everyEventAndPathHasAHeadingUnderItsWireName() {
        var page = new EventsPage(reference).write();
        for (var operation : reference.operations()) {
            assertTrue(page.contains("\n### " + EventsPage.title(operation) + "\n"), operation.path());
        }
    }
}
