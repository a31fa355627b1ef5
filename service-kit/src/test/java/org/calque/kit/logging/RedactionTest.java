package org.calque.kit.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl-_x";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "key sk-0123456789abcdef000017 is unknown | key sk-… is unknown",
                "https://authenticated/?api_key=sk_abcdefghijklmnopqrstuvwx&x=1 | https://authenticated/?api_key=…&x=1",
                "[sk_abcdefghijklmnopqrstuvwx] | [sk_…]",
                "Authorization: Basic c2stMDEyMzo= | Authorization: …",
                "headers {authorization=[Bearer abcDEF123], host=x} | headers {authorization=…",
                "sent Bearer abcDEF123.x_y-z to it | sent Bearer … to it",
                "sent basic YWRhOnBhc3M= to it | sent basic … to it",
                "Cookie: remember_me=sha256$abc$1$def; account_id=1 | Cookie: …",
                "Set-Cookie=remember_me=sha256$abc$1$def | Set-Cookie=…",
                "it set remember_me=sha256$abc$1$def; Path=/ | it set remember_me=…; Path=/",
                "{\"password\":\"with \\\" blanks and, commas\",\"a\":1} | {\"password\":…,\"a\":1}",
                "AuthSignIn[email=ada@example.org, password=hunter2] | AuthSignIn[email=ada@example.org, password=…]",
                "old_password: 'a b' new | old_password: … new",
                "GET /auth/password-reset/abcdefgh HTTP/1.1 | GET /auth/password-reset/… HTTP/1.1",
                "GET /auth/verify-email?email=a@b.c&token=abcdef HTTP/1.1 | GET /auth/verify-email?email=a@b.c&token=… HTTP/1.1",
                "/auth/impersonate?auth_token=abcdef | /auth/impersonate?auth_token=…",
                "registrationToken=phy7026 | registrationToken=…",
                "made aB3dE5gH7jK9mN1pQ3sT5vW7 for ada | made … for ada"
            })
    void whatHasTheLookOfASecretIsMasked(String text, String masked) {
        assertEquals(masked, Redaction.mask(text));
    }

    @Test
    void internalTokensAreMaskedWhereverTheyStand() {
        assertEquals("asked with eyJ… in vain", Redaction.mask("asked with " + JWT + " in vain"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request bca407db-7f5a-439c-815a-d0f6430ce9a0 failed",
                "Migrating schema \"accounts\" to version \"5 - audit chain\"",
                "account 0f0a1f8e-7f5a-439c-815a-d0f6430ce9a0 is the first administrator",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "io.quarkus.smallrye.jwt.deployment.SmallryeJwtDevModeProcessorOfQuarkus",
                "Basic authentication is off; a token is not needed, nor a password",
                "the key key-17 is expired",
                "tasks: 17, risk-averse, desk_lamp",
                "",
            })
    void everythingElseStaysTheSameObject(String text) {
        assertSame(text, Redaction.mask(text));
    }

    @Test
    void aLongTextWithoutSecretsCostsLittleAndOneFullOfQuotesEnds() {
        var endless = "password=\"" + "\\".repeat(200_000);
        assertEquals("password=…", Redaction.mask(endless));
        assertTrue(Redaction.mask("cookie ".repeat(50_000)).startsWith("cookie "));
    }

    @Test
    void theFilterMasksMessagesParametersAndRequestIds() {
        var record = new ExtLogRecord(Level.INFO, "%s asks with %s", ExtLogRecord.FormatStyle.PRINTF, "test");
        record.setParameters(new Object[] {"ada", "sk-0123456789abcdef000017"});
        record.putMdc("requestId", JWT);
        assertTrue(new RedactionFilter().isLoggable(record));
        assertEquals("ada asks with sk-…", record.getFormattedMessage());
        assertEquals("eyJ…", record.getMdc("requestId"));
    }

    @Test
    void theFilterMasksExceptionsAndTheirCauses() {
        var cause = new IllegalStateException("refused " + JWT);
        var failure = new IllegalArgumentException("nothing to hide", cause);
        failure.addSuppressed(new RuntimeException("password=hunter2"));
        var record = new ExtLogRecord(Level.SEVERE, "it failed", "test");
        record.setThrown(failure);
        new RedactionFilter().isLoggable(record);
        var printed = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(printed, true));
        assertFalse(printed.toString().contains("hunter2"), printed.toString());
        assertFalse(printed.toString().contains("c2lnbmF0dXJl"), printed.toString());
        assertTrue(printed.toString().contains("java.lang.IllegalStateException: refused eyJ…"), printed.toString());
        assertTrue(printed.toString().contains("RedactionTest.theFilterMasks"), printed.toString());
    }

    @Test
    void anExceptionWithoutSecretsIsLoggedAsItIs() {
        var failure = new IllegalArgumentException("nothing to hide");
        failure.initCause(new IllegalStateException(failure));
        var record = new ExtLogRecord(Level.SEVERE, "it failed", "test");
        record.setThrown(failure);
        new RedactionFilter().isLoggable(record);
        assertSame(failure, record.getThrown());
    }
}
