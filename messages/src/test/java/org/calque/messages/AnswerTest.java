package org.calque.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import org.calque.messages.admin.AdminResetPassword.Link;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static String answered(Answer answer, String url) {
        return answer.of(new Link(url, Instant.EPOCH), JsonNodeFactory.instance.objectNode())
                .toString();
    }

    @Test
    void theLinkOfAResetIsAPathOfTheSite() {
        var answer = Function.HUB_SYSTEM_ADMIN_RESET_PASSWORD_LINK.answer();
        assertEquals(
                "\"/auth/password-reset/abc\"", answered(answer, "https://calque.example.org/auth/password-reset/abc"));
        assertEquals(
                "\"/below/auth/password-reset/abc\"",
                answered(answer, "http://127.0.0.1:8080/below/auth/password-reset/abc"));
    }
}
