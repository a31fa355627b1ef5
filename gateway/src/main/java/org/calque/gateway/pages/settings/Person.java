package org.calque.gateway.pages.settings;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.HashMap;
import java.util.Map;
import org.calque.gateway.pages.Visit;

/// What an account knows of its owner.
///
/// @param username empty when none was chosen
/// @param email    empty when there is none
public record Person(String firstName, String lastName, String username, String email, boolean verified) {
    static Person of(Visit visit) {
        var profile = visit.ask("accounts/profile", Map.of()).path("profile");
        var email = profile.path("email_address").asText("");
        return new Person(
                profile.path("first_name").asText(""),
                profile.path("last_name").asText(""),
                profile.path("name").isTextual() ? profile.path("name").textValue() : "",
                profile.path("email_address").isTextual() ? email : "",
                profile.path("email_address").isTextual() && isVerified(visit, email));
    }

    private static boolean isVerified(Visit visit, String email) {
        var wanted = new HashMap<String, Object>();
        wanted.put("account_id", NullNode.instance);
        wanted.put("email_address_verified", NullNode.instance);
        return visit.ask("user-query", Map.of("query", Map.of("accounts", wanted)))
                .at("/query/accounts/email_address_verified")
                .hasNonNull(email);
    }

    /// What the owner of the account types to show that nothing is deleted by mistake.
    public String confirmation() {
        return email.isEmpty() ? "delete my account" : email;
    }
}
