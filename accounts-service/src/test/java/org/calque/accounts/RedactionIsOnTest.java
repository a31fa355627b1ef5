package org.calque.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RedactionIsOnTest extends AccountsTest {
    @Test
    void whateverIsLoggedPassesTheFilter() {
        var console = Arrays.stream(InitialConfigurator.DELAYED_HANDLER.getHandlers())
                .filter(ConsoleHandler.class::isInstance)
                .map(Handler::getFilter)
                .toList();
        assertEquals(1, console.size());
        var record = new ExtLogRecord(Level.INFO, "it is sk-0123456789abcdef000017", "test");
        assertTrue(console.getFirst().isLoggable(record));
        assertEquals("it is sk-…", record.getMessage(), "filter is " + console.getFirst());
    }
}
