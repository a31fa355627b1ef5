package org.calque.accounts;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Map;
import org.calque.kit.testing.TestCallers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = FirstAdministratorTest.Settings.class, restrictToAnnotatedClass = true)
class FirstAdministratorTest extends AccountsTest {
    public static class Settings implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            try {
                var file = Files.createTempFile("admin", ".password");
                Files.writeString(file, PASSWORD + "\n");
                file.toFile().deleteOnExit();
                return Map.of(
                        "CALQUE_ADMIN_EMAIL", "Admin@Calque.local", "CALQUE_ADMIN_PASSWORD_FILE", file.toString());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void stop() {
            // The file goes with the JVM.
        }
    }

    @Test
    void theFirstStartMakesAnAdministratorWhoCanSignIn() throws SQLException {
        String session = route(
                        TestCallers.nobody(),
                        "auth/sign-in",
                        Map.of("email", "admin@calque.local", "password", PASSWORD))
                .extract()
                .cookie("remember_me");
        lookUp("session", session).body("groups", is(java.util.List.of("admin")));
        assertEquals("1", ask("select count(*) from accounts where 'admin' = any(groups)"));
    }
}
